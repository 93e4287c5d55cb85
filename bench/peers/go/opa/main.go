// T12-K in OPA: a prepared query in a loop, inputs parsed to OPA's own values before the clock starts.
package main

import (
	"context"
	_ "embed"
	"encoding/json"
	"log"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/rego"
	"github.com/open-policy-agent/opa/v1/storage"
	"github.com/open-policy-agent/opa/v1/storage/inmem"

	"t12/book"
)

//go:embed t12.rego
var policy string

func main() {
	folder, rows := book.Arguments()
	inputs := parsed(book.Read(folder, rows))
	ctx := context.Background()
	store := inmem.New()
	query, err := rego.New(rego.Query("data.t12.outcome"), rego.Module("t12.rego", policy), rego.Store(store)).PrepareForEval(ctx)
	check(err)
	transaction, err := store.NewTransaction(ctx, storage.TransactionParams{})
	check(err)
	outcomes := make([]byte, rows)
	book.FiveRuns("opa", "github.com/open-policy-agent/opa", "by hand", "prepared query, parsed input, one transaction", outcomes, func() {
		for i, input := range inputs {
			outcomes[i] = decide(ctx, query, transaction, input)
		}
	})
}

func decide(ctx context.Context, query rego.PreparedEvalQuery, transaction storage.Transaction, input ast.Value) byte {
	results, err := query.Eval(ctx, rego.EvalParsedInput(input), rego.EvalTransaction(transaction))
	check(err)
	code, err := results[0].Expressions[0].Value.(json.Number).Int64()
	check(err)
	return byte(code)
}

// parsed leaves out what is missing: Rego's undefined.
func parsed(rows []book.Row) []ast.Value {
	out := make([]ast.Value, len(rows))
	for i, row := range rows {
		object := ast.NewObject(pair("dest", row.Dest), [2]*ast.Term{ast.StringTerm("date"), ast.StringTerm(row.Date)})
		numbers := map[string]int64{"tpp": row.TPP, "pd": row.PD, "bw": row.BW, "io": row.IO, "hq": row.HQ}
		for name, value := range numbers {
			if value != book.Missing {
				object.Insert(pair(name, value)[0], pair(name, value)[1])
			}
		}
		if row.DC != book.Missing {
			object.Insert(ast.StringTerm("dc"), ast.BooleanTerm(row.DC == 1))
		}
		out[i] = object
	}
	return out
}

func pair(name string, value int64) [2]*ast.Term {
	return [2]*ast.Term{ast.StringTerm(name), ast.IntNumberTerm(int(value))}
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
