#include "store/search/fold.h"

#include <string_view>

#include "text/utf8.h"

namespace checkback {
namespace {

// The base letters of two blocks of Latin letters (the first letter of Unicode 15's canonical
// decomposition in lower case, and o for ø, d for đ, l for ł and the like); a dot: as it is.
constexpr char32_t kLatin = 0xC0;
constexpr std::string_view kLatinBases =
    "aaaaaa.ceeeeiiiidnooooo.ouuuuy..aaaaaa.ceeeeiiii"
    "dnooooo.ouuuuy.yaaaaaaccccccccddddeeeeeeeeeegggg"
    "gggghhhhiiiiiiiiii..jjkkkllllllllllnnnnnnnnnoooo"
    "oo..rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs"
    "bb.....ccdd...ee.ffg...ikkl..n..oo..pp......tt.u"
    "u..yyzz......................aaiioouuuuuuuuuueaa"
    "aa..ggggkkoooo..j...gg..nnaa....aaaaeeeeiiiioooo"
    "rrrruuuusstt..hh......aaeeooooooooyy.........l.."
    "...b..eejj..rryy";
constexpr char32_t kLatinMore = 0x1E00;
constexpr std::string_view kLatinMoreBases =
    "aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiii"
    "kkkkkkllllllllmmmmmmnnnnnnnnoooooooopppprrrrrrrr"
    "ssssssssssttttttttuuuuuuuuuuvvvvwwwwwwwwwwxxxxyy"
    "zzzzzzhtwy......aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee"
    "eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuu"
    "uuyyyyyyyy......";

char BaseIn(std::string_view bases, char32_t first, char32_t letter) {
  if (letter < first || letter - first >= bases.size()) return '.';
  return bases[letter - first];
}

// Letters of Latin that are two letters of ASCII.
std::string_view TwoLetters(char32_t letter) {
  switch (letter) {
    case U'ß':
    case U'ẞ':
      return "ss";
    case U'æ':
    case U'Æ':
      return "ae";
    case U'œ':
    case U'Œ':
      return "oe";
    case U'þ':
    case U'Þ':
      return "th";
    case U'ĳ':
    case U'Ĳ':
      return "ij";
    default:
      return {};
  }
}

// Digits of other scripts as ASCII, full-width letters as their usual form; 0: neither.
char32_t UsualForm(char32_t letter) {
  for (const char32_t zero : {0x0660u, 0x06F0u, 0x0966u, 0x09E6u, 0xFF10u}) {
    if (letter >= zero && letter < zero + 10) return U'0' + (letter - zero);
  }
  if (letter >= 0xFF21 && letter <= 0xFF3A) return U'a' + (letter - 0xFF21);
  if (letter >= 0xFF41 && letter <= 0xFF5A) return U'a' + (letter - 0xFF41);
  return 0;
}

// A small letter of Greek, Cyrillic or Arabic without its accent.
char32_t Bare(char32_t letter) {
  switch (letter) {
    case U'ά':
      return U'α';
    case U'έ':
      return U'ε';
    case U'ή':
      return U'η';
    case U'ί':
    case U'ϊ':
    case U'ΐ':
      return U'ι';
    case U'ό':
      return U'ο';
    case U'ύ':
    case U'ϋ':
    case U'ΰ':
      return U'υ';
    case U'ώ':
      return U'ω';
    case U'ς':
      return U'σ';
    case U'ё':
      return U'е';
    case 0x0622:  // alef with madda or hamza: often left out in print
    case 0x0623:
    case 0x0625:
      return 0x0627;
    default:
      return letter;
  }
}

}  // namespace

bool IsUnseenInWords(char32_t c) {
  if (c < 0xAD) return false;
  return c == 0x00AD || (c >= 0x0300 && c < 0x0370) || (c >= 0x0591 && c <= 0x05BD) ||
         c == 0x05BF || c == 0x0640 || (c >= 0x064B && c <= 0x065F) || c == 0x0670 ||
         (c >= 0x200B && c <= 0x200D) || c == 0x2060 || c == 0xFEFF;
}

void AppendFolded(char32_t letter, std::string& out) {
  if (IsUnseenInWords(letter)) return;
  char base = BaseIn(kLatinBases, kLatin, letter);
  if (base == '.') base = BaseIn(kLatinMoreBases, kLatinMore, letter);
  if (base != '.') {
    out += base;
    return;
  }
  if (const std::string_view two = TwoLetters(letter); !two.empty()) {
    out += two;
  } else if (const char32_t usual = UsualForm(letter); usual != 0) {
    AppendUtf8(usual, out);
  } else {
    AppendUtf8(Bare(LowerCase(letter)), out);
  }
}

}  // namespace checkback
