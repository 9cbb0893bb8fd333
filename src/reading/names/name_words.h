// Words that tell what a name is: rules/<language>/names.txt. "ministry" ends the name of a body
// and stands for it, "Gen." stands before a person.

#pragma once

#include <cstdint>
#include <string_view>
#include <unordered_map>

namespace checkback {

// What the classes mean stands in the table.
enum class NameClass : std::uint8_t {
  kTitle,
  kFemale,
  kMale,
  kRole,
  kOther,
  kOffice,
  kBody,
  kCompany,
  kFirm,
  kLand,
  kNation,
  kSeat,
  kTime,
  kJoin,
  kGeneric,
  kAct,
};
inline constexpr std::size_t kNameClassCount = 16;

struct NameClasses {
  std::uint32_t bits = 0;

  bool Has(NameClass one) const { return (bits >> static_cast<unsigned>(one) & 1U) != 0; }
  void Add(NameClass one) { bits |= 1U << static_cast<unsigned>(one); }
};

class NameWords {
 public:
  // The classes of a word in lower case; a stop at its end does not count ("Gen.").
  NameClasses Of(std::string_view lower) const;
  bool empty() const { return words_.empty(); }

  // The table of `language`; an empty one for a language without. Lives as long as the program.
  // Safe to call from many threads.
  static const NameWords& Table(std::string_view language);
  static NameWords Read(std::string_view rules);

 private:
  std::unordered_map<std::string_view, NameClasses> words_;
};

}  // namespace checkback
