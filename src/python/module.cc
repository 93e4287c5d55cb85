// The Python module `lockgate._lockgate`: the desk, with texts and Arrow capsules for arguments and answers. What
// people see of it, with its types and its words, is in python/lockgate/.
#include <nanobind/nanobind.h>
#include <nanobind/stl/optional.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include "base/json.h"
#include "desk/book_check.h"
#include "desk/book_difference.h"
#include "desk/book_folders.h"
#include "desk/analyst.h"
#include "desk/chip_json.h"
#include "desk/order_text.h"
#include "wire/determination_json.h"

namespace nb = nanobind;

namespace lockgate::python {
namespace {

using Json = nlohmann::ordered_json;
using Strings = std::vector<std::string>;
using OptionalText = std::optional<std::string>;
using Stream = batch::Owned<ArrowArrayStream>;

constexpr const char* kStream = "arrow_array_stream";  // as the Arrow PyCapsule interface calls it

// The one place where an error of ours becomes an exception.
[[noreturn]] void raise(const Error& error) {
  const nb::object type = nb::module_::import_("lockgate.error").attr("LockgateError");
  const nb::tuple arguments = nb::make_tuple(error.code, error.message, error.where, error.fix);
  PyErr_SetObject(type.ptr(), arguments.ptr());
  throw nb::python_error();
}

template <class Value>
Value value_or_raise(Result<Value> result) {
  if (!result) raise(result.error());
  return std::move(*result);
}

// Work without the interpreter's lock; the error is raised once it is held again.
template <class Work>
auto unlocked(Work work) {
  auto result = [&] {
    const nb::gil_scoped_release released;
    return work();
  }();
  return value_or_raise(std::move(result));
}

Stream take(const nb::object& capsule) {
  auto* given = static_cast<ArrowArrayStream*>(PyCapsule_GetPointer(capsule.ptr(), kStream));
  if (given == nullptr) throw nb::python_error();
  if (given->release == nullptr)
    raise({"LG0083", "this stream has been read already", "",
           "give the table again, or keep it: `pyarrow.table(stream)`"});
  Stream out;
  std::swap(*out.get(), *given);
  return out;
}

void release_capsule(PyObject* capsule) {
  auto* held = static_cast<ArrowArrayStream*>(PyCapsule_GetPointer(capsule, kStream));
  if (held->release != nullptr) held->release(held);
  delete held;
}

nb::object capsule_of(Stream stream) {
  auto held = std::make_unique<ArrowArrayStream>(stream.give());
  PyObject* out = PyCapsule_New(held.get(), kStream, release_capsule);
  if (out == nullptr) throw nb::python_error();
  held.release();
  return nb::steal(out);
}

Error error_of(const Diagnostics& diagnostics) {
  for (const Diagnostic& diagnostic : diagnostics.list()) {
    if (diagnostic.severity != Severity::Error) continue;
    Error out{diagnostic.code, diagnostic.message, "", diagnostic.help};
    if (diagnostic.source == nullptr) return out;
    const auto position = diagnostic.source->position(diagnostic.place.begin);
    out.where = diagnostic.source->path() + ":" + std::to_string(position.line) + ":" + std::to_string(position.column);
    return out;
  }
  return {"LG0010", "the rulebook or the catalogue is not there", "",
          "name their folder: `Rulebook(data=…)`, or the variable LOCKGATE_DATA"};
}

decide::Options options_of(const OptionalText& as_of, const OptionalText& known_at, bool is_codified) {
  decide::Options out;
  out.is_codified = is_codified;
  if (as_of) out.as_of = value_or_raise(Date::parse(*as_of));
  if (known_at) out.known_at = value_or_raise(Date::parse(*known_at));
  return out;
}

desk::BookQuestion question_of(const OptionalText& as_of, const OptionalText& known_at, bool is_codified) {
  const decide::Options options = options_of(as_of, known_at, is_codified);
  return {as_of ? std::optional(options.as_of) : std::nullopt, is_codified, options.known_at};
}

class Engine {
 public:
  Engine(const std::string& data, const Strings& rulebooks, const Strings& overlays)
      : sources_{data, desk::book_folders(rulebooks, data), overlays} {
    desk_ = unlocked([&]() -> Result<std::shared_ptr<const desk::Desk>> {
      Diagnostics diagnostics;
      std::shared_ptr<const desk::Desk> opened =
          desk::Desk::open(sources_, diagnostics);
      if (opened == nullptr || opened->law().books.empty()) return tl::unexpected(error_of(diagnostics));
      return opened;
    });
  }

  std::string digest() const { return desk_->law().digest; }

  OptionalText verified_through() const {
    const auto day = desk_->law().verified_through();
    return day ? OptionalText(day->to_string()) : std::nullopt;
  }

  Strings headings() const { return desk::answer_headings(desk::gate_names(desk_->law())); }

  nb::object check(const nb::object& capsule, const OptionalText& as_of, const OptionalText& known_at,
                   bool is_codified) const {
    const desk::BookQuestion question = question_of(as_of, known_at, is_codified);
    return answered(capsule,
                    [&](batch::ArrowStream orders) { return desk::check_book(desk_, std::move(orders), question); });
  }

  // `other`: the engine of the law after.
  nb::object difference(const nb::object& capsule, const Engine& other, const OptionalText& before, const OptionalText& after,
                        const OptionalText& known_at, bool is_codified, bool is_codified_after) const {
    const desk::BookSide first{desk_, question_of(before, known_at, is_codified)},
                         second{other.desk_, question_of(after, known_at, is_codified_after)};
    return answered(capsule, [&](batch::ArrowStream orders) -> Result<Stream> {
      auto difference = desk::BookDifference::open(first, second, std::move(orders));
      if (!difference) return tl::unexpected(difference.error());
      return desk::stream_of(std::move(*difference));
    });
  }

  std::string decide(const std::string& text, const OptionalText& as_of, const OptionalText& known_at,
                     bool is_codified) const {
    decide::Options options = options_of(as_of, known_at, is_codified);
    return unlocked([&]() -> Result<std::string> {
      const auto order = desk::order_of(*desk_, text);
      if (!order) return tl::unexpected(order.error());
      if (!as_of && !order->date)
        return fail("LG0011", "the order has no `date`", "give it one, or say which day: `as_of=\"2026-02-01\"`");
      if (!as_of) options.as_of = *order->date;
      return wire::to_json_line(desk_->decide(*order, options));
    });
  }

  std::string analyze(const std::string& what, const std::string& question) const {
    return unlocked([&]() -> Result<std::string> {
      const auto analyst = desk::Analyst::open(desk_, sources_);
      if (!analyst) return tl::unexpected(analyst.error());
      const auto out = analyst->answer(what, question);
      if (!out) return tl::unexpected(out.error());
      return out->dump(-1, ' ', false, Json::error_handler_t::replace);
    });
  }

  std::string chips(const std::optional<Strings>& ids, const std::string& on) const {
    const decide::Options options = options_of(on, std::nullopt, false);
    return unlocked([&]() -> Result<std::string> {
      Json out = Json::array();
      const auto add = [&](const catalogue::Part& part) {
        out.push_back(desk::to_json(part, desk::classify(*desk_, part, options), options.as_of));
      };
      if (!ids)
        for (const catalogue::Part& part : desk_->catalogue().parts()) add(part);
      for (const std::string& id : ids.value_or(Strings())) {
        const auto part = desk_->catalogue().look_up(id);
        if (!part) return tl::unexpected(part.error());
        add(**part);
      }
      return out.dump();
    });
  }

 private:
  template <class Answer>
  nb::object answered(const nb::object& capsule, Answer answer) const {
    Stream given = take(capsule);
    return capsule_of(unlocked([&]() -> Result<Stream> {
      auto orders = batch::ArrowStream::take(std::move(given), "");
      if (!orders) return tl::unexpected(orders.error());
      return answer(std::move(*orders));
    }));
  }

  desk::Sources sources_;
  std::shared_ptr<const desk::Desk> desk_;
};

}  // namespace

NB_MODULE(_lockgate, module) {
  // A connection that has our function keeps the engine until the interpreter is gone; that is no leak.
  nb::set_leak_warnings(false);
  module.def("find_data", &desk::find_data, nb::arg("program"));
  nb::class_<Engine>(module, "Engine")
      .def(nb::init<const std::string&, const Strings&, const Strings&>(), nb::arg("data"), nb::arg("rulebooks"),
           nb::arg("overlays"))
      .def_prop_ro("digest", &Engine::digest)
      .def_prop_ro("verified_through", &Engine::verified_through)
      .def_prop_ro("headings", &Engine::headings)
      .def("check", &Engine::check, nb::arg("stream"), nb::arg("as_of").none(), nb::arg("known_at").none(),
           nb::arg("is_codified"))
      .def("difference", &Engine::difference, nb::arg("stream"), nb::arg("other"), nb::arg("before").none(), nb::arg("after").none(),
           nb::arg("known_at").none(), nb::arg("is_codified"), nb::arg("is_codified_after"))
      .def("decide", &Engine::decide, nb::arg("order"), nb::arg("as_of").none(), nb::arg("known_at").none(),
           nb::arg("is_codified"))
      .def("analyze", &Engine::analyze, nb::arg("what"), nb::arg("question"))
      .def("chips", &Engine::chips, nb::arg("ids").none(), nb::arg("on"));
}

}  // namespace lockgate::python
