#include "reading/names/known_names.h"

#include <algorithm>
#include <array>
#include <utility>

#include "text/embedded.h"
#include "text/take_until.h"
#include "text/utf8.h"

namespace checkback {
namespace {

// No name in the lists has more words.
constexpr WordIndex kLongestName = 10;
constexpr std::size_t kLongestAbbreviation = 4;

// A hash of letters and digits alone, so that it does not matter where words are cut and whether
// a hyphen or stop stands between them.
struct LetterHash {
  std::uint64_t value = 0xCBF29CE484222325ull;

  static bool Counts(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           static_cast<unsigned char>(c) >= 0x80;
  }
  void Add(char c) {
    if (!Counts(c)) return;
    const char lower = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    value = (value ^ static_cast<unsigned char>(lower)) * 0x100000001B3ull;
  }
  void Add(std::string_view text) {
    for (const char c : text) Add(c);
  }
};

bool IsAbbreviation(std::string_view name) {
  std::size_t letters = 0;
  for (const char c : name) {
    if (c == '.') continue;
    if (c < 'A' || c > 'Z') return false;
    ++letters;
  }
  return letters > 0 && letters <= kLongestAbbreviation;
}

bool HasLowerCase(std::string_view word) {
  return std::any_of(word.begin(), word.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

bool BeginsLarge(std::string_view word) {
  if (word.empty()) return false;
  const CodePoint first = CodePointAt(word, 0);
  return first.value < 0x80 ? first.value >= 'A' && first.value <= 'Z'
                            : LowerCase(first.value) != first.value;
}

constexpr std::array<std::pair<std::string_view, KnownAs>, 5> kListed = {{
    {"place", KnownAs::kPlace},
    {"org", KnownAs::kOrganization},
    {"surname", KnownAs::kSurname},
    {"female", KnownAs::kFemale},
    {"male", KnownAs::kMale},
}};

// The table of a language; English alone has lists so far.
KnownNames ReadEnglish() {
  KnownNames names;
  names.AddCountries(FindEmbedded("rules/en/countries.txt"));
  names.AddNames(FindEmbedded("rules/en/known_names.txt"));
  return names;
}

}  // namespace

KnownName& KnownNames::Add(std::string_view phrase) {
  LetterHash hash;
  for (std::size_t i = 0; i < phrase.size(); ++i) {
    if (i > 0 && !LetterHash::Counts(phrase[i]) && LetterHash::Counts(phrase[i - 1])) {
      names_[hash.value].more = true;
    }
    hash.Add(phrase[i]);
  }
  KnownName& name = names_[hash.value];
  if (name.kinds.empty()) name.abbreviation = IsAbbreviation(phrase);
  return name;
}

void KnownNames::AddCountries(std::string_view rules) {
  constexpr std::array kColumns = {KnownAs::kCountry, KnownAs::kNationality, KnownAs::kCapital,
                                   KnownAs::kSeat};
  while (!rules.empty()) {
    std::string_view line = TakeUntil(rules, '\n');
    if (line.empty() || line[0] == '#') continue;
    const std::string_view code = Trim(TakeUntil(line, '|'));
    countries_.push_back({code, {}});
    for (const KnownAs column : kColumns) {
      std::string_view names = TakeUntil(line, '|');
      while (!names.empty()) {
        const std::string_view phrase = Trim(TakeUntil(names, ','));
        if (phrase.empty()) continue;
        if (countries_.back().name.empty()) countries_.back().name = phrase;
        KnownName& name = Add(phrase);
        name.kinds.Add(column);
        if (column != KnownAs::kNationality && column != KnownAs::kSeat) {
          name.kinds.Add(KnownAs::kPlace);
        }
        if (name.country == 0) name.country = static_cast<std::uint16_t>(countries_.size());
      }
    }
  }
}

void KnownNames::AddNames(std::string_view rules) {
  while (!rules.empty()) {
    std::string_view line = TakeUntil(rules, '\n');
    if (line.empty() || line[0] == '#') continue;
    const std::string_view kind = TakeUntil(line, ' ');
    const auto known = std::find_if(kListed.begin(), kListed.end(),
                                    [&](const auto& listed) { return listed.first == kind; });
    if (known == kListed.end()) continue;
    while (!line.empty()) {
      const std::string_view phrase = TakeUntil(line, '|');
      if (!phrase.empty()) Add(phrase).kinds.Add(known->second);
    }
  }
}

KnownPhrase KnownNames::LongestAt(const Grammar& grammar, WordIndex first, WordIndex end) const {
  KnownPhrase longest;
  if (!BeginsLarge(grammar.Printed(first))) return longest;
  LetterHash hash;
  const WordIndex last = std::min(end, first + kLongestName);
  for (WordIndex i = first; i < last; ++i) {
    const std::string_view printed = grammar.Printed(i);
    hash.Add(printed);
    const auto found = names_.find(hash.value);
    if (found == names_.end()) {
      // "Russians": the people of a nationality.
      if (i == first && printed.size() > 4 && printed.back() == 's') {
        const KnownName* one = Find(printed.substr(0, printed.size() - 1));
        if (one != nullptr && one->kinds.Has(KnownAs::kNationality)) longest = {{i, i + 1}, *one};
      }
      return longest;
    }
    const KnownName& name = found->second;
    if (!name.kinds.empty() && !(name.abbreviation && HasLowerCase(printed))) {
      longest = {{first, i + 1}, name};
    }
    if (!name.more) return longest;
  }
  return longest;
}

const KnownName* KnownNames::Find(std::string_view phrase) const {
  LetterHash hash;
  hash.Add(phrase);
  const auto found = names_.find(hash.value);
  return found == names_.end() || found->second.kinds.empty() ? nullptr : &found->second;
}

const KnownNames& KnownNames::Table(std::string_view language) {
  static const KnownNames english = ReadEnglish();
  static const KnownNames none;
  const std::string_view base = language.substr(0, language.find('-'));
  return base.empty() || base == "und" || base == "en" ? english : none;
}

}  // namespace checkback
