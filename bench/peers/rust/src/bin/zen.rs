//! T12-K in GoRules ZEN: a decision of one expression node, precompiled, trace off; contexts are built before the clock starts.

use t12_peers::{five_runs, read_rows, Fact, Peer, Row};
use zen_engine::model::GraphContent;
use zen_engine::{Decision, Variable};

const PEER: Peer = Peer { name: "zen", package: "zen-engine", form: "one expression node, precompiled, bounds for missing numbers" };
const EXPRESSION: &str = include_str!("../../t12.zen");

fn main() {
    let contexts: Vec<Variable> = read_rows().iter().map(context).collect();
    let mut decision = Decision::from(graph());
    decision.compile();
    five_runs(&PEER, contexts.len(), |row| code(&decision, contexts[row].clone()));
}

fn code(decision: &Decision, context: Variable) -> u8 {
    let response = pollster::block_on(decision.evaluate(context)).expect("a decision");
    let outcome = response.result.dot("outcome").expect("an outcome");
    outcome.to_value().as_u64().expect("a code") as u8
}

fn context(row: &Row) -> Variable {
    let facts = row.facts().into_iter().map(|(name, fact)| match fact {
        Fact::Number(value) => (name.to_string(), value.into()),
        Fact::Truth(value) => (name.to_string(), value.into()),
    });
    Variable::from(serde_json::Value::Object(facts.collect()))
}

/// Input, one expression, output.
fn graph() -> GraphContent {
    let node = |id: &str, kind: &str, content: serde_json::Value| serde_json::json!({ "id": id, "name": id, "type": kind, "content": content });
    let expressions = serde_json::json!({ "expressions": [{ "id": "outcome", "key": "outcome", "value": EXPRESSION.split_whitespace().collect::<Vec<_>>().join(" ") }] });
    let nothing = serde_json::json!({});
    serde_json::from_value(serde_json::json!({
        "nodes": [node("order", "inputNode", nothing.clone()), node("rules", "expressionNode", expressions), node("answer", "outputNode", nothing)],
        "edges": [{ "id": "1", "sourceId": "order", "targetId": "rules" }, { "id": "2", "sourceId": "rules", "targetId": "answer" }],
    }))
    .expect("a graph")
}
