#include "story/running/matter.h"

#include <algorithm>
#include <cstring>
#include <type_traits>

#include "reading/names/known_names.h"
#include "story/keeper/terms.h"
#include "story/words.h"

namespace checkback {
namespace {

constexpr std::size_t kLedeBytes = 1000;  // of the body: more than a lede has
constexpr std::size_t kLongestName = 6;   // words: "Democratic Republic of the Congo"
constexpr std::size_t kMostOfKind = 400;  // in the bytes of a store; ledes have under 200 words

std::uint32_t PackedCode(std::string_view code) {
  std::uint32_t packed = 0;
  for (const char c : code) packed = packed << 8 | static_cast<unsigned char>(c);
  return packed;
}

bool HasSmallLetter(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

// The country that `phrase` names, its people or its capital; 0: none.
std::uint32_t CountryIn(std::string_view phrase, const KnownNames& known) {
  if (phrase.front() >= 'a' && phrase.front() <= 'z') return 0;
  const KnownName* const name = known.Find(phrase);
  if (name == nullptr || name->country == 0) return 0;
  if (name->abbreviation && HasSmallLetter(phrase)) return 0;
  const bool place = name->kinds.Has(KnownAs::kCountry) || name->kinds.Has(KnownAs::kNationality) ||
                     name->kinds.Has(KnownAs::kCapital);
  return place ? PackedCode(known.CountryOf(*name).code) : 0;
}

void AddCountries(std::string_view text, const KnownNames& known,
                  std::vector<std::uint32_t>& countries) {
  const std::vector<FoldedWord> words = WordsOf(text);
  for (std::size_t i = 0; i < words.size();) {
    std::size_t length = std::min(kLongestName, words.size() - i);
    for (; length > 0; --length) {
      const std::uint32_t start = words[i].start, end = words[i + length - 1].end;
      const std::uint32_t country = CountryIn(text.substr(start, end - start), known);
      if (country == 0) continue;
      countries.push_back(country);
      break;
    }
    i += std::max<std::size_t>(length, 1);
  }
}

template <typename Number>
void SortOut(std::vector<Number>& numbers) {
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
}

template <typename Number>
void Append(const std::vector<Number>& numbers, std::string& bytes) {
  const auto count = static_cast<std::uint16_t>(std::min(numbers.size(), kMostOfKind));
  for (const unsigned shift : {0U, 8U}) bytes += static_cast<char>(count >> shift & 0xFFU);
  for (std::size_t i = 0; i < count; ++i) {
    for (unsigned shift = 0; shift < 8 * sizeof(Number); shift += 8)
      bytes += static_cast<char>(numbers[i] >> shift & 0xFFU);
  }
}

// Takes one list off the front of `bytes`; false where it does not stand there whole.
template <typename Number>
bool Take(std::string_view& bytes, std::vector<Number>& numbers) {
  const auto byte = [&](std::size_t at) {
    return static_cast<Number>(static_cast<unsigned char>(bytes[at]));
  };
  if (bytes.size() < 2) return false;
  const auto count = static_cast<std::size_t>(byte(0) | byte(1) << 8U);
  if (count > kMostOfKind || bytes.size() - 2 < count * sizeof(Number)) return false;
  bytes.remove_prefix(2);
  numbers.assign(count, 0);
  for (Number& number : numbers) {
    for (std::size_t i = sizeof(Number); i-- > 0;)
      number = static_cast<Number>(number << 8U | byte(i));
    bytes.remove_prefix(sizeof(Number));
  }
  return true;
}

}  // namespace

Matter MatterOf(std::string_view language, std::string_view headline, std::string_view description,
                std::string_view text) {
  Matter matter;
  text = text.substr(0, kLedeBytes);
  for (const Term& term : TermsOf(headline, description, text).terms) {
    if (term.lede > 0) (term.name ? matter.names : matter.words).push_back(term.hash);
    if (term.head > 0) matter.headline.push_back(term.hash);
  }
  const KnownNames& known = KnownNames::Table(language.substr(0, language.find('-')));
  for (const std::string_view part : {headline, description, text})
    AddCountries(part, known, matter.countries);
  SortOut(matter.names), SortOut(matter.words);
  SortOut(matter.headline), SortOut(matter.countries);
  return matter;
}

std::string BytesOf(const Matter& matter) {
  std::string bytes;
  Append(matter.names, bytes);
  Append(matter.words, bytes);
  Append(matter.headline, bytes);
  Append(matter.countries, bytes);
  return bytes;
}

Result<Matter> MatterOfBytes(std::string_view bytes) {
  Matter matter;
  if (Take(bytes, matter.names) && Take(bytes, matter.words) && Take(bytes, matter.headline) &&
      Take(bytes, matter.countries) && bytes.empty())
    return matter;
  return Fail(Errc::kBadInput, "what is kept of an article's matter is damaged");
}

}  // namespace checkback
