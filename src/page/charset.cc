#include "page/charset.h"

#include <uchardet/uchardet.h>
#include <unicode/ucnv.h>
#include <unicode/ucnv_cb.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <cstring>
#include <memory>

#include "page/charset_labels.h"
#include "page/meta_charset.h"
#include "text/utf8.h"

namespace checkback {
namespace {

constexpr std::size_t kSampleBytes = 64u << 10;

bool IsHigh(char c) {
  return static_cast<unsigned char>(c) >= 0x80;
}

// What says which charset it is.
struct Claim {
  const Charset* charset = nullptr;
  std::string_view because;
};

Claim ClaimOf(std::string_view label, std::string_view because) {
  const Charset* charset = CharsetOfLabel(label);
  return charset ? Claim{charset, because} : Claim{};
}

bool IsWide(const Charset& charset) {
  return std::strncmp(charset.name, "utf-16", 6) == 0 ||
         std::strncmp(charset.name, "utf-32", 6) == 0;
}
bool Is(const Claim& claim, std::string_view name) {
  return claim.charset != nullptr && claim.charset->name == name;
}

struct Mark {
  std::string_view bytes;
  const char* label;
};
// UTF-32 first: its little-endian mark begins with that of UTF-16.
constexpr Mark kMarks[] = {
    {{"\xFF\xFE\0\0", 4}, "utf-32le"}, {{"\0\0\xFE\xFF", 4}, "utf-32be"},
    {{"\xEF\xBB\xBF", 3}, "utf-8"},    {{"\xFF\xFE", 2}, "utf-16le"},
    {{"\xFE\xFF", 2}, "utf-16be"},
};

const Mark* FindMark(std::string_view bytes) {
  for (const Mark& mark : kMarks) {
    if (bytes.substr(0, mark.bytes.size()) == mark.bytes) return &mark;
  }
  return nullptr;
}

// UTF-16 without a mark: markup is mostly ASCII, so every second byte is NUL.
const char* WideByNuls(std::string_view bytes) {
  const std::string_view sample = bytes.substr(0, 1024);
  if (sample.size() < 4 || sample.find('\0') == std::string_view::npos) return nullptr;
  std::size_t nuls[2] = {0, 0};
  for (std::size_t i = 0; i < sample.size(); ++i) nuls[i % 2] += sample[i] == '\0';
  const std::size_t half = sample.size() / 2;
  if (nuls[1] * 10 > half * 6 && nuls[0] * 10 < half) return "utf-16le";
  if (nuls[0] * 10 > half * 6 && nuls[1] * 10 < half) return "utf-16be";
  return nullptr;
}

// The bytes from shortly before the first one that is not ASCII: all that a detector needs.
std::string_view Sample(std::string_view bytes) {
  const auto first =
      static_cast<std::size_t>(std::find_if(bytes.begin(), bytes.end(), IsHigh) - bytes.begin());
  return bytes.substr(first < 64 ? 0 : first - 64, kSampleBytes);
}

// UTF-8 with a few bad bytes (a cut sequence, one comment in Latin-1) rather than another
// charset. In legacy bytes fewer than half of the sequences pass by chance.
bool IsMostlyUtf8(std::string_view sample) {
  std::size_t good = 0, bad = 0;
  for (std::size_t at = 0; at < sample.size();) {
    const CodePoint point = CodePointAt(sample, at);
    if (point.bytes > 1) {
      ++good;
    } else if (IsHigh(sample[at])) {
      if (sample.size() - at < 4) break;  // a sequence that the sample's end may have cut
      ++bad;
    }
    at += point.bytes;
  }
  return good > 4 * bad;
}

// How many bytes above ASCII stand together: 1.0 to 1.3 in languages of Latin script, over
// 3 in Cyrillic, Greek, Arabic, Hebrew, Thai, Chinese, Japanese and Korean.
double MeanRun(std::string_view sample) {
  std::size_t high = 0, runs = 0;
  bool inside = false;
  for (const char c : sample) {
    high += IsHigh(c);
    runs += IsHigh(c) && !inside;
    inside = IsHigh(c);
  }
  return runs == 0 ? 0 : static_cast<double>(high) / static_cast<double>(runs);
}
constexpr double kMostInLatinScript = 2.0;

const Charset* Detect(std::string_view sample) {
  const std::unique_ptr<uchardet, decltype(&uchardet_delete)> detector(uchardet_new(),
                                                                       &uchardet_delete);
  uchardet_handle_data(detector.get(), sample.data(), sample.size());
  uchardet_data_end(detector.get());
  const Charset* found = CharsetOfLabel(uchardet_get_charset(detector.get()));
  // uchardet never says Latin-1 of bytes it has no idea of; then it says nothing.
  if (found == nullptr || IsWide(*found) || std::string_view(found->name) == "utf-8")
    return nullptr;
  return found;
}

struct Converted {
  std::string text;
  std::size_t characters = 0;    // beyond ASCII
  std::size_t replacements = 0;  // of these U+FFFD
  bool Fails() const { return replacements * 20 > characters; }
};

// ICU's own substitute is U+001A for some bytes of some charsets.
void Replace(const void*, UConverterToUnicodeArgs* to, const char*, std::int32_t,
             UConverterCallbackReason reason, UErrorCode* error) {
  if (reason > UCNV_IRREGULAR) return;  // reset and close
  constexpr UChar kSubstitute = kReplacement;
  *error = U_ZERO_ERROR;
  ucnv_cbToUWriteUChars(to, &kSubstitute, 1, 0, error);
}

void AppendUtf16(const UChar* begin, const UChar* end, Converted& out) {
  for (const UChar* at = begin; at < end; ++at) {
    char32_t value = *at;
    if (value < 0x80) {
      if (value != 0) out.text += static_cast<char>(value);
      continue;
    }
    if (value >= 0xD800 && value < 0xDC00 && at + 1 < end && at[1] >= 0xDC00 && at[1] < 0xE000) {
      value = 0x10000 + ((value - 0xD800) << 10) + (at[1] - 0xDC00);
      ++at;
    }
    ++out.characters;
    out.replacements += value == kReplacement;
    AppendUtf8(value, out.text);
  }
}

Converted Convert(std::string_view bytes, const Charset& charset) {
  Converted out;
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<UConverter, decltype(&ucnv_close)> converter(
      ucnv_open(charset.converter, &error), &ucnv_close);
  if (U_FAILURE(error)) {  // an ICU built without its legacy tables
    out.text = RepairUtf8(bytes);
    return out;
  }
  ucnv_setToUCallBack(converter.get(), &Replace, nullptr, nullptr, nullptr, &error);
  out.text.reserve(bytes.size() + bytes.size() / 4);
  std::array<UChar, 4096> units;
  const char* from = bytes.data();
  const char* const end = from + bytes.size();
  std::size_t kept = 0;  // a high surrogate that waits for its other half
  do {
    error = U_ZERO_ERROR;
    UChar* to = units.data() + kept;
    ucnv_toUnicode(converter.get(), &to, units.data() + units.size(), &from, end, nullptr, true,
                   &error);
    const bool more = error == U_BUFFER_OVERFLOW_ERROR;
    const bool split = more && to > units.data() && to[-1] >= 0xD800 && to[-1] < 0xDC00;
    AppendUtf16(units.data(), split ? to - 1 : to, out);
    if (split) units[0] = to[-1];
    kept = split ? 1 : 0;
  } while (error == U_BUFFER_OVERFLOW_ERROR);
  return out;
}

void RemoveNuls(std::string& text) {
  if (text.find('\0') != std::string::npos) std::erase(text, '\0');
}

void RemoveMark(std::string& text) {
  constexpr std::string_view kMark = "\uFEFF";
  std::size_t marks = 0;
  while (text.compare(marks, kMark.size(), kMark) == 0) marks += kMark.size();
  if (marks > 0) text.erase(0, marks);
}

Decoded AsUtf8(std::string bytes, bool valid, std::string_view because) {
  RemoveNuls(bytes);
  Decoded decoded{valid ? std::move(bytes) : RepairUtf8(bytes), "utf-8", std::string(because)};
  RemoveMark(decoded.text);
  return decoded;
}

Decoded As(std::string_view bytes, const Claim& claim) {
  if (claim.charset == nullptr) return AsUtf8(std::string(bytes), false, claim.because);
  Decoded decoded{Convert(bytes, *claim.charset).text, claim.charset->name,
                  std::string(claim.because)};
  RemoveMark(decoded.text);
  return decoded;
}

// The charset of bytes that are not UTF-8, from a sample of them: the first claim that they
// do not contradict, else what they look like, else what browsers assume.
Claim ChooseLegacy(std::string_view sample, const Claim& header, const Claim& meta) {
  const bool latin = MeanRun(sample) < kMostInLatinScript;
  bool contradicted = false;
  for (const Claim& claim : {header, meta}) {
    if (claim.charset == nullptr) continue;
    const bool fits = !IsWide(*claim.charset) && !Is(claim, "utf-8") &&
                      (latin || !Is(claim, "windows-1252")) &&
                      !Convert(sample, *claim.charset).Fails();
    if (fits) return contradicted ? Claim{claim.charset, "declared but contradicted"} : claim;
    contradicted = true;
  }
  const std::string_view because = contradicted ? "declared but contradicted" : "content";
  const Charset* found = Detect(sample);
  if (found == nullptr || Convert(sample, *found).Fails()) found = CharsetOfLabel("windows-1252");
  return {found, because};
}

// ISO-2022-JP is ASCII with escape sequences.
bool HasJapaneseEscapes(std::string_view bytes) {
  const std::size_t escape = bytes.find("\x1B$");
  return escape != std::string_view::npos && escape + 2 < bytes.size() &&
         (bytes[escape + 2] == 'B' || bytes[escape + 2] == '@');
}

// Why bytes that are UTF-8 are taken as such.
std::string_view BecauseUtf8(const Claim& header, const Claim& meta) {
  if (Is(header, "utf-8")) return "header";
  if (header.charset == nullptr && Is(meta, "utf-8")) return "meta";
  return header.charset || (meta.charset && !IsWide(*meta.charset)) ? "declared but contradicted"
                                                                    : "content";
}

}  // namespace

Decoded DecodeBytes(std::string bytes, std::string_view transport_charset) {
  const bool valid = IsValidUtf8(bytes);
  if (const Mark* mark = FindMark(bytes)) {
    const Claim claim = ClaimOf(mark->label, "byte order mark");
    if (Is(claim, "utf-8")) return AsUtf8(std::move(bytes), valid, claim.because);
    return As(bytes, claim);
  }
  const Claim header = ClaimOf(transport_charset, "header");
  if (const char* wide = WideByNuls(bytes)) {
    return As(bytes,
              ClaimOf(wide, header.charset && IsWide(*header.charset) ? "header" : "content"));
  }
  // Chinese in UTF-16 has few NULs, in its line ends; as UTF-16 no other text has any.
  if (header.charset && IsWide(*header.charset) && bytes.find('\0') != std::string::npos) {
    return As(bytes, header);
  }
  const Claim meta = ClaimOf(MetaCharset(bytes), "meta");
  const bool ascii = valid && std::none_of(bytes.begin(), bytes.end(), IsHigh);
  if (ascii) {
    if (HasJapaneseEscapes(bytes)) {
      const bool declared = Is(header, "iso-2022-jp");
      return As(bytes, ClaimOf("iso-2022-jp", declared                  ? "header"
                                              : Is(meta, "iso-2022-jp") ? "meta"
                                                                        : "content"));
    }
    const Claim& first = header.charset ? header : meta;
    Decoded decoded = AsUtf8(std::move(bytes), true, first.charset ? first.because : "content");
    if (first.charset && !IsWide(*first.charset)) decoded.charset = first.charset->name;
    return decoded;
  }
  if (valid) return AsUtf8(std::move(bytes), true, BecauseUtf8(header, meta));

  const std::string_view sample = Sample(bytes);
  if (IsMostlyUtf8(sample)) return AsUtf8(std::move(bytes), false, BecauseUtf8(header, meta));
  return As(bytes, ChooseLegacy(sample, header, meta));
}

}  // namespace checkback
