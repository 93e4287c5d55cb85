// T12-K in cel-go: one expression, one activation that is used again for every row.
package main

import (
	_ "embed"
	"log"
	"strconv"
	"strings"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"

	"t12/book"
)

//go:embed t12.cel
var expression string

// row is one order as CEL values, boxed before the clock starts. It is its own activation.
type row struct {
	tpp, pd, dc, bw, io, hq, dest, date ref.Val
}

func (r *row) ResolveName(name string) (any, bool) {
	switch name {
	case "tpp":
		return r.tpp, true
	case "pd":
		return r.pd, true
	case "dc":
		return r.dc, true
	case "bw":
		return r.bw, true
	case "io":
		return r.io, true
	case "hq":
		return r.hq, true
	case "dest":
		return r.dest, true
	case "date":
		return r.date, true
	}
	return nil, false
}

func (r *row) Parent() cel.Activation { return nil }

func main() {
	folder, count := book.Arguments()
	rows := boxed(book.Read(folder, count))
	program := compiled()
	outcomes := make([]byte, count)
	book.FiveRuns("cel-go", "cel.dev/cel-go", "native", "one expression, unknown values, own activation", outcomes, func() {
		for i := range rows {
			outcomes[i] = decide(program, &rows[i])
		}
	})
}

func compiled() cel.Program {
	number := []string{"tpp", "pd", "bw", "io", "hq", "dest", "date"}
	options := []cel.EnvOption{cel.Variable("dc", cel.BoolType)}
	for _, name := range number {
		options = append(options, cel.Variable(name, cel.IntType))
	}
	env, err := cel.NewEnv(options...)
	check(err)
	ast, issues := env.Compile(expression)
	check(issues.Err())
	program, err := env.Program(ast, cel.EvalOptions(cel.OptOptimize))
	check(err)
	return program
}

func decide(program cel.Program, order *row) byte {
	value, _, _ := program.Eval(order)
	if code, known := value.(types.Int); known {
		return byte(code)
	}
	return 255
}

func boxed(rows []book.Row) []row {
	out := make([]row, len(rows))
	for i, r := range rows {
		date, err := strconv.Atoi(strings.ReplaceAll(r.Date, "-", ""))
		check(err)
		out[i] = row{tpp: number(r.TPP), pd: number(r.PD), dc: truth(r.DC), bw: number(r.BW), io: number(r.IO), hq: number(r.HQ),
			dest: types.Int(r.Dest), date: types.Int(date)}
	}
	return out
}

// unknown is CEL's own value for a fact that nobody gave.
var unknown = types.NewUnknown(1, nil)

func number(value int64) ref.Val {
	if value == book.Missing {
		return unknown
	}
	return types.Int(value)
}

func truth(value int64) ref.Val {
	if value == book.Missing {
		return unknown
	}
	return types.Bool(value == 1)
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
