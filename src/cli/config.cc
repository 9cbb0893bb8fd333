#include "cli/config.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <variant>

#include "cli/config_access.h"
#include "cli/config_toml.h"
#include "follow/fetch/reachable.h"
#include "page/url.h"
#include "serve/api/routes.h"
#include "serve/exchange.h"
#include "serve/guard.h"
#include "text/utf8.h"

namespace checkback {
namespace {

using Place =
    std::variant<std::string Config::*, double Config::*, std::vector<std::string> Config::*>;

struct Key {
  std::string_view name;
  const char* variable;
  Place goes_to;
  bool secret = false;
  double least = 0, most = 0;  // of a number
};

// A visit every hundred days is the least budget that does anything; a thousand a second the most
// that one process does.
constexpr double kLeastBudget = 1e-7, kMostBudget = 1000;

const std::vector<Key>& Keys() {
  static const std::vector<Key> keys = {
      {"store", "CHECKBACK_STORE", &Config::store},
      {"listen", "CHECKBACK_LISTEN", &Config::listen},
      {"host", "CHECKBACK_HOST", &Config::host},
      {"token", "CHECKBACK_TOKEN", &Config::token, true},
      {"token_file", "CHECKBACK_TOKEN_FILE", &Config::token_file},
      {"contact", "CHECKBACK_CONTACT", &Config::contact},
      {"allow_networks", "CHECKBACK_ALLOW_NETWORKS", &Config::allow_networks},
      {"per_host_delay", "CHECKBACK_PER_HOST_DELAY", &Config::per_host_delay, false, 0.1, 3600},
      {"budget", "CHECKBACK_BUDGET", &Config::budget, false, kLeastBudget, kMostBudget},
  };
  return keys;
}
constexpr std::string_view kHostBudgets = "host_budgets", kAlert = "alert", kWebSub = "websub",
                           kAccess = "access";
constexpr std::string_view kAlertKeys[] = {"url",   "secret", "secret_file", "on",
                                           "story", "query",  "origins"};

const Key* FindKey(std::string_view name) {
  const auto found =
      std::find_if(Keys().begin(), Keys().end(), [&](const Key& key) { return key.name == name; });
  return found == Keys().end() ? nullptr : &*found;
}

// `found` shown in a message: short, one line.
std::string Quoted(std::string_view found) {
  constexpr std::size_t kMost = 60;
  const bool is_long = found.size() > kMost;
  return fmt::format("'{}{}'", Collapse(RepairUtf8(found.substr(0, kMost))), is_long ? "…" : "");
}

std::vector<std::string_view> TopNames() {
  std::vector<std::string_view> names = {kHostBudgets, kAlert, kAccess, kWebSub};
  for (const Key& key : Keys()) names.push_back(key.name);
  return names;
}

// ---- values

bool IsContact(std::string_view contact) {
  if (contact.find_first_of(" \t\r\n()<>\"") != std::string_view::npos) return false;
  if (SplitUrl(contact)) return true;
  const std::size_t at = contact.find('@');
  return at != std::string_view::npos && at > 0 && at + 1 < contact.size();
}

// What is wrong with the value of a key; "" where nothing is.
std::string FaultOf(std::string_view key, const Config& config) {
  ListenAddress address;
  if (key == "listen" && !ParseListen(config.listen, address))
    return fmt::format("listen is an address and a port, like 127.0.0.1:8080, not {}",
                       Quoted(config.listen));
  if (key == "contact" && !config.contact.empty() && !IsContact(config.contact))
    return fmt::format("contact is an address of mail or of a page, not {}",
                       Quoted(config.contact));
  if (key != "allow_networks") return {};
  for (const std::string& network : config.allow_networks) {
    if (!ParseBlock(network))
      return fmt::format("allow_networks has {}; a network is like 192.168.7.0/24",
                         Quoted(network));
  }
  return {};
}

std::string OutOfRange(std::string_view name, double least, double most) {
  return fmt::format("{} is a number from {} to {}", name, least, most);
}

std::optional<double> NumberIn(const std::string& text) {
  char* end = nullptr;
  const double number = std::strtod(text.c_str(), &end);  // the locale is C: nobody sets another
  if (end != text.c_str() + text.size() || text.empty() || !std::isfinite(number))
    return std::nullopt;
  return number;
}

std::vector<std::string> PartsOf(std::string_view list) {
  std::vector<std::string> parts;
  while (!list.empty()) {
    const std::size_t end = std::min(list.find(','), list.size());
    if (const std::string_view part = Trim(list.substr(0, end)); !part.empty())
      parts.emplace_back(part);
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return parts;
}

// Puts a value where its key says; what is wrong with it.
std::string Put(const Key& key, const TomlValue& value, Config& config) {
  using Kind = TomlValue::Kind;
  const Config before = config;
  if (const auto* text = std::get_if<std::string Config::*>(&key.goes_to)) {
    if (value.kind != Kind::kText) return fmt::format("{} is a text in quotes", key.name);
    config.*(*text) = value.text;
  } else if (const auto* number = std::get_if<double Config::*>(&key.goes_to)) {
    if (value.kind != Kind::kNumber || !(value.number >= key.least && value.number <= key.most))
      return OutOfRange(key.name, key.least, key.most);
    config.*(*number) = value.number;
  } else {
    if (value.kind != Kind::kTexts)
      return fmt::format("{} is a list of texts: [\"...\", \"...\"]", key.name);
    config.*std::get<std::vector<std::string> Config::*>(key.goes_to) = value.texts;
  }
  std::string fault = FaultOf(key.name, config);
  if (!fault.empty()) config = before;
  return fault;
}

// ---- the file

std::string PutHostBudget(const TomlValue& value, Config& config) {
  if (!SplitUrl(fmt::format("https://{}/", value.key)) ||
      value.key.find_first_of("/?#@") != std::string::npos)
    return fmt::format("host_budgets has {}, which is no name of a host", Quoted(value.key));
  if (value.kind != TomlValue::Kind::kNumber ||
      !(value.number >= kLeastBudget && value.number <= kMostBudget))
    return OutOfRange(value.key, kLeastBudget, kMostBudget);
  config.host_budgets[AsciiLower(value.key)] = value.number;
  return {};
}

std::string PutAlertValue(const TomlValue& value, ConfiguredAlert& alert) {
  using Kind = TomlValue::Kind;
  if (std::find(std::begin(kAlertKeys), std::end(kAlertKeys), value.key) == std::end(kAlertKeys))
    return UnknownWord("key of an alert", value.key,
                       {std::begin(kAlertKeys), std::end(kAlertKeys)});
  if (value.key == "on") {
    if (value.kind != Kind::kTexts && value.kind != Kind::kText)
      return "on is a list of texts: [\"answered\", \"denied\"]";
    alert.on = value.kind == Kind::kText ? PartsOf(value.text) : value.texts;
    return {};
  }
  if (value.key == "origins") {
    constexpr double kMost = 1000;
    if (value.kind != Kind::kNumber || !(value.number >= 1 && value.number <= kMost))
      return OutOfRange("origins", 1, kMost);
    alert.origins = static_cast<unsigned>(value.number);
    return {};
  }
  if (value.kind != Kind::kText) return fmt::format("{} is a text in quotes", value.key);
  if (value.key == "url" && !SplitUrl(value.text))
    return fmt::format("url of an alert is an http or https address, not {}", Quoted(value.text));
  std::string& place = value.key == "url"           ? alert.url
                       : value.key == "secret"      ? alert.secret
                       : value.key == "secret_file" ? alert.secret_file
                       : value.key == "story"       ? alert.story
                                                    : alert.query;
  place = value.text;
  return {};
}

std::string PutAlert(const TomlValue& value, Config& config) {
  if (!value.of_array) return "alerts are written [[alert]], with two brackets";
  constexpr std::size_t kMostAlerts = 1000;
  if (value.index >= kMostAlerts) return fmt::format("there are over {} alerts", kMostAlerts);
  if (config.alerts.size() <= value.index) config.alerts.resize(value.index + 1);
  ConfiguredAlert& alert = config.alerts[value.index];
  if (alert.line == 0) alert.line = value.line;
  return PutAlertValue(value, alert);
}

std::string PutWebSub(const TomlValue& value, Config& config) {
  if (value.key != "callback") return UnknownWord("key of websub", value.key, {"callback"});
  const auto parts = value.kind == TomlValue::Kind::kText ? SplitUrl(value.text) : std::nullopt;
  if (!parts || !parts->query.empty() || value.text.find_first_of("#@") != std::string::npos)
    return "callback is an http or https address at which hubs reach this server, like "
           "https://me.example/hook";
  std::vector<std::string> called = ParseTarget(parts->path).value_or(WebTarget{}).segments;
  const bool has_path = !called.empty() && called.front() != "v1";
  called.emplace_back("token");
  if (!has_path || RouteName(called) != "other")
    return fmt::format("callback needs a path of its own, like https://{}/hook", parts->host);
  config.push_callback = value.text;
  return {};
}

std::string PutValue(const TomlValue& value, Config& config) {
  if (value.table == kHostBudgets)
    return value.key.empty() ? std::string() : PutHostBudget(value, config);
  if (value.table == kAlert) return PutAlert(value, config);
  if (value.table == kAccess) return PutAccess(value, config);
  if (value.table == kWebSub) return value.key.empty() ? std::string() : PutWebSub(value, config);
  if (!value.table.empty())
    return UnknownWord("table", value.table, {kHostBudgets, kAlert, kAccess, kWebSub});
  const Key* key = FindKey(value.key);
  if (key == nullptr && (value.key == kHostBudgets || value.key == kWebSub))
    return fmt::format("{0} is a table: [{0}]", value.key);
  if (key == nullptr && (value.key == kAlert || value.key == kAccess))
    return fmt::format("{0} is a table: [[{0}]]", value.key);
  if (key == nullptr) return UnknownWord("key", value.key, TopNames());
  return Put(*key, value, config);
}

void CheckAlerts(const Config& config, std::vector<ConfigFault>& faults) {
  for (const ConfiguredAlert& alert : config.alerts) {
    if (alert.url.empty()) faults.push_back({alert.line, "the alert has no url"});
    if (!alert.secret.empty() && !alert.secret_file.empty())
      faults.push_back({alert.line, "the alert has both secret and secret_file"});
  }
}

std::string NameOfFile(const Config& config) {
  const std::size_t slash = config.file.rfind('/');
  const std::string name = slash == std::string::npos ? config.file : config.file.substr(slash + 1);
  return name.empty() ? "config.toml" : name;
}

}  // namespace

std::string UnknownWord(std::string_view what, std::string_view word,
                        const std::vector<std::string_view>& known) {
  const std::string_view near = Nearest(word, known);
  if (near.empty()) return fmt::format("there is no {} {}", what, Quoted(word));
  return fmt::format("there is no {} {}; did you mean {}?", what, Quoted(word), near);
}

std::vector<ConfigFault> ApplyToml(std::string_view toml, Config& config) {
  std::vector<ConfigFault> faults;
  if (toml.size() > kMostConfigBytes) {
    faults.push_back({0, fmt::format("it has {} bytes; the most that is read is {}", toml.size(),
                                     kMostConfigBytes)});
    return faults;
  }
  std::set<std::string> told;  // one word for each table that is not known
  for (const TomlValue& value : ReadToml(toml, faults)) {
    std::string fault = PutValue(value, config);
    if (fault.empty() && value.table.empty())
      config.from[value.key] = fmt::format("{} line {}", NameOfFile(config), value.line);
    if (!fault.empty() &&
        told.insert(value.table.empty() || FindKey(value.table) == nullptr ? fault : value.table)
            .second)
      faults.push_back({value.line, std::move(fault)});
  }
  CheckAlerts(config, faults);
  CheckAccess(config, faults);
  if (!config.token.empty() && !config.token_file.empty())
    faults.push_back({0, "it has both token and token_file"});
  return faults;
}

std::vector<ConfigFault> ApplyEnvironment(const Environment& environment, Config& config) {
  std::vector<ConfigFault> faults;
  for (const Key& key : Keys()) {
    const char* set = environment(key.variable);
    if (set == nullptr || *set == '\0') continue;
    TomlValue value;
    value.text = set;
    value.kind = TomlValue::Kind::kText;
    if (std::holds_alternative<double Config::*>(key.goes_to)) {
      const auto number = NumberIn(value.text);
      value.kind = number ? TomlValue::Kind::kNumber : TomlValue::Kind::kOther;
      value.number = number.value_or(0);
    } else if (std::holds_alternative<std::vector<std::string> Config::*>(key.goes_to)) {
      value.kind = TomlValue::Kind::kTexts;
      value.texts = PartsOf(value.text);
    }
    if (const std::string fault = Put(key, value, config); !fault.empty()) {
      faults.push_back({0, fmt::format("{}: {}", key.variable, fault)});
      continue;
    }
    config.from[std::string(key.name)] = key.variable;
    // The environment's token is stronger than a file's, in whichever of the two forms.
    if (key.name == "token") config.token_file.clear();
    if (key.name == "token_file" && environment("CHECKBACK_TOKEN") == nullptr) config.token.clear();
  }
  return faults;
}

std::string ConfigPath(const Environment& environment) {
  // XDG Base Directory Specification: a relative path is to be ignored.
  const auto absolute = [&](const char* name) -> std::string {
    const char* set = environment(name);
    return set != nullptr && set[0] == '/' ? set : "";
  };
  if (const char* named = environment("CHECKBACK_CONFIG"); named != nullptr && *named != '\0')
    return named;
  if (const std::string home = absolute("XDG_CONFIG_HOME"); !home.empty())
    return home + "/checkback/config.toml";
  if (const std::string home = absolute("HOME"); !home.empty())
    return home + "/.config/checkback/config.toml";
  return {};
}

Config LoadConfig(const Environment& environment, std::vector<ConfigFault>& faults) {
  Config config;
  const std::string path = ConfigPath(environment);
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  if (file) {
    config.file = path;
    std::string toml(kMostConfigBytes + 1, '\0');
    file.read(toml.data(), static_cast<std::streamsize>(toml.size()));
    toml.resize(static_cast<std::size_t>(file.gcount()));
    if (file.bad())
      faults.push_back({0, fmt::format("cannot be read: {}", std::strerror(errno))});
    else
      faults = ApplyToml(toml, config);
  } else {
    const int cause = errno;
    const char* const named = environment("CHECKBACK_CONFIG");
    // One that nobody named is missing where it cannot even be seen, as in the home of another
    // user.
    std::error_code unseen;
    const bool is_there = std::filesystem::exists(path, unseen) && !unseen;
    if (is_there || (named != nullptr && *named != '\0')) {
      config.file = path;
      faults.push_back({0, fmt::format("cannot be read: {}", std::strerror(cause))});
    }
  }
  for (ConfigFault& fault : ApplyEnvironment(environment, config)) {
    fault.what.insert(0, "environment: ");
    faults.push_back(std::move(fault));
  }
  return config;
}

std::string Worded(const ConfigFault& fault, const Config& config) {
  if (fault.what.starts_with("environment: ")) return fault.what;
  const std::string place = config.file.empty() ? "config.toml" : config.file;
  if (fault.line == 0) return fmt::format("{}: {}", place, fault.what);
  return fmt::format("{}, line {}: {}", place, fault.line, fault.what);
}

Result<std::string> ReadSecretFile(const std::string& path) {
  constexpr std::size_t kMostBytes = 4096;
  std::ifstream file(path, std::ios::binary);
  if (!file) return Fail(Errc::kIo, fmt::format("{}: {}", path, std::strerror(errno)));
  std::string bytes(kMostBytes, '\0');
  file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<std::size_t>(file.gcount()));
  std::string secret(Trim(std::string_view(bytes).substr(0, bytes.find('\n'))));
  if (secret.empty()) return Fail(Errc::kBadInput, fmt::format("{}: holds no secret", path));
  return secret;
}

Result<void> Settle(const Config& config, Arguments& typed) {
  if (typed.store.empty()) typed.store = config.store;
  if (typed.listen.empty()) typed.listen = config.listen;
  if (typed.host.empty()) typed.host = config.host;
  if (!typed.token.empty() || (typed.command != "serve" && typed.command != "run")) return {};
  typed.token = config.token;
  if (config.token_file.empty() || !config.token.empty()) return {};
  Result<std::string> token = ReadSecretFile(config.token_file);
  if (!token) return Fail(token.error());
  typed.token = std::move(*token);
  return {};
}

// ---- the dump

namespace {

std::string AsToml(std::string_view text) {
  std::string out = "\"";
  for (const char c : RepairUtf8(text)) {
    if (c == '"' || c == '\\')
      (out += '\\') += c;
    else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F)
      out += fmt::format("\\u{:04X}", static_cast<unsigned>(static_cast<unsigned char>(c)));
    else
      out += c;
  }
  return out += '"';
}

std::string AsToml(const std::vector<std::string>& texts) {
  std::string out;
  for (const std::string& text : texts) (out += out.empty() ? "" : ", ") += AsToml(text);
  return fmt::format("[{}]", out);
}

// What follows the user's name in an address may be a secret too.
std::string WithoutSecrets(const std::string& url) {
  const auto parts = SplitUrl(url);
  if (!parts) return url;
  std::string shown = fmt::format("{}://{}", parts->scheme, parts->host);
  if (!parts->port.empty()) shown += ':' + parts->port;
  return shown + parts->path + (parts->query.empty() ? "" : "?***");
}

}  // namespace

std::string DumpConfig(const Config& config) {
  std::string out = fmt::format("# {}\n", config.file.empty() ? "no file" : config.file);
  for (const Key& key : Keys()) {
    std::string value;
    if (const auto* text = std::get_if<std::string Config::*>(&key.goes_to)) {
      const std::string& held = config.*(*text);
      value = AsToml(key.secret && !held.empty() ? "***" : held);
    } else if (const auto* number = std::get_if<double Config::*>(&key.goes_to)) {
      value = fmt::format("{}", config.*(*number));
    } else {
      value = AsToml(config.*std::get<std::vector<std::string> Config::*>(key.goes_to));
    }
    const auto from = config.from.find(std::string(key.name));
    out += fmt::format("{} = {}  # {}\n", key.name, value,
                       from == config.from.end() ? "default" : from->second);
  }
  if (!config.host_budgets.empty()) out += "\n[host_budgets]\n";
  for (const auto& [host, budget] : config.host_budgets)
    out += fmt::format("{} = {}\n", AsToml(host), budget);
  if (!config.push_callback.empty())
    out += fmt::format("\n[websub]\ncallback = {}\n", AsToml(WithoutSecrets(config.push_callback)));
  for (const ConfiguredAccess& access : config.accesses) {
    out += access.token_file.empty()
               ? "\n[[access]]\ntoken = \"***\"\n"
               : fmt::format("\n[[access]]\ntoken_file = {}\n", AsToml(access.token_file));
    out += fmt::format("may = {}\n", AsToml(access.may));
  }
  for (const ConfiguredAlert& alert : config.alerts) {
    out += fmt::format("\n[[alert]]\nurl = {}\n", AsToml(WithoutSecrets(alert.url)));
    if (!alert.secret.empty()) out += "secret = \"***\"\n";
    if (!alert.secret_file.empty())
      out += fmt::format("secret_file = {}\n", AsToml(alert.secret_file));
    if (!alert.on.empty()) out += fmt::format("on = {}\n", AsToml(alert.on));
    if (!alert.story.empty()) out += fmt::format("story = {}\n", AsToml(alert.story));
    if (!alert.query.empty()) out += fmt::format("query = {}\n", AsToml(alert.query));
    if (alert.origins != 1) out += fmt::format("origins = {}\n", alert.origins);
  }
  return out;
}

}  // namespace checkback
