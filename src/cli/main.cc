// The program: reads what was typed, and runs the command.

#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "cli/arguments.h"
#include "cli/commands.h"
#include "cli/no_memory.h"
#include "cli/output.h"

namespace {

// Set by the first signal; commands that keep something stop at the next input then.
volatile std::sig_atomic_t interrupted = 0;  // NOLINT: a signal handler reaches nothing else

// The second signal ends the program at once: what is kept is safe at every moment.
void Interrupt(int) {
  if (interrupted != 0) _exit(checkback::kExitInterrupted);
  interrupted = 1;
}

// Everything is written with whole writes and nothing is kept, so there is nothing to tidy up.
void EndInterrupted(int) {
  _exit(checkback::kExitInterrupted);
}

struct Command {
  std::string_view name;
  int (*run)(const checkback::Arguments&, const checkback::Surroundings&);
  bool ends_itself = false;  // at the first signal; else the program ends at once
};

constexpr Command kCommands[] = {
    {"read", checkback::RunRead},
    {"extract", checkback::RunExtract},
    {"diff", checkback::RunDiff},
    {"import", checkback::RunImport, true},
    {"versions", checkback::RunVersions},
    {"copies", checkback::RunCopies},
    {"search", checkback::RunSearch},
    {"stories", checkback::RunStories},
    {"story", checkback::RunStory},
    {"questions", checkback::RunQuestions},
    {"new", checkback::RunNew},
    {"events", checkback::RunEvents},
    {"explain", checkback::RunExplain},
    {"export", checkback::RunExport},
    {"rebuild", checkback::RunRebuild, true},
    {"check", checkback::RunCheck},
    {"serve", checkback::RunServe, true},
    {"watch", checkback::RunWatch, true},
    {"run", checkback::RunRun, true},
    {"add", checkback::RunAdd},
    {"sources", checkback::RunSources},
    {"config", checkback::RunConfig},
    {"mcp", checkback::RunMcp},
};

// What is read in and shown needs no configuration; and one that is wrong can still be looked at.
bool NeedsConfig(std::string_view command) {
  return command != "read" && command != "extract" && command != "config";
}

}  // namespace

int main(int argc, char** argv) {
  checkback::EndWhereMemoryIsOver();
  checkback::Typed typed =
      checkback::ReadArguments(std::vector<std::string>(argv + (argc > 0 ? 1 : 0), argv + argc));
  if (!typed.to_stdout.empty() && !checkback::WriteOut(typed.to_stdout))
    return checkback::kExitFailed;
  if (!typed.to_stderr.empty()) checkback::Complain(typed.to_stderr);
  if (!typed.arguments) return typed.exit_code;

  std::vector<checkback::ConfigFault> faults;
  const checkback::Config config = checkback::LoadConfig(
      [](const char* name) { return std::getenv(name); },  // NOLINT(concurrency-mt-unsafe)
      faults);
  if (NeedsConfig(typed.arguments->command)) {
    for (const checkback::ConfigFault& fault : faults)
      checkback::Complain(checkback::Worded(fault, config));
    if (!faults.empty()) return checkback::kExitUsage;
    if (const auto settled = checkback::Settle(config, *typed.arguments); !settled) {
      checkback::Complain(settled.error().what);
      return checkback::kExitFailed;
    }
  }
  const checkback::Surroundings surroundings = {
      .now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()),
      .terminal = checkback::TerminalOfStdout(),
      .asks_on_terminal = isatty(STDERR_FILENO) == 1,
      .home = std::getenv("HOME"),                  // NOLINT(concurrency-mt-unsafe): one thread yet
      .data_home = std::getenv("XDG_DATA_HOME"),    // NOLINT(concurrency-mt-unsafe)
      .state_home = std::getenv("XDG_STATE_HOME"),  // NOLINT(concurrency-mt-unsafe)
      .token = std::getenv("CHECKBACK_TOKEN"),      // NOLINT(concurrency-mt-unsafe)
      .config = &config,
      .config_faults = faults,
      .notify_socket = std::getenv("NOTIFY_SOCKET"),  // NOLINT(concurrency-mt-unsafe)
      .watchdog_usec = std::getenv("WATCHDOG_USEC"),  // NOLINT(concurrency-mt-unsafe)
      .interrupted = [] { return interrupted != 0; },
  };
  for (const Command& command : kCommands) {
    if (command.name != typed.arguments->command) continue;
    std::signal(SIGINT, command.ends_itself ? Interrupt : EndInterrupted);
    if (command.ends_itself) std::signal(SIGTERM, Interrupt);
    return command.run(*typed.arguments, surroundings);
  }
  return checkback::kExitUsage;
}
