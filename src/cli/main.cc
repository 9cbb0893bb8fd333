// The program: reads what was typed, and runs the command.

#include <unistd.h>

#include <chrono>
#include <csignal>
#include <string>
#include <vector>

#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/output.h"

namespace {

// Everything is written with whole writes and nothing is kept, so there is nothing to tidy up.
void EndInterrupted(int) {
  _exit(checkback::kExitInterrupted);
}

}  // namespace

int main(int argc, char** argv) {
  std::signal(SIGINT, EndInterrupted);
  const checkback::Typed typed =
      checkback::ReadArguments(std::vector<std::string>(argv + (argc > 0 ? 1 : 0), argv + argc));
  if (!typed.to_stdout.empty() && !checkback::WriteOut(typed.to_stdout))
    return checkback::kExitFailed;
  if (!typed.to_stderr.empty()) checkback::Complain(typed.to_stderr);
  if (!typed.arguments) return typed.exit_code;

  const checkback::Surroundings surroundings = {
      .now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()),
      .terminal = checkback::TerminalOfStdout(),
  };
  if (typed.arguments->command == "read") return checkback::RunRead(*typed.arguments, surroundings);
  if (typed.arguments->command == "diff") return checkback::RunDiff(*typed.arguments, surroundings);
  return checkback::RunExtract(*typed.arguments, surroundings);
}
