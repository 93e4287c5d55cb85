// A rulebook of any bytes: reading it ends, says where what is wrong, and leaves a law that can be lowered when nothing
// is.
#include "law/law.h"

#include <cstddef>
#include <cstdint>

#include "base/check.h"
#include "law/check.h"
#include "law/program.h"

using namespace lockgate;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Diagnostics diagnostics;
  const law::Law read = law::load_text("fuzz.md", std::string(reinterpret_cast<const char*>(data), size), diagnostics);
  for (const Diagnostic& diagnostic : diagnostics.list()) LG_CHECK(!render(diagnostic).empty());
  if (diagnostics.has_errors()) return 0;
  law::check_cycles(read, diagnostics);
  LG_CHECK(!diagnostics.has_errors());
  law::Segment segment;
  for (const Date date : read.boundaries()) segment.span.from = date;
  LG_CHECK(law::lower(read, segment) != nullptr);
  return 0;
}
