#include "page/language.h"

// CLD2's header uses FILE without including it.
#include <cstdio>
//
#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

#include <algorithm>

#include "text/utf8.h"

namespace checkback {
namespace {

constexpr std::size_t kMostBytes = 8u << 10;

// Pairs that CLD2 tells apart by few words; between them the page's own word decides.
constexpr std::string_view kNearly[] = {" no nb nn ", " id ms ", " hr sr bs sh ", " fil tl "};

bool AreNearlyTheSame(std::string_view a, std::string_view b) {
  const std::string first = " " + std::string(a) + " ", second = " " + std::string(b) + " ";
  return std::any_of(std::begin(kNearly), std::end(kNearly), [&](std::string_view group) {
    return group.find(first) != std::string_view::npos &&
           group.find(second) != std::string_view::npos;
  });
}

// CLD2's older and private codes in BCP 47.
std::string ToBcp47(std::string_view code) {
  if (code == "iw") return "he";
  if (code == "jw") return "jv";
  if (code == "in") return "id";
  if (code == "mo") return "ro";
  if (code == "sr-ME") return "sr";
  if (code == "un" || code == "xxx" || code.starts_with("zz") || code.starts_with("xx")) return "";
  return std::string(code);
}

// "EN_us" as "en-US", "zh_hant_tw" as "zh-Hant-TW"; "" where it cannot be a tag.
std::string NormalTag(std::string_view tag) {
  tag = Trim(tag);
  std::string normal;
  while (!tag.empty() && normal.size() < 20) {
    const std::size_t end = std::min(tag.find_first_of("-_"), tag.size());
    std::string part = AsciiLower(tag.substr(0, end));
    tag.remove_prefix(std::min(end + 1, tag.size()));
    const bool plain = std::all_of(part.begin(), part.end(), [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    });
    if (!plain || part.empty() || part.size() > 8) break;
    if (normal.empty()) {
      if (part.size() > 3 || part.size() < 2) return "";
      normal = ToBcp47(part);
      if (normal.empty()) return "";
      continue;
    }
    if (part.size() == 1) break;  // extensions say nothing of the language
    if (part.size() == 4) part[0] = static_cast<char>(part[0] & ~0x20);
    if (part.size() == 2)
      std::transform(part.begin(), part.end(), part.begin(), [](char c) {
        return c >= 'a' && c <= 'z' ? static_cast<char>(c & ~0x20) : c;
      });
    normal += "-" + part;
  }
  return normal;
}

std::string_view PrimaryOf(std::string_view tag) {
  return tag.substr(0, tag.find('-'));
}

struct Detected {
  std::string language;  // "" for unknown
  bool sure = false;
};

Detected Detect(std::string_view text) {
  const CLD2::CLDHints no_hints = {nullptr, nullptr, CLD2::UNKNOWN_ENCODING,
                                   CLD2::UNKNOWN_LANGUAGE};
  CLD2::Language best[3];
  int percent[3];
  double score[3];
  int text_bytes = 0;
  bool sure = false;
  const CLD2::Language language = CLD2::ExtDetectLanguageSummary(
      text.data(), static_cast<int>(text.size()), /*is_plain_text=*/true, &no_hints,
      /*flags=*/0, best, percent, score, nullptr, &text_bytes, &sure);
  return {ToBcp47(CLD2::LanguageCode(language)), sure};
}

// At most kMostBytes, cut between characters.
std::string_view Beginning(std::string_view text) {
  if (text.size() <= kMostBytes) return text;
  std::size_t end = kMostBytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end);
}

}  // namespace

std::string LanguageOf(std::string_view text, std::string_view hint) {
  const Detected detected = Detect(Beginning(text));
  std::string hinted = NormalTag(hint);
  if (!detected.sure || detected.language.empty()) return hinted;
  if (AreNearlyTheSame(detected.language, PrimaryOf(hinted))) return std::string(PrimaryOf(hinted));
  return detected.language;
}

}  // namespace checkback
