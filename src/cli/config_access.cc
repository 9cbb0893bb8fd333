#include "cli/config_access.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <string_view>

#include "text/hmac.h"

namespace checkback {
namespace {

constexpr std::size_t kMostAccesses = 100;
constexpr std::string_view kKeys[] = {"token", "token_file", "may"};

}  // namespace

std::string PutAccess(const TomlValue& value, Config& config) {
  if (!value.of_array) return "access is written [[access]], with two brackets";
  if (value.index >= kMostAccesses) return fmt::format("there are over {} accesses", kMostAccesses);
  if (config.accesses.size() <= value.index) config.accesses.resize(value.index + 1);
  ConfiguredAccess& access = config.accesses[value.index];
  if (access.line == 0) access.line = value.line;
  if (value.key.empty()) return {};
  if (std::find(std::begin(kKeys), std::end(kKeys), value.key) == std::end(kKeys))
    return UnknownWord("key of an access", value.key, {std::begin(kKeys), std::end(kKeys)});
  if (value.kind != TomlValue::Kind::kText) return fmt::format("{} is a text in quotes", value.key);
  if (value.key == "may") {
    if (!ScopeNamed(value.text)) return "may is read, act or admin";
    access.may = value.text;
    return {};
  }
  if (value.text.empty()) return fmt::format("{} of an access is empty", value.key);
  (value.key == "token" ? access.token : access.token_file) = value.text;
  return {};
}

void CheckAccess(const Config& config, std::vector<ConfigFault>& faults) {
  for (const ConfiguredAccess& access : config.accesses) {
    if (access.token.empty() && access.token_file.empty())
      faults.push_back({access.line, "the access has neither token nor token_file"});
    if (!access.token.empty() && !access.token_file.empty())
      faults.push_back({access.line, "the access has both token and token_file"});
  }
}

Result<std::vector<ScopedToken>> TokensOf(const Config& config, const std::string& own) {
  std::vector<ScopedToken> tokens;
  if (!own.empty()) tokens.push_back({own, Scope::kAdmin});
  for (const ConfiguredAccess& access : config.accesses) {
    Result<std::string> secret = access.token;
    if (!access.token_file.empty()) secret = ReadSecretFile(access.token_file);
    if (!secret) return Fail(secret.error());
    const bool twice = std::any_of(tokens.begin(), tokens.end(), [&](const ScopedToken& other) {
      return IsSameSecret(*secret, other.secret);
    });
    if (twice)
      return Fail(Errc::kBadInput,
                  fmt::format("line {}: the token of this access is another one's too: which of "
                              "them is asking?",
                              access.line));
    tokens.push_back({std::move(*secret), ScopeNamed(access.may).value_or(Scope::kRead)});
  }
  return tokens;
}

}  // namespace checkback
