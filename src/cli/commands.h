// The commands. Each gives the exit code of the program.

#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "cli/arguments.h"
#include "cli/config.h"
#include "cli/terminal.h"
#include "text/instant.h"

namespace checkback {

// What a command cannot find out by itself without hidden input.
struct Surroundings {
  Instant now{};
  TerminalEnvironment terminal;
  bool asks_on_terminal = false;     // standard error is one: a progress line can be shown there
  const char* home = nullptr;        // HOME
  const char* data_home = nullptr;   // XDG_DATA_HOME
  const char* state_home = nullptr;  // XDG_STATE_HOME
  const char* token = nullptr;       // CHECKBACK_TOKEN
  const Config* config = nullptr;    // null: what stands where nobody says anything
  std::vector<ConfigFault> config_faults = {};  // of `config check` alone; else nothing runs
  const char* notify_socket = nullptr;          // NOTIFY_SOCKET
  const char* watchdog_usec = nullptr;          // WATCHDOG_USEC
  std::function<bool()> interrupted = [] { return false; };
};

int RunRead(const Arguments& typed, const Surroundings& surroundings);
int RunDiff(const Arguments& typed, const Surroundings& surroundings);
int RunExtract(const Arguments& typed, const Surroundings& surroundings);
int RunImport(const Arguments& typed, const Surroundings& surroundings);
int RunVersions(const Arguments& typed, const Surroundings& surroundings);
int RunCopies(const Arguments& typed, const Surroundings& surroundings);
int RunSearch(const Arguments& typed, const Surroundings& surroundings);
int RunNew(const Arguments& typed, const Surroundings& surroundings);
int RunStories(const Arguments& typed, const Surroundings& surroundings);
int RunStory(const Arguments& typed, const Surroundings& surroundings);
int RunQuestions(const Arguments& typed, const Surroundings& surroundings);
int RunEvents(const Arguments& typed, const Surroundings& surroundings);
int RunExplain(const Arguments& typed, const Surroundings& surroundings);
int RunExport(const Arguments& typed, const Surroundings& surroundings);
int RunRebuild(const Arguments& typed, const Surroundings& surroundings);
int RunMcp(const Arguments& typed, const Surroundings& surroundings);
int RunServe(const Arguments& typed, const Surroundings& surroundings);
int RunWatch(const Arguments& typed, const Surroundings& surroundings);
int RunRun(const Arguments& typed, const Surroundings& surroundings);
int RunAdd(const Arguments& typed, const Surroundings& surroundings);
int RunSources(const Arguments& typed, const Surroundings& surroundings);
int RunConfig(const Arguments& typed, const Surroundings& surroundings);
int RunCheck(const Arguments& typed, const Surroundings& surroundings);

}  // namespace checkback
