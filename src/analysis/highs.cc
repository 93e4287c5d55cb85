#include "analysis/highs.h"

#include <dlfcn.h>
#include <fmt/format.h>

namespace lockgate::analysis {
namespace {

// Of HiGHS's C interface, version 1: https://ergo-code.github.io/HiGHS/stable/interfaces/c_api/
struct Interface {
  void* (*create)();
  void (*destroy)(void*);
  int (*set_bool)(void*, const char*, int);
  int (*set_int)(void*, const char*, int);
  int (*set_string)(void*, const char*, const char*);
  void (*reset_scheduler)(int);
  int (*pass_lp)(void*, int, int, int, int, int, double, const double*, const double*, const double*, const double*, const double*, const int*, const int*, const double*);
  int (*run)(void*);
  int (*model_status)(const void*);
  int (*solution)(const void*, double*, double*, double*, double*);
};

constexpr int kRowWise = 2;
constexpr int kMinimize = 1;
constexpr int kOptimal = 7;

template <class Function>
bool find(void* library, const char* name, Function& out) {
  void* found = dlsym(library, name);
  static_assert(sizeof found == sizeof out);
  __builtin_memcpy(&out, &found, sizeof found);
  return found != nullptr;
}

class Highs : public Solver {
 public:
  explicit Highs(const Interface& api) : api_(api) {}
  ~Highs() override { api_.reset_scheduler(1); }  // waits for the threads that the library keeps

  Result<Solution> solve(const LinearProgram& p) const override {
    const std::unique_ptr<void, void (*)(void*)> highs(api_.create(), api_.destroy);
    api_.set_bool(highs.get(), "output_flag", 0);
    api_.set_int(highs.get(), "threads", 1);  // the same answer on every machine
    api_.set_string(highs.get(), "parallel", "off");
    const int passed = api_.pass_lp(highs.get(), p.columns(), p.rows(), static_cast<int>(p.value.size()), kRowWise, kMinimize, 0, p.cost.data(), p.low.data(), p.high.data(), p.row_low.data(), p.row_high.data(),
                                    p.row_start.data(), p.column.data(), p.value.data());
    // A library that was given what it does not take may do anything when it runs, exceptions included.
    const int status = passed < 0 ? passed : api_.run(highs.get());
    const int model = api_.model_status(highs.get());
    if (status < 0 || model != kOptimal) return fail("LG0972", fmt::format("HiGHS found no optimum (status {}, model {})", status, model), "if the demand file is as meant, please report it");
    Solution out;
    std::vector<double> column_dual(p.cost.size()), activity(p.row_low.size());
    out.x.resize(p.cost.size()), out.row_dual.resize(p.row_low.size());
    api_.solution(highs.get(), out.x.data(), column_dual.data(), activity.data(), out.row_dual.data());
    return out;
  }

 private:
  Interface api_;
};

}  // namespace

Result<std::unique_ptr<Solver>> open_highs(const std::string& library) {
  void* handle = library.empty() ? nullptr : dlopen(library.c_str(), RTLD_NOW | RTLD_LOCAL);  // stays loaded: what is made of it does too
  Interface api{};
  if (handle == nullptr || !find(handle, "Highs_create", api.create) || !find(handle, "Highs_destroy", api.destroy) || !find(handle, "Highs_setBoolOptionValue", api.set_bool) ||
      !find(handle, "Highs_setIntOptionValue", api.set_int) || !find(handle, "Highs_setStringOptionValue", api.set_string) || !find(handle, "Highs_resetGlobalScheduler", api.reset_scheduler) || !find(handle, "Highs_passLp", api.pass_lp) || !find(handle, "Highs_run", api.run) || !find(handle, "Highs_getModelStatus", api.model_status) ||
      !find(handle, "Highs_getSolution", api.solution))
    return fail("LG0971", library.empty() ? "the solver HiGHS is not there" : fmt::format("`{}` is no HiGHS library", library), "`pip install highsbox` into .venv, or name libhighs.so with --solver");
  return std::unique_ptr<Solver>(new Highs(api));
}

}  // namespace lockgate::analysis
