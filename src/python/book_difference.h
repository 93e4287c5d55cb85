// BookDifference: a table of orders put to two days, row for row: what changes between them, and both answers.
#pragma once

#include <memory>

#include "batch/arrow_stream.h"
#include "desk/desk.h"

namespace lockgate::python {

// A column `change` (`us.export: license_required (case_by_case) → no_license_required`; null where nothing changes),
// then those of desk::answer_headings, each twice: `verdict_before`, `verdict_after`. A row that cannot be read has its
// `problem` on both sides. What counts as a change is what `lockgate diff` counts: a verdict, or a gate's outcome, rate
// or review policy.
Result<batch::Owned<ArrowArrayStream>> difference(std::shared_ptr<const desk::Desk> desk, batch::ArrowStream orders,
                                                  const decide::Options& before, const decide::Options& after);

}  // namespace lockgate::python
