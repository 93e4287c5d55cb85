//! T12-K in Cedar: six permits that exclude each other, one for each outcome; the outcome is the policy that decides, no policy is
//! 255. Requests are built before the clock starts.

use cedar_policy::{Authorizer, Context, Entities, EntityUid, PolicySet, Request, RestrictedExpression};
use t12_peers::{five_runs, read_rows, Fact, Peer, Row};

const PEER: Peer = Peer { name: "cedar", package: "cedar-policy", form: "six exclusive permits, bounds for missing numbers" };
const POLICIES: &str = include_str!("../../t12.cedar");

fn main() {
    let requests: Vec<Request> = read_rows().iter().map(request).collect();
    let policies = named(POLICIES.parse().expect("the policies"));
    let (authorizer, entities) = (Authorizer::new(), Entities::empty());
    five_runs(&PEER, requests.len(), |row| {
        let response = authorizer.is_authorized(&requests[row], &policies, &entities);
        let mut reasons = response.diagnostics().reason();
        reasons.next().map_or(255, |policy| AsRef::<str>::as_ref(policy).parse().expect("a code"))
    });
}

/// The same policies under the codes that their `@code` annotations give.
fn named(policies: PolicySet) -> PolicySet {
    let by_code = policies.policies().map(|policy| policy.new_id(policy.annotation("code").expect("a code").parse().expect("an id")));
    PolicySet::from_policies(by_code).expect("distinct codes")
}

fn request(row: &Row) -> Request {
    let facts = row.facts().into_iter().map(|(name, fact)| match fact {
        Fact::Number(value) => (name.to_string(), RestrictedExpression::new_long(value)),
        Fact::Truth(value) => (name.to_string(), RestrictedExpression::new_bool(value)),
    });
    let context = Context::from_pairs(facts).expect("a context");
    Request::new(uid("Exporter::\"one\""), uid("Action::\"ship\""), uid("Order::\"one\""), context, None).expect("a request")
}

fn uid(text: &str) -> EntityUid {
    text.parse().expect("an entity")
}
