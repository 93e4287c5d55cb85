// Package book reads the first rows of a T12 book and prints results the way measure.py describes.
package book

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"os"
	"path/filepath"
	"runtime/debug"
	"strconv"
	"time"
)

// Missing stands in a Row for a fact that nobody gave.
const Missing = -1

// Row is one order. Numbers are in the units of the book, DC is 0, 1 or Missing, Date is ISO 8601.
type Row struct {
	TPP, PD, DC, BW, IO, HQ, Dest int64
	Date                          string
}

// Arguments are FOLDER ROWS.
func Arguments() (string, int) {
	if len(os.Args) != 3 {
		fail(fmt.Errorf("usage: %s FOLDER ROWS", filepath.Base(os.Args[0])))
	}
	rows, err := strconv.Atoi(os.Args[2])
	fail(err)
	return os.Args[1], rows
}

// Read returns the first rows of FOLDER/flat.csv.
func Read(folder string, rows int) []Row {
	file, err := os.Open(filepath.Join(folder, "flat.csv"))
	fail(err)
	defer file.Close()
	reader := csv.NewReader(file)
	_, err = reader.Read()
	fail(err)
	out := make([]Row, rows)
	for i := range out {
		cells, err := reader.Read()
		fail(err)
		out[i] = Row{number(cells[0]), number(cells[1]), truth(cells[2]), number(cells[3]), number(cells[4]),
			number(cells[5]), number(cells[6]), cells[7]}
	}
	return out
}

func number(cell string) int64 {
	if cell == "" {
		return Missing
	}
	value, err := strconv.ParseInt(cell, 10, 64)
	fail(err)
	return value
}

func truth(cell string) int64 {
	switch cell {
	case "true":
		return 1
	case "false":
		return 0
	default:
		return Missing
	}
}

// FiveRuns times five passes over all rows, after one that warms up, and prints the result.
func FiveRuns(peer, module, unknowns, form string, outcomes []byte, decideAll func()) {
	decideAll()
	var seconds [5]float64
	for run := range seconds {
		start := time.Now()
		decideAll()
		seconds[run] = time.Since(start).Seconds()
	}
	hash := fnv.New64a()
	hash.Write(outcomes)
	histogram := map[string]int{}
	for _, code := range outcomes {
		histogram[strconv.Itoa(int(code))]++
	}
	line, err := json.Marshal(map[string]any{"peer": peer, "version": version(module), "tier": "T12-K", "unknowns": unknowns,
		"form": form, "rows": len(outcomes), "seconds": seconds, "histogram": histogram, "hash": fmt.Sprintf("%016x", hash.Sum64())})
	fail(err)
	fmt.Println(string(line))
}

// version of a module as linked into this program.
func version(module string) string {
	info, _ := debug.ReadBuildInfo()
	for _, dependency := range info.Deps {
		if dependency.Path == module {
			return dependency.Version
		}
	}
	return "unknown"
}

func fail(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
