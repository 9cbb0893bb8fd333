#include "serve/mcp/mcp_message.h"

#include <fmt/format.h>

#include <cmath>
#include <optional>
#include <utility>

#include "text/json_writer.h"

namespace checkback {
namespace {

// An id is echoed: what no client would choose is not.
constexpr std::size_t kLongestId = 1000;
constexpr double kLargestId = 9007199254740992.0;  // 2^53: whole numbers that a double holds

// `id` as JSON; nothing where it is none.
std::optional<std::string> IdIn(const Json& id) {
  JsonWriter json;
  if (id.is_text() && id.Text().size() <= kLongestId) return json.Text(id.Text()).Take();
  const std::optional<double> number = id.Number();
  if (!number || std::floor(*number) != *number || std::abs(*number) > kLargestId)
    return std::nullopt;
  return json.Number(static_cast<std::int64_t>(*number)).Take();
}

McpIncoming MessageIn(Json& value) {
  if (!value.is_object())
    return McpFault{kMcpNoRequest, "a message is an object, or an array of them"};
  const std::optional<std::string> id = IdIn(value["id"]);
  const std::string known = id.value_or("null");
  if (value["jsonrpc"].Text() != "2.0")
    return McpFault{kMcpNoRequest, R"(a message says "jsonrpc": "2.0")", known};
  const bool has_id = value.Find("id") != nullptr;
  if (value.Find("method") == nullptr && has_id &&
      (value.Find("result") != nullptr || value.Find("error") != nullptr))
    return McpMessage{};
  if (!value["method"].is_text() || value["method"].Text().empty())
    return McpFault{kMcpNoRequest, "a request names its method", known};
  if (has_id && !id) return McpFault{kMcpNoRequest, "an id is a text or a whole number"};
  McpMessage message{id.value_or(""), std::string(value["method"].Text()), Json()};
  if (Json* params = value.Find("params")) message.params = std::move(*params);
  if (!message.params.is_null() && !message.params.is_object())
    return McpFault{kMcpBadParameters, "params is an object", known};
  return message;
}

}  // namespace

McpLine ReadMcpLine(std::string_view line) {
  Result<Json> value = Json::Parse(line);
  if (!value) return {false, {McpFault{kMcpNotJson, value.error().what}}};
  McpLine read;
  if (!value->is_array()) {
    read.messages.push_back(MessageIn(*value));
    return read;
  }
  const std::size_t count = value->items().size();
  if (count == 0 || count > kMostOfBatch)
    return {false,
            {McpFault{kMcpNoRequest, fmt::format("a batch holds 1 to {} messages", kMostOfBatch)}}};
  read.is_batch = true;
  read.messages.reserve(count);
  for (const Json& item : value->items()) {
    Json copy = item;
    read.messages.push_back(MessageIn(copy));
  }
  return read;
}

std::string McpResult(std::string_view id, std::string_view result) {
  JsonWriter json;
  json.Object([&] {
    json.Key("jsonrpc").Text("2.0");
    json.Key("id").Raw(id);
    json.Key("result").Raw(result);
  });
  return json.Take();
}

std::string McpFailure(const McpFault& fault) {
  JsonWriter json;
  json.Object([&] {
    json.Key("jsonrpc").Text("2.0");
    json.Key("id").Raw(fault.id);
    json.Key("error").Object([&] {
      json.Key("code").Number(std::int64_t{fault.code});
      json.Key("message").Text(fault.what);
    });
  });
  return json.Take();
}

}  // namespace checkback
