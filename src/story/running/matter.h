// What an article is about, in some 300 bytes: what events are told together by into a running
// story (story/running/running.h), long after the keeper has let them go.
//
//   Quake of 6.1 shakes Halvar's coast. Dovanian rescuers ...
//   names      halvar, dovanian            countries   those that rules/<language>/countries.txt
//   words      quake, of, 6.1, shakes ...              knows the names, people and capitals of
//
// Of headline, description and the first words of the body only: what stands below tells of other
// days.

#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "text/result.h"

namespace checkback {

struct Matter {
  std::vector<std::uint64_t> names;      // TermHash of folded words, ascending
  std::vector<std::uint64_t> words;      // likewise, those that are no names
  std::vector<std::uint64_t> headline;   // likewise, those of either that stand in the headline
  std::vector<std::uint32_t> countries;  // the three letters of ISO 3166-1, ascending

  friend bool operator==(const Matter&, const Matter&) = default;
};

// Same text, same matter, in every run; linear. A language without a list of countries has none.
// Safe to call from many threads.
Matter MatterOf(std::string_view language, std::string_view headline, std::string_view description,
                std::string_view text);

// As a store keeps it, and back; an error where `bytes` are none.
std::string BytesOf(const Matter& matter);
Result<Matter> MatterOfBytes(std::string_view bytes);

}  // namespace checkback
