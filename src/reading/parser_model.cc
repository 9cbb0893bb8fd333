#include "reading/parser_model.h"

#include <algorithm>
#include <bit>
#include <charconv>

#include "text/hash.h"
#include "text/take_until.h"

namespace checkback {
namespace {

constexpr std::string_view kMagic = "checkback parser 1\n";
// No model needs more; a damaged number must not ask for all memory.
constexpr std::size_t kMostRows = 1'000'000;
constexpr std::size_t kMostWide = kMostInputs / 2;
constexpr std::size_t kMostLayers = 8;

std::size_t TakeSize(std::string_view& rest, std::string_view name) {
  const std::string_view value = TakeNamed(rest, name);
  std::size_t size = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), size);
  return error == std::errc() && end == value.data() + value.size() ? size : 0;
}

std::vector<std::string_view> WordsOf(std::string_view line) {
  std::vector<std::string_view> words;
  while (!line.empty()) {
    const std::size_t end = std::min(line.find(' '), line.size());
    words.push_back(line.substr(0, end));
    line.remove_prefix(std::min(end + 1, line.size()));
  }
  return words;
}

// Numbers, one behind the other; `enough` turns false where the bytes end too early.
struct Numbers {
  std::string_view bytes;
  bool enough = true;

  template <typename T>
  std::vector<T> Take(std::size_t n) {
    std::vector<T> numbers;
    if (bytes.size() < n * sizeof(T)) {
      enough = false;
      return numbers;
    }
    numbers.resize(n);
    bytes.copy(reinterpret_cast<char*>(numbers.data()), n * sizeof(T));
    bytes.remove_prefix(n * sizeof(T));
    return numbers;
  }
  float TakeFloat() {
    const std::vector<float> one = Take<float>(1);
    return one.empty() ? 0.0f : one[0];
  }
  Matrix TakeMatrix(std::size_t inputs, std::size_t outputs) {
    const std::vector<std::int16_t> entries = Take<std::int16_t>(inputs * outputs);
    return entries.empty() ? Matrix() : Matrix(entries.data(), inputs, outputs);
  }
};

bool IsWide(std::size_t size) {
  return size > 0 && size <= kMostWide && size % 16 == 0;
}

}  // namespace

std::size_t DistanceClass(std::int64_t distance) {
  const std::int64_t far = distance < 0 ? -distance : distance;
  const std::size_t size = far <= 4    ? static_cast<std::size_t>(far - 1)
                           : far <= 6  ? 4
                           : far <= 9  ? 5
                           : far <= 15 ? 6
                                       : 7;
  return distance > 0 ? 8 + size : size;
}

Result<ParserModel> ParserModel::Read(std::string_view bytes) {
  static_assert(std::endian::native == std::endian::little);
  const auto wrong = [](std::string what) {
    return Fail(Errc::kBadInput, "parser model: " + std::move(what));
  };
  if (!bytes.starts_with(kMagic)) return wrong("it does not begin as one of version 1");
  bytes.remove_prefix(kMagic.size());
  ParserModel model;
  model.language = TakeNamed(bytes, "language");
  const std::string checksum(TakeNamed(bytes, "sha256"));
  if (Sha256Hex(bytes) != checksum) return wrong("the checksum is another one");
  model.version = model.language + " " + checksum.substr(0, 12);

  model.embed = TakeSize(bytes, "embed");
  model.hidden = TakeSize(bytes, "hidden");
  const std::size_t layers = TakeSize(bytes, "layers");
  model.arc = TakeSize(bytes, "arc");
  model.relation = TakeSize(bytes, "relation");
  model.row_count = TakeSize(bytes, "rows");
  if (!IsWide(model.embed) || model.embed != model.hidden || !IsWide(model.arc) ||
      !IsWide(model.relation) || layers == 0 || layers > kMostLayers || model.row_count == 0 ||
      model.row_count > kMostRows) {
    return wrong("the sizes make no sense");
  }
  for (const std::string_view name : WordsOf(TakeNamed(bytes, "upos"))) {
    model.upos.push_back(UposNamed(name).value_or(Upos::kX));
  }
  for (const std::string_view feats : WordsOf(TakeNamed(bytes, "forms"))) {
    model.forms.push_back(FormOf(feats));
  }
  for (const std::string_view name : WordsOf(TakeNamed(bytes, "relations"))) {
    model.relations.push_back(RelationNamed(name));
  }
  if (model.upos.empty() || model.upos.size() > kFormAt || model.forms.empty() ||
      model.forms.size() > kWordAt - kFormAt || model.relations.empty() ||
      model.relations.size() > kMostWide) {
    return wrong("the names of classes are missing or too many");
  }
  if (TakeUntil(bytes, '\n') != "end") return wrong("the head has no end");

  Numbers numbers{bytes};
  const std::size_t hidden = model.hidden;
  model.table_step = numbers.TakeFloat();
  for (std::size_t l = 0; l < layers; ++l) {
    ParserLayer layer;
    layer.step = numbers.TakeFloat();
    layer.bias = numbers.Take<float>(6 * hidden);
    layer.memory = numbers.Take<float>(4 * hidden);
    layer.in = numbers.TakeMatrix(l == 0 ? model.embed : 2 * hidden, 6 * hidden);
    model.layers.push_back(std::move(layer));
  }
  model.out_step = numbers.TakeFloat();
  model.out_bias = numbers.Take<float>(model.Outputs());
  model.out = numbers.TakeMatrix(2 * hidden, model.Outputs());
  model.root_arc = numbers.Take<float>(model.arc);
  model.root_relation = numbers.Take<float>(model.relation);
  const std::size_t classes = (model.relations.size() + 31) / 32 * 32;
  model.relation_step = numbers.TakeFloat();
  model.relation_bias = numbers.Take<float>(classes);
  model.relation_out = numbers.TakeMatrix(model.relation, classes);

  const std::vector<std::uint32_t> keys = numbers.Take<std::uint32_t>(model.row_count);
  if (!numbers.enough || numbers.bytes.size() != model.row_count * model.embed) {
    return wrong("the numbers do not fill it");
  }
  model.rows = reinterpret_cast<const std::int8_t*>(numbers.bytes.data());
  model.slots.resize(std::bit_ceil(2 * model.row_count));
  model.slot_mask = model.slots.size() - 1;
  for (std::uint32_t row = 1; row < keys.size(); ++row) {
    std::size_t at = keys[row] & model.slot_mask;
    while (model.slots[at].row != 0) at = (at + 1) & model.slot_mask;
    model.slots[at] = {keys[row], row};
  }
  return model;
}

}  // namespace checkback
