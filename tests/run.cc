// The whole program over whole pages: every folder of tests/cases/ is one test.
//
//   tests/cases/repeated_caption/
//     page.html      what goes in: page.html, page.txt or page.bin through `checkback read`,
//                    lines.jsonl through `checkback extract`, pages.warc through its --warc,
//                    was.html and now.html through `checkback diff`
//     args           options of that command, as they would be typed
//     about          a line for a person: what this page shows
//     expected.txt   what comes out: standard output, then standard error and the exit code
//                    where there is something to say of them; expected.gumbo.txt where the
//                    program is built with gumbo and that parser reads the page otherwise
//     wrong_now      only where the answer is not right yet: a line that says what is wrong. Then
//     the
//                    case is skipped and nothing is accepted. Delete it when the answer is right.
//
// `cases_test --accept` (make accept) writes expected.txt anew; the diff is what a reviewer reads.

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;

std::string BytesOf(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

std::string InputOf(const fs::path& folder) {
  for (const char* name :
       {"page.html", "page.txt", "page.bin", "lines.jsonl", "pages.warc", "was.html"}) {
    if (fs::exists(folder / name)) return name;
  }
  return {};
}

std::string CommandOf(const std::string& input, const std::string& args) {
  if (input == "lines.jsonl") return fmt::format("extract {} {}", args, input);
  if (input == "pages.warc") return fmt::format("extract {} --warc {}", args, input);
  if (input == "was.html") return fmt::format("diff {} was.html now.html", args);
  return fmt::format("read {} {}", args, input);
}

// Where the two HTML parsers differ, the answer with gumbo stands in expected.gumbo.txt.
fs::path ExpectedOf(const fs::path& folder) {
  const fs::path own = folder / ("expected." CHECKBACK_HTML_PARSER ".txt");
  return fs::exists(own) ? own : folder / "expected.txt";
}

// What the program says of a case, as expected.txt has it.
std::string Answer(const fs::path& folder) {
  const std::string input = InputOf(folder);
  std::string args = BytesOf(folder / "args");
  std::replace(args.begin(), args.end(), '\n', ' ');
  const fs::path scratch = fs::temp_directory_path() / fmt::format("checkback-case-{}-{}", getpid(),
                                                                   folder.filename().string());
  fs::create_directories(scratch);
  // NO_COLOR and no terminal, so the answer does not depend on where the test runs.
  const std::string command = fmt::format(
      "cd '{}' && env -u CLICOLOR_FORCE -u FORCE_COLOR NO_COLOR=1 '{}' {} >'{}' 2>'{}' "
      "</dev/null",
      folder.string(), CHECKBACK_PROGRAM, CommandOf(input, args), (scratch / "out").string(),
      (scratch / "err").string());
  const int status = std::system(command.c_str());
  std::string answer = BytesOf(scratch / "out");
  const std::string said = BytesOf(scratch / "err");
  fs::remove_all(scratch);
  if (!said.empty()) answer += "--- standard error\n" + said;
  const int exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  if (exit_code != 0) answer += fmt::format("--- exit {}\n", exit_code);
  return answer;
}

// Where two texts part: the first line that differs, for a failure that can be read.
std::string FirstDifference(const std::string& expected, const std::string& is) {
  std::stringstream a(expected);
  std::stringstream b(is);
  for (int line = 1;; ++line) {
    std::string x;
    std::string y;
    const bool more_x = static_cast<bool>(std::getline(a, x));
    const bool more_y = static_cast<bool>(std::getline(b, y));
    if (!more_x && !more_y) return "they differ only in the last line break";
    if (x == y && more_x == more_y) continue;
    return fmt::format("line {}:\n  expected: {}\n  is:       {}", line, more_x ? x : "(end)",
                       more_y ? y : "(end)");
  }
}

// Names of the folders, in order.
std::vector<std::string> Folders() {
  std::vector<std::string> folders;
  for (const auto& entry : fs::directory_iterator(CHECKBACK_CASES)) {
    if (entry.is_directory() && !InputOf(entry.path()).empty())
      folders.push_back(entry.path().filename().string());
  }
  std::sort(folders.begin(), folders.end());
  return folders;
}

int Accept() {
  int changed = 0;
  for (const std::string& name : Folders()) {
    const fs::path folder = fs::path(CHECKBACK_CASES) / name;
    if (fs::exists(folder / "wrong_now")) {
      fmt::print("not accepted: {}: {}", name, BytesOf(folder / "wrong_now"));
      continue;
    }
    const std::string answer = Answer(folder);
    if (answer == BytesOf(ExpectedOf(folder))) continue;
    std::ofstream(ExpectedOf(folder), std::ios::binary) << answer;
    fmt::print("accepted: {}\n", name);
    ++changed;
  }
  fmt::print("{} cases changed; read the diff before you commit it\n", changed);
  return 0;
}

class Cases : public testing::TestWithParam<std::string> {};

TEST_P(Cases, GivesWhatIsExpected) {
  const fs::path folder = fs::path(CHECKBACK_CASES) / GetParam();
  if (fs::exists(folder / "wrong_now"))
    GTEST_SKIP() << "wrong now: " << BytesOf(folder / "wrong_now");
  ASSERT_TRUE(fs::exists(ExpectedOf(folder))) << "no expected.txt yet: make accept, and read it";
  const std::string answer = Answer(folder);
  const std::string wanted = BytesOf(ExpectedOf(folder));
  if (answer == wanted) return;
  FAIL() << BytesOf(folder / "about") << FirstDifference(wanted, answer)
         << "\nIf the new answer is right: make accept, and read the diff. All of it is:\n"
         << answer;
}

INSTANTIATE_TEST_SUITE_P(Page, Cases, testing::ValuesIn(Folders()),
                         [](const auto& test) { return test.param; });

}  // namespace

int main(int argc, char** argv) {
  if (argc > 1 && std::string(argv[1]) == "--accept") return Accept();
  testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}
