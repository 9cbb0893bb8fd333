#include "serve/mcp/mcp_arguments.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "answer/moment.h"
#include "text/json_writer.h"

namespace checkback {
namespace {

constexpr std::size_t kLongestText = 4096;  // as long as the longest query

std::vector<std::string_view> WordsOf(std::string_view choices) {
  std::vector<std::string_view> words;
  while (!choices.empty()) {
    const std::size_t blank = std::min(choices.find(' '), choices.size());
    words.push_back(choices.substr(0, blank));
    choices.remove_prefix(std::min(blank + 1, choices.size()));
  }
  return words;
}

std::string_view JsonTypeOf(McpType type) {
  switch (type) {
    case McpType::kNumber:
      return "integer";
    case McpType::kYesNo:
      return "boolean";
    default:
      return "string";
  }
}

void WriteParameter(const McpParameter& parameter, JsonWriter& json) {
  json.Key(parameter.name).Object([&] {
    json.Key("type").Text(JsonTypeOf(parameter.type));
    json.Key("description").Text(parameter.does);
    if (parameter.type == McpType::kNumber) {
      json.Key("minimum").Number(static_cast<std::int64_t>(parameter.least));
      json.Key("maximum").Number(static_cast<std::int64_t>(parameter.most));
    }
    if (parameter.type == McpType::kText)
      json.Key("maxLength").Number(static_cast<std::int64_t>(kLongestText));
    if (parameter.type == McpType::kChoice)
      json.Key("enum").Array([&] {
        for (const std::string_view word : WordsOf(parameter.choices)) json.Text(word);
      });
  });
}

tl::unexpected<Error> Refuse(std::string what) {
  return Fail(Errc::kBadInput, std::move(what));
}

}  // namespace

std::string McpInputSchema(std::span<const McpParameter> takes) {
  JsonWriter json;
  json.Object([&] {
    json.Key("type").Text("object");
    json.Key("properties").Object([&] {
      for (const McpParameter& parameter : takes) WriteParameter(parameter, json);
    });
    json.Key("required").Array([&] {
      for (const McpParameter& parameter : takes)
        if (parameter.required) json.Text(parameter.name);
    });
    json.Key("additionalProperties").Bool(false);
  });
  return json.Take();
}

Result<McpArguments> McpArguments::Read(std::span<const McpParameter> takes, const Json& given) {
  if (!given.is_null() && !given.is_object()) return Refuse("arguments is an object");
  McpArguments arguments;
  for (const Json::Member& member : given.members()) {
    const auto parameter = std::find_if(
        takes.begin(), takes.end(), [&](const McpParameter& p) { return p.name == member.first; });
    if (parameter == takes.end()) {
      std::string known;
      for (const McpParameter& p : takes) (known += known.empty() ? "" : ", ") += p.name;
      return Refuse(fmt::format("there is no such argument; there are: {}", known));
    }
    if (member.second.is_null()) continue;
    if (Result<void> taken = arguments.Take(*parameter, member.second); !taken)
      return Fail(taken.error());
  }
  for (const McpParameter& parameter : takes) {
    if (parameter.required && arguments.Text(parameter.name).empty())
      return Refuse(fmt::format("{} is needed", parameter.name));
  }
  return arguments;
}

Result<void> McpArguments::Take(const McpParameter& parameter, const Json& value) {
  const std::string_view name = parameter.name;
  if (parameter.type == McpType::kNumber) {
    const double number = value.Number().value_or(-1);
    if (number < static_cast<double>(parameter.least) ||
        number > static_cast<double>(parameter.most) || std::floor(number) != number)
      return Refuse(
          fmt::format("{} is a whole number from {} to {}", name, parameter.least, parameter.most));
    numbers_.insert_or_assign(std::string(name), static_cast<std::size_t>(number));
    return {};
  }
  if (parameter.type == McpType::kYesNo) {
    if (value.kind() != Json::Kind::kBool) return Refuse(fmt::format("{} is true or false", name));
    texts_.insert_or_assign(std::string(name), value.IsTrue() ? "yes" : "");
    return {};
  }
  if (!value.is_text() || value.Text().size() > kLongestText)
    return Refuse(fmt::format("{} is a text of at most {} bytes", name, kLongestText));
  if (parameter.type == McpType::kChoice) {
    const auto words = WordsOf(parameter.choices);
    if (std::find(words.begin(), words.end(), value.Text()) == words.end())
      return Refuse(fmt::format("{} is one of: {}", name, parameter.choices));
  }
  if (parameter.type == McpType::kSince || parameter.type == McpType::kAsOf) {
    const Result<Instant> meant = MomentIn(
        value.Text(), name, parameter.type == McpType::kSince ? OfDay::kBeginning : OfDay::kEnd);
    if (!meant) return Fail(meant.error());
    moments_.insert_or_assign(std::string(name), *meant);
  }
  texts_.insert_or_assign(std::string(name), std::string(value.Text()));
  return {};
}

std::string_view McpArguments::Text(std::string_view name) const {
  const auto found = texts_.find(name);
  return found == texts_.end() ? std::string_view() : std::string_view(found->second);
}

std::optional<Instant> McpArguments::Moment(std::string_view name) const {
  const auto found = moments_.find(name);
  return found == moments_.end() ? std::nullopt : std::optional(found->second);
}

std::optional<std::size_t> McpArguments::Number(std::string_view name) const {
  const auto found = numbers_.find(name);
  return found == numbers_.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace checkback
