#include "store/capture.h"

#include <algorithm>

#include "text/hash.h"
#include "text/json_writer.h"

namespace checkback {
namespace {

constexpr std::size_t kIdLength = 20;
constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz234567";

std::string IdOfText(std::string_view text) {
  const std::string digest = Digest(DigestKind::kSha256, text);
  std::string id;
  unsigned bits = 0, held = 0;
  for (std::size_t byte = 0; id.size() < kIdLength; ++byte) {
    bits = bits << 8 | static_cast<unsigned char>(digest[byte]);
    for (held += 8; held >= 5 && id.size() < kIdLength; held -= 5)
      id += kLetters[bits >> (held - 5) & 31];
  }
  return id;
}

}  // namespace

std::string CaptureIdOf(const Page& page) {
  // Written as JSON so that no two lists of values have one text.
  JsonWriter json;
  json.Array([&] {
    json.Text(page.url).Text(ToRfc3339(page.seen_at)).Text(page.sha256);
    if (page.title.empty() && !page.published_at && page.outlet.empty() && page.language.empty())
      return;
    json.Text(page.title).Text(page.published_at ? ToRfc3339(*page.published_at) : "");
    json.Text(page.outlet).Text(page.language);
  });
  return IdOfText(json.str());
}

std::string CaptureIdOf(std::string_view url, Instant seen_at, std::string_view bytes) {
  JsonWriter json;
  json.Array([&] { json.Text(url).Text(ToRfc3339(seen_at)).Text(Sha256Hex(bytes)); });
  return IdOfText(json.str());
}

bool LooksLikeCaptureId(std::string_view text) {
  return text.size() >= 4 && text.size() <= kIdLength &&
         std::all_of(text.begin(), text.end(),
                     [](char c) { return kLetters.find(c) != std::string_view::npos; });
}

}  // namespace checkback
