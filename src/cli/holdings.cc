#include "cli/holdings.h"

#include <fmt/format.h>

#include <algorithm>

#include "cli/findings.h"
#include "ownership/packed_register.h"
#include "registry/join.h"

namespace lockgate::cli {
namespace {

struct Read {
  std::vector<ownership::Register> packed;
  trade::Ownership joined;
  std::uint64_t left_out = 0;
};

bool read_packed(Session& session, const std::string& path, Read& out) {
  auto packed = ownership::read_packed(path);
  if (!packed) return session.refuse(packed.error()), false;
  session.complain({"", packed->made, path, ""}, Severity::Note);
  if (packed->left_out != 0) session.refuse({"LG0626", fmt::format("{} lines had been left out when this was packed", packed->left_out), path, "pack it anew from registers that can be read whole"});
  out.left_out += packed->left_out;
  out.packed.push_back(std::move(packed->all));
  return true;
}

bool read_register(Session& session, const std::string& path, std::vector<registry::RegisterFile>& files, Read& out) {
  auto file = registry::read_register(path);
  if (!file) return session.refuse(file.error()), false;
  tell(session, file->path, file->findings, "what was mended, passed over or counts for no share");
  out.left_out += static_cast<std::uint64_t>(
      std::count_if(file->findings.begin(), file->findings.end(),
                    [](const wire::ListFinding& finding) { return finding.problem.severity == Severity::Error; }));
  files.push_back(std::move(*file));
  return true;
}

std::optional<Read> read(Session& session, const std::vector<std::string>& paths) {
  std::vector<registry::RegisterFile> files;
  Read out;
  for (const std::string& path : paths) {
    const bool is_read = ownership::is_packed(path) ? read_packed(session, path, out) : read_register(session, path, files, out);
    if (!is_read) return std::nullopt;
  }
  out.joined = registry::join(files);
  return out;
}

void append(trade::Ownership more, trade::Ownership& to) {
  const auto move = [](auto& from, auto& all) { all.insert(all.end(), std::make_move_iterator(from.begin()), std::make_move_iterator(from.end())); };
  move(more.holdings, to.holdings);
  move(more.listed, to.listed);
  move(more.exempt, to.exempt);
  move(more.seats, to.seats);
  move(more.namings, to.namings);
}

}  // namespace

std::optional<Holdings> read_holdings(Session& session, const std::vector<std::string>& paths) {
  auto read_in = read(session, paths);
  if (!read_in) return std::nullopt;
  Holdings out;
  out.is_whole = read_in->left_out == 0;
  for (const ownership::Register& packed : read_in->packed) append(packed.statements(), out.ownership);
  append(std::move(read_in->joined), out.ownership);
  return out;
}

std::optional<Registers> read_registers(Session& session, const std::vector<std::string>& paths) {
  auto read_in = read(session, paths);
  if (!read_in) return std::nullopt;
  Registers out;
  out.left_out = read_in->left_out;
  for (ownership::Register& packed : read_in->packed) {
    if (&packed == &read_in->packed.front()) out.all = std::move(packed);
    else out.all.add(packed);
  }
  out.all.add(read_in->joined);
  return out;
}

}  // namespace lockgate::cli
