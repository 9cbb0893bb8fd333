// checkback config: whether the configuration is right, and what holds.

#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/config_access.h"
#include "cli/output.h"
#include "cli/sheet.h"

namespace checkback {

int RunConfig(const Arguments& typed, const Surroundings& surroundings) {
  static const Config kNone;
  const Config& config = surroundings.config == nullptr ? kNone : *surroundings.config;
  const std::string& word = typed.inputs.front();
  if (word != "check" && word != "dump") {
    Complain(fmt::format("config check or config dump; what is '{}'?", word));
    return kExitUsage;
  }
  for (const ConfigFault& fault : surroundings.config_faults) Complain(Worded(fault, config));
  std::size_t faults = surroundings.config_faults.size();
  if (word == "check") {
    // What only shows when it is used.
    if (!config.token_file.empty()) {
      if (const auto token = ReadSecretFile(config.token_file); !token) {
        Complain(token.error().what);
        ++faults;
      }
    }
    if (const auto tokens = TokensOf(config, config.token); !tokens) {
      Complain(tokens.error().what);
      ++faults;
    }
    for (const ConfiguredAlert& alert : config.alerts) {
      if (alert.secret_file.empty()) continue;
      if (const auto secret = ReadSecretFile(alert.secret_file); !secret) {
        Complain(secret.error().what);
        ++faults;
      }
    }
    const std::string place = config.file.empty() ? "no file; defaults hold" : config.file;
    const std::string words =
        faults == 0 ? fmt::format("{}: all is right\n", Harmless(place))
                    : fmt::format("{}: {}\n", Harmless(place), Counted(faults, "fault", "faults"));
    if (!WriteOut(words)) return kExitFailed;
  } else if (!WriteOut(DumpConfig(config))) {
    return kExitFailed;
  }
  return faults == 0 ? kExitOk : kExitFailed;
}

}  // namespace checkback
