// The configuration: a TOML file, the environment, and what stands where neither says anything.
//
//   # ~/.config/checkback/config.toml
//   store = "/srv/news"
//   listen = "127.0.0.1:8080"
//   token_file = "/etc/checkback/token"
//   contact = "mailto:desk@news.example"       who we are, for those whom we fetch from
//   allow_networks = ["192.168.7.0/24"]        private networks that may be fetched from
//   per_host_delay = 2.0                       seconds between two requests to a host
//   budget = 1.0                               visits of pages a second, all together
//   [host_budgets]
//   "news.example" = 0.05                      of them at one host
//   [websub]
//   callback = "https://me.example/hook"       where hubs may call us, when a feed has news
//   [[access]]
//   token_file = "/etc/checkback/wall"         who may look, and no more
//   may = "read"
//   [[alert]]
//   url = "https://desk.example/hook"
//   secret_file = "/etc/checkback/hook"
//   on = ["answered", "denied"]
//
// What is typed wins over CHECKBACK_* of the environment, that over the file, that over defaults. A
// key that is not known is a fault, with its line and the key that was meant; so is a value that
// cannot be. Keys, variables and defaults stand once, in the table of config.cc.
//
// Pure but for LoadConfig and ReadSecretFile.

#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cli/arguments.h"
#include "text/result.h"

namespace checkback {

// One [[alert]], as it stands there; answer/ reads the words of `on`.
struct ConfiguredAlert {
  std::string url;
  std::string secret;       // or:
  std::string secret_file;  // holds it
  std::vector<std::string> on;
  std::string story;  // an id
  std::string query;
  unsigned origins = 1;  // at least so many
  std::size_t line = 0;
};

// One [[access]] (cli/config_access.h).
struct ConfiguredAccess {
  std::string token;       // or:
  std::string token_file;  // holds it
  std::string may = "read";
  std::size_t line = 0;
};

struct Config {
  std::string store;  // "": the user's own
  std::string listen = "127.0.0.1:8080";
  std::string host;  // by which others know this machine
  std::string token;
  std::string token_file;
  std::string contact;
  std::vector<std::string> allow_networks;
  double per_host_delay = 2;                   // seconds
  double budget = 1;                           // visits a second
  std::map<std::string, double> host_budgets;  // of them at one host
  std::string push_callback;                   // "": hubs are not asked
  std::vector<ConfiguredAccess> accesses;
  std::vector<ConfiguredAlert> alerts;

  std::string file;                         // where it was read; "" where there is none
  std::map<std::string, std::string> from;  // by key: "config.toml line 3", "CHECKBACK_STORE"
};

struct ConfigFault {
  std::size_t line = 0;  // of the file; 0: it is not of the file
  std::string what;      // "there is no key 'listn'; did you mean listen?"
};

// Larger files are no configuration.
inline constexpr std::size_t kMostConfigBytes = 1u << 20;

// Gives the value of a variable of the environment; nullptr where it is not set.
using Environment = std::function<const char*(const char* name)>;

// `toml` on top of `config`; all that is wrong with it. What is right is taken all the same.
std::vector<ConfigFault> ApplyToml(std::string_view toml, Config& config);
// CHECKBACK_* on top of `config`. "" counts as not set.
std::vector<ConfigFault> ApplyEnvironment(const Environment& environment, Config& config);

// $CHECKBACK_CONFIG, else checkback/config.toml in $XDG_CONFIG_HOME or ~/.config; "" where no place
// is known.
std::string ConfigPath(const Environment& environment);

// The file, where there is one, and the environment. A file that was named by CHECKBACK_CONFIG must
// be there. `faults` has what is wrong.
Config LoadConfig(const Environment& environment, std::vector<ConfigFault>& faults);
// "config.toml, line 3: there is no key ...".
std::string Worded(const ConfigFault& fault, const Config& config);

// "there is no WHAT 'listn'; did you mean listen?".
std::string UnknownWord(std::string_view what, std::string_view word,
                        const std::vector<std::string_view>& known);

// The first line of a file that holds a secret. The file is named in errors, never what it holds.
Result<std::string> ReadSecretFile(const std::string& path);

// What was not typed, from the configuration. Of commands that serve, the token too (an error is
// that of its file).
Result<void> Settle(const Config& config, Arguments& typed);

// The whole configuration as TOML, each value with where it is from; secrets as "***".
std::string DumpConfig(const Config& config);

}  // namespace checkback
