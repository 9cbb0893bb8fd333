#include "reading/parse_memory.h"

#include "text/hash.h"

namespace checkback {

bool ParseMemory::Recall(std::string_view key, std::span<Word> words, std::size_t first) const {
  const Place& place = places_[Hash64(key) % kPlaces];
  if (place.words.size() != words.size() || place.key != key) return false;
  for (std::size_t i = 0; i < words.size(); ++i) {
    const Parsed& parsed = place.words[i];
    words[i].upos = parsed.upos;
    words[i].form = parsed.form;
    words[i].relation = parsed.relation;
    words[i].head = parsed.head < 0 ? -1 : parsed.head + static_cast<std::int32_t>(first);
  }
  return true;
}

void ParseMemory::Keep(std::string_view key, std::span<const Word> words, std::size_t first) {
  if (key.size() > kLongestKey) return;
  Place& place = places_[Hash64(key) % kPlaces];
  place.key = key;
  place.words.clear();
  place.words.reserve(words.size());
  for (const Word& word : words) {
    const std::int32_t head = word.head < 0 ? -1 : word.head - static_cast<std::int32_t>(first);
    place.words.push_back({word.upos, word.form, word.relation, static_cast<std::int16_t>(head)});
  }
}

}  // namespace checkback
