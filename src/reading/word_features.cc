#include "reading/word_features.h"

#include <algorithm>

#include "text/utf8.h"

namespace checkback {
namespace {

// Kinds of keys; the number goes into the hash.
enum class Slot : std::uint32_t {
  kWord = 1,
  kSuffix = 2,
  kPrefix = 7,
  kShape = 11,
  kForm = 12,
  kTail = 13
};

// A hash that stays the same for ever: keys stand in model files.
std::uint32_t KeyOf(std::uint32_t slot, std::string_view bytes) {
  std::uint64_t h = 0x9E3779B97F4A7C15ull * (slot + 1);
  for (const char c : bytes) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001B3ull;
  h ^= h >> 29;
  h *= 0xBF58476D1CE4E5B9ull;
  h ^= h >> 32;
  const auto key = static_cast<std::uint32_t>(h);
  return key == 0 ? 1 : key;
}

std::uint32_t KeyOf(Slot slot, std::string_view bytes) {
  return KeyOf(static_cast<std::uint32_t>(slot), bytes);
}

// A word in lower case with every digit as 0, and where its letters begin.
struct Folded {
  std::array<char, kLongestWord + 4> bytes;
  std::size_t size = 0;
  std::array<std::uint8_t, kLongestWord + 4> starts;
  std::size_t letters = 0;

  std::string_view view() const { return {bytes.data(), size}; }
  std::string_view First(std::size_t n) const {
    return view().substr(0, n < letters ? starts[n] : size);
  }
  std::string_view Last(std::size_t n) const { return view().substr(starts[letters - n]); }
};

// Quotation marks, dashes and dots in their plain form, so that what was learned from one way of
// writing holds for the other.
char Plain(char32_t c) {
  switch (c) {
    case 0x2018:
    case 0x2019:
    case 0x02BC:
      return '\'';
    case 0x201C:
    case 0x201D:
      return '"';
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2212:
      return '-';
    default:
      return 0;
  }
}

char ShapeOf(char32_t c, char32_t lower) {
  if (c >= '0' && c <= '9') return '0';
  if (c != lower) return 'X';
  if (c >= 'a' && c <= 'z') return 'x';
  if (c < 0x80) return static_cast<char>(c);
  return IsWordChar(c) ? 'x' : '*';
}

}  // namespace

WordKeys KeysOf(std::string_view word, WordPlace place) {
  if (word.size() > kLongestWord) word = word.substr(0, kLongestWord);
  Folded folded;
  std::array<char, 12> shape;
  std::size_t shape_size = 0;
  for (std::size_t at = 0; at < word.size();) {
    const CodePoint c = CodePointAt(word, at);
    const char plain = c.value < 0x80 ? '\0' : Plain(c.value);
    char32_t lower = c.value;
    if (plain == 0 && (c.value >= 0x80 || (c.value >= 'A' && c.value <= 'Z'))) {
      lower = c.value < 0x80 ? c.value + 32 : LowerCase(c.value);
    }
    const char mark = plain != 0 ? plain : ShapeOf(c.value, lower);
    if (shape_size < shape.size() && (shape_size == 0 || shape[shape_size - 1] != mark)) {
      shape[shape_size++] = mark;
    }
    folded.starts[folded.letters++] = static_cast<std::uint8_t>(folded.size);
    if (plain != 0 || c.value < 0x80) {
      folded.bytes[folded.size++] = static_cast<char>(plain != 0    ? plain
                                                      : mark == '0' ? '0'
                                                                    : static_cast<char>(lower));
    } else {
      // The bytes as they stand: lower case beyond ASCII may be of another length, and the keys
      // only have to tell words apart.
      const std::size_t n = std::min(c.bytes, folded.bytes.size() - folded.size);
      std::copy_n(word.data() + at, n, folded.bytes.data() + folded.size);
      folded.size += n;
    }
    at += c.bytes;
  }

  WordKeys keys{};
  keys[0] = KeyOf(Slot::kWord, folded.view());
  for (std::size_t n = 1; n <= 5; ++n) {
    if (folded.letters < n) break;
    keys[n] = KeyOf(static_cast<std::uint32_t>(Slot::kSuffix) + static_cast<std::uint32_t>(n) - 1,
                    folded.Last(n));
  }
  for (std::size_t n = 1; n <= 4; ++n) {
    if (folded.letters < n) break;
    keys[5 + n] =
        KeyOf(static_cast<std::uint32_t>(Slot::kPrefix) + static_cast<std::uint32_t>(n) - 1,
              folded.First(n));
  }
  std::array<char, 16> placed;
  std::copy_n(shape.data(), shape_size, placed.data());
  std::size_t size = shape_size;
  placed[size++] = place.first ? '1' : '2';
  keys[10] = KeyOf(Slot::kShape, {placed.data(), size});
  placed[shape_size] = place.glued ? '1' : '2';
  placed[size++] = folded.letters < 3 ? 's' : folded.letters < 7 ? 'm' : 'l';
  keys[11] = KeyOf(Slot::kForm, {placed.data(), size});
  return keys;
}

}  // namespace checkback
