#include "text/json.h"

#include <simdjson.h>

#include <cstring>
#include <limits>

#include "text/json_repair.h"

namespace checkback {
namespace {

constexpr std::size_t kMaxDepth = 512;

// A value costs about a hundred bytes here, however short it was written; the largest page
// state of the extraction sets has under 100,000.
constexpr std::size_t kMaxValues = 1'000'000;

// simdjson's words end in advice for its own users; a reader needs the kind of mistake.
std::string KindOfMistake(simdjson::error_code code) {
  switch (code) {
    case simdjson::EMPTY:
      return "no JSON: there is nothing but white space";
    case simdjson::DEPTH_ERROR:
      return "JSON nested deeper than 512 levels";
    case simdjson::STRING_ERROR:
      return "JSON string with a wrong escape";
    case simdjson::UNESCAPED_CHARS:
      return "JSON string with a raw control character";
    case simdjson::UNCLOSED_STRING:
      return "JSON string without its closing quote";
    case simdjson::NUMBER_ERROR:
      return "JSON number written wrong";
    case simdjson::CAPACITY:
      return "JSON over 4 GB";
    default:
      return "not JSON: a bracket, comma, colon or value is missing or out of place";
  }
}

}  // namespace

// Copies simdjson's tape into values, with a list of what is still to do in place of
// recursion.
class JsonBuilder {
 public:
  // Where false, there are more than kMaxValues.
  bool Build(simdjson::dom::element root, Json& out) {
    Fill(root, out);
    while (!open_.empty()) {
      const Open next = open_.back();
      open_.pop_back();
      if (!FillChildren(next)) return false;
    }
    return true;
  }

 private:
  using Type = simdjson::dom::element_type;
  struct Open {
    simdjson::dom::element source;
    Json* target;  // stays put: its parent is complete before its own children are read
  };

  void Fill(simdjson::dom::element source, Json& target) {
    switch (source.type()) {
      case Type::NULL_VALUE:
        break;
      case Type::BOOL:
        target.kind_ = Json::Kind::kBool;
        target.number_ = source.get_bool().value_unsafe() ? 1 : 0;
        break;
      case Type::INT64:
        SetNumber(static_cast<double>(source.get_int64().value_unsafe()), target);
        break;
      case Type::UINT64:
        SetNumber(static_cast<double>(source.get_uint64().value_unsafe()), target);
        break;
      case Type::DOUBLE:
        SetNumber(source.get_double().value_unsafe(), target);
        break;
      case Type::STRING:
        target.kind_ = Json::Kind::kText;
        target.text_ = source.get_string().value_unsafe();
        break;
      case Type::ARRAY:
        target.kind_ = Json::Kind::kArray;
        open_.push_back({source, &target});
        break;
      case Type::OBJECT:
        target.kind_ = Json::Kind::kObject;
        open_.push_back({source, &target});
        break;
    }
  }

  bool FillChildren(const Open& open) {
    if (open.target->kind_ == Json::Kind::kArray) {
      const simdjson::dom::array array = open.source.get_array().value_unsafe();
      if (!Count(array.size())) return false;
      open.target->items_.reserve(array.size());
      for (const auto item : array) Fill(item, open.target->items_.emplace_back());
      return true;
    }
    const simdjson::dom::object object = open.source.get_object().value_unsafe();
    if (!Count(object.size())) return false;
    open.target->members_.reserve(object.size());
    for (const auto member : object) {
      Fill(member.value, open.target->members_.emplace_back(member.key, Json()).second);
    }
    return true;
  }

  static void SetNumber(double value, Json& target) {
    target.kind_ = Json::Kind::kNumber;
    target.number_ = value;
  }

  bool Count(std::size_t values) {
    values_ += values;
    return values_ <= kMaxValues;
  }

  std::vector<Open> open_;
  std::size_t values_ = 0;
};

namespace {

struct Attempt {
  simdjson::error_code code = simdjson::SUCCESS;
  bool too_many = false;
  Json value;
};

// The parser is made anew each time: kept for a thread it would hold 13 times the bytes of
// the longest line ever seen, and making it costs only the pages that are touched.
Attempt TryParse(std::string_view bytes) {
  Attempt attempt;
  if (bytes.size() > std::numeric_limits<std::uint32_t>::max() - simdjson::SIMDJSON_PADDING) {
    attempt.code = simdjson::CAPACITY;
    return attempt;
  }
  if (bytes.empty()) {  // simdjson would copy from null
    attempt.code = simdjson::EMPTY;
    return attempt;
  }
  simdjson::dom::parser parser;
  attempt.code = parser.allocate(bytes.size(), kMaxDepth);
  if (attempt.code != simdjson::SUCCESS) return attempt;
  simdjson::dom::element root;
  attempt.code = parser.parse(bytes.data(), bytes.size()).get(root);
  if (attempt.code == simdjson::SUCCESS)
    attempt.too_many = !JsonBuilder().Build(root, attempt.value);
  return attempt;
}

}  // namespace

Result<Json> Json::Parse(std::string_view bytes) {
  // simdjson 3.0 lets lone surrogates through as broken UTF-8 and pairs them wrongly, so
  // they are looked for before; all else that we forgive it refuses by itself.
  Attempt attempt;
  const bool lone = HasLoneSurrogate(bytes);
  if (!lone) attempt = TryParse(bytes);
  if (lone || (attempt.code != simdjson::SUCCESS && IsRepairable(bytes))) {
    attempt = TryParse(RepairJson(bytes, JsonRepair::kCharacters));
  }
  if (attempt.code != simdjson::SUCCESS) return Fail(Errc::kBadInput, KindOfMistake(attempt.code));
  if (attempt.too_many) return Fail(Errc::kTooLarge, "JSON with more than 1,000,000 values");
  return std::move(attempt.value);
}

std::optional<Json> Json::ParseLenient(std::string_view bytes) {
  bytes = WithoutWrapping(bytes);
  Attempt attempt;
  const bool lone = HasLoneSurrogate(bytes);
  if (!lone) attempt = TryParse(bytes);
  if (lone || (attempt.code != simdjson::SUCCESS && attempt.code != simdjson::EMPTY)) {
    attempt = TryParse(RepairJson(bytes, JsonRepair::kAlsoForm));
  }
  if (attempt.code != simdjson::SUCCESS || attempt.too_many) return std::nullopt;
  return std::move(attempt.value);
}

std::optional<double> Json::Number() const {
  if (kind_ != Kind::kNumber) return std::nullopt;
  return number_;
}

const Json& Json::operator[](std::string_view name) const {
  static const Json kNull;
  for (const Member& member : members_) {
    if (member.first == name) return member.second;
  }
  return kNull;
}

Json* Json::Find(std::string_view name) {
  for (Member& member : members_) {
    if (member.first == name) return &member.second;
  }
  return nullptr;
}

const Json& Json::operator[](std::size_t index) const {
  static const Json kNull;
  return index < items_.size() ? items_[index] : kNull;
}

}  // namespace checkback
