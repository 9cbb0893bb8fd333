// Names that stand in lists: countries with their people, capitals and seats of power
// (rules/<language>/countries.txt), and places, bodies, first names and surnames
// (rules/<language>/known_names.txt, made by quality/names/lists.py).
//
//   "Ivory Coast"  a place, a country, CIV        "Kremlin"  a seat, RUS, of "Russia"

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "reading/grammar.h"

namespace checkback {

enum class KnownAs : std::uint8_t {
  kPlace,
  kOrganization,
  kSurname,
  kFemale,  // a first name of women
  kMale,
  kCountry,
  kNationality,  // "Dutch", "Russians"
  kCapital,
  kSeat,
};

struct KnownKinds {
  std::uint16_t bits = 0;

  bool Has(KnownAs one) const { return (bits >> static_cast<unsigned>(one) & 1U) != 0; }
  void Add(KnownAs one) {
    bits = static_cast<std::uint16_t>(bits | 1U << static_cast<unsigned>(one));
  }
  bool empty() const { return bits == 0; }
};

struct Country {
  std::string_view code;  // ISO 3166-1 alpha-3
  std::string_view name;  // "Ivory Coast"
};

struct KnownName {
  KnownKinds kinds;
  std::uint16_t country = 0;  // place in the countries plus one; 0: tells none
  bool abbreviation = false;  // "US", "UAE": only where it is printed so
  bool more = false;          // the begin of a longer name
};

struct KnownPhrase {
  WordRange words;
  KnownName name;
};

class KnownNames {
 public:
  // The longest known name that begins at `first`; empty words where there is none.
  KnownPhrase LongestAt(const Grammar& grammar, WordIndex first, WordIndex end) const;
  // What the list says of a phrase; nullptr where it has none. Case does not count.
  const KnownName* Find(std::string_view phrase) const;
  const Country& CountryOf(const KnownName& name) const { return countries_[name.country - 1U]; }

  // The lists of `language`. Lives as long as the program. Safe to call from many threads.
  static const KnownNames& Table(std::string_view language);

  void AddCountries(std::string_view rules);
  void AddNames(std::string_view rules);

 private:
  KnownName& Add(std::string_view phrase);

  std::unordered_map<std::uint64_t, KnownName> names_;  // by the hash of their letters
  std::vector<Country> countries_;
};

}  // namespace checkback
