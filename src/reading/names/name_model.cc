#include "reading/names/name_model.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <cmath>

#include "text/hash.h"
#include "text/take_until.h"

namespace checkback {
namespace {

constexpr std::string_view kMagic = "checkback names 1\n";
constexpr std::uint32_t kMostRows = 1U << 22;
constexpr int kMostWeight = 127;

}  // namespace

bool MayFollow(std::size_t before, std::size_t label) {
  if (label == 0 || label % 2 == 1) return true;
  return before == label || before + 1 == label;
}

Result<NameModel> NameModel::Read(std::string_view bytes) {
  static_assert(std::endian::native == std::endian::little);
  const auto wrong = [](std::string what) {
    return Fail(Errc::kBadInput, "model of names: " + std::move(what));
  };
  if (!bytes.starts_with(kMagic)) return wrong("it does not begin as one of version 1");
  bytes.remove_prefix(kMagic.size());
  NameModel model;
  model.language = TakeNamed(bytes, "language");
  const std::string checksum(TakeNamed(bytes, "sha256"));
  if (Sha256Hex(bytes) != checksum) return wrong("the checksum is another one");
  model.version = model.language + " " + checksum.substr(0, 12);

  const std::string_view rows = TakeNamed(bytes, "rows");
  std::from_chars(rows.data(), rows.data() + rows.size(), model.rows);
  if (model.rows == 0 || model.rows > kMostRows || !std::has_single_bit(model.rows)) {
    return wrong("the number of rows makes no sense");
  }
  if (TakeUntil(bytes, '\n') != "end") return wrong("the head has no end");
  if (bytes.size() != sizeof(model.behind) + std::size_t{model.rows} * kNameLabels) {
    return wrong("the numbers do not fill it");
  }
  bytes.copy(reinterpret_cast<char*>(model.behind.data()), sizeof(model.behind));
  model.weights = reinterpret_cast<const std::int8_t*>(bytes.substr(sizeof(model.behind)).data());
  return model;
}

std::string NameModel::Write(std::string_view language, std::uint32_t rows, const float* weights,
                             const float* behind) {
  double squares = 0;
  double used = 1;
  for (std::size_t i = 0; i < std::size_t{rows} * kNameLabels; ++i) {
    squares += static_cast<double>(weights[i]) * weights[i];
    if (weights[i] != 0) used += 1;
  }
  // The few weights far from all others are cut, so that the usual ones keep their differences.
  constexpr double kWidest = 10;
  const auto step =
      static_cast<float>(std::max(kWidest * std::sqrt(squares / used), 1e-6) / kMostWeight);
  std::string body = "rows " + std::to_string(rows) + "\nend\n";
  for (std::size_t i = 0; i < kNameLabels * kNameLabels; ++i) {
    const float scaled = std::clamp(behind[i] / step, -30000.0F, 30000.0F);
    const auto number = static_cast<std::int16_t>(std::lround(scaled));
    body.append(reinterpret_cast<const char*>(&number), sizeof(number));
  }
  for (std::size_t i = 0; i < std::size_t{rows} * kNameLabels; ++i) {
    const float scaled = std::clamp(weights[i] / step, -127.0F, 127.0F);
    body += static_cast<char>(static_cast<std::int8_t>(std::lround(scaled)));
  }
  return std::string(kMagic) + "language " + std::string(language) + "\nsha256 " + Sha256Hex(body) +
         "\n" + body;
}

}  // namespace checkback
