#include "imports.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <sstream>
#include <string_view>

#include "write_archive.h"

namespace faults {
namespace {

namespace fs = std::filesystem;

Outcome ExportOf(const fs::path& store) {
  return OutcomeOf({.arguments = {"export", "--store", store.string(), "--canonical"}});
}

std::size_t CapturesIn(const std::string& exported) {
  constexpr std::string_view kOpens = "{\"capture\":";
  std::size_t count = 0;
  for (std::size_t at = 0; at < exported.size(); at = exported.find('\n', at) + 1) {
    count += std::string_view(exported).substr(at, kOpens.size()) == kOpens;
    if (exported.find('\n', at) == std::string::npos) break;
  }
  return count;
}

std::string FirstDifference(const std::string& expected, const std::string& is) {
  std::stringstream a(expected);
  std::stringstream b(is);
  for (int n = 1;; ++n) {
    std::string x = "(end)";
    std::string y = "(end)";
    const bool more_x = static_cast<bool>(std::getline(a, x));
    const bool more_y = static_cast<bool>(std::getline(b, y));
    if (!more_x && !more_y) return "no line";
    if (x != y || more_x != more_y)
      return fmt::format("line {}:\n  undisturbed: {:.300}\n  is:          {:.300}", n,
                         more_x ? x : "(end)", more_y ? y : "(end)");
  }
}

}  // namespace

bool ProgramImports() {
  return OutcomeOf({.arguments = {"import", "--help"}}).exit == 0;
}

Start ImportOf(const fs::path& store, const std::vector<std::string>& files,
               std::vector<std::string> environment) {
  Start start{.arguments = {"import", "--store", store.string()},
              .environment = std::move(environment)};
  start.arguments.insert(start.arguments.end(), files.begin(), files.end());
  return start;
}

void MakeSample(std::uint32_t captures, Sample& sample) {
  const bench::MadeArchive archive({.seed = 7, .captures = captures, .outlets = 30, .small = true});
  const auto written = bench::WriteArchive(archive, (sample.folder / "archive").string(), 2, 2);
  ASSERT_TRUE(written) << written.error().what;
  sample.files = written->paths;
  sample.captures = captures;
  const auto began = std::chrono::steady_clock::now();
  const Outcome imported = OutcomeOf(ImportOf(sample.Store("undisturbed"), sample.files));
  sample.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  ASSERT_EQ(imported.exit, 0) << imported.Told();
  const Outcome exported = ExportOf(sample.Store("undisturbed"));
  ASSERT_EQ(exported.exit, 0) << exported.Told();
  ASSERT_EQ(CapturesIn(exported.out), captures) << "an undisturbed import";
  sample.expected = exported.out;
}

void ExpectWhole(const fs::path& store, const Sample& sample) {
  const Outcome exported = ExportOf(store);
  ASSERT_EQ(exported.exit, 0) << exported.Told();
  EXPECT_EQ(CapturesIn(exported.out), sample.captures);
  EXPECT_TRUE(exported.out == sample.expected) << FirstDifference(sample.expected, exported.out);
  const Outcome checked = OutcomeOf({.arguments = {"check", "--store", store.string()}});
  EXPECT_EQ(checked.exit, 0) << checked.Told() << checked.out;
}

void ExpectWholeAfterImport(const fs::path& store, const Sample& sample) {
  const Outcome imported = OutcomeOf(ImportOf(store, sample.files));
  ASSERT_EQ(imported.exit, 0) << imported.Told();
  ExpectWhole(store, sample);
}

fs::path FileOf(const fs::path& store, const std::string& ending) {
  std::vector<fs::path> found;
  std::error_code ignored;
  for (const auto& entry : fs::recursive_directory_iterator(store, ignored)) {
    const std::string name = entry.path().filename().string();
    if (name.ends_with(ending)) found.push_back(entry.path());
  }
  return found.empty() ? fs::path() : *std::min_element(found.begin(), found.end());
}

std::uint64_t NumberFrom(const char* variable, std::uint64_t otherwise) {
  const char* value = std::getenv(variable);
  return value != nullptr ? std::strtoull(value, nullptr, 10) : otherwise;
}

}  // namespace faults
