// Words of dictionaries and of texts as numbers, so that they are compared as numbers.
//
//   "Minas Tirith's" -> MINAS TIRITH;  "Al-Qaeda" -> AL QAEDA
//
// Upper case of ASCII letters only, as the dictionaries are written. A hyphen or an underscore
// parts two words.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace checkback {

using WordNumber = std::uint32_t;
inline constexpr WordNumber kUnknownWord = 0;

class EventWords {
 public:
  WordNumber Add(std::string_view upper);
  WordNumber Find(std::string_view upper) const;  // kUnknownWord where no dictionary has it

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view word) const {
      return std::hash<std::string_view>()(word);
    }
  };
  std::unordered_map<std::string, WordNumber, Hash, std::equal_to<>> numbers_;
};

// A word of a dictionary's phrase. `beside`: no other word may stand between it and the one before.
struct PhraseWord {
  WordNumber word = kUnknownWord;
  bool beside = false;

  friend bool operator==(const PhraseWord&, const PhraseWord&) = default;
};

// The words of "MINAS_TIRITH" or "SAM GAMGEE": an underscore or a hyphen ties, a blank does not.
// At most kMostPhraseWords; longer phrases give nothing.
inline constexpr std::size_t kMostPhraseWords = 16;
std::vector<PhraseWord> PhraseWords(std::string_view phrase, EventWords& words);

// In upper case, with straight apostrophes.
std::string UpperOf(std::string_view word);

// "POLICY" -> "POLICIES", "BUS" -> "BUSES", "ORC" -> "ORCS".
std::string PluralOf(std::string_view upper);

// Each word of a printed one, in upper case: "Al-Qaeda" is two.
template <typename Use>
void ForWordsOf(std::string_view printed, Use&& use) {
  const std::string upper = UpperOf(printed);
  std::string_view rest = upper;
  while (!rest.empty()) {
    const std::size_t end = rest.find_first_of("_-");
    if (end != 0) use(rest.substr(0, end));
    rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
  }
}

}  // namespace checkback
