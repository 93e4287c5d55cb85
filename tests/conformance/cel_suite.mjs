// Writes the published CEL conformance suite as JSON: `node cel_suite.mjs OUT`. One object a test: the file and section it is
// from, and the test itself as the suite's own JSON.
import { writeFileSync } from "node:fs";
import { toJson } from "@bufbuild/protobuf";
import { SimpleTestSchema } from "@bufbuild/cel-spec/cel/expr/conformance/test/simple_pb.js";
import { getTestRegistry } from "@bufbuild/cel-spec/testdata/registry.js";
import { getConformanceSuite } from "@bufbuild/cel-spec/testdata/tests.js";

const registry = getTestRegistry();
const out = [];

function walk(suite, path) {
  for (const inner of suite.suites) walk(inner, [...path, inner.name]);
  for (const test of suite.tests)
    out.push({ file: path[0] ?? "", section: path.slice(1).join("/"), test: toJson(SimpleTestSchema, test.original, { registry }) });
}

walk(getConformanceSuite(), []);
writeFileSync(process.argv[2], JSON.stringify(out));
