#include "story/told/story_events.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <string>
#include <unordered_map>

#include "story/told/sentence_around.h"
#include "text/utf8.h"

namespace checkback {
namespace {

constexpr char kPart = '\x1f';  // stands in no name

std::string Parties(const Event& event) {
  std::string key = event.type;
  for (const std::string* name : {&event.source, &event.target}) {
    (key += kPart) += LowerCase(*name);
  }
  return key;
}

class Gatherer {
 public:
  explicit Gatherer(std::span<const Telling> tellings) : tellings_(tellings) {}

  void Take(std::size_t capture) {
    const Telling& telling = tellings_[capture];
    if (telling.is_visit) return;
    for (const Event& event : telling.reading->events) {
      const Span sentence = SentenceAround(*telling.reading, event.span);
      const std::string parties = Parties(event);
      const std::string by_day = fmt::format("{}{}on{}{}", parties, kPart, kPart, event.date);
      const std::string by_words =
          fmt::format("{}{}in{}{}", parties, kPart, kPart, Words(telling.article->text, sentence));
      auto known = places_.find(by_words);
      if (known == places_.end()) known = places_.find(by_day);
      const std::size_t place = known == places_.end() ? found_.size() : known->second;
      if (known == places_.end()) found_.push_back({event, {capture, sentence}, {}, 0});
      std::vector<std::size_t>& captures = found_[place].captures;
      if (captures.empty() || captures.back() != capture) captures.push_back(capture);
      places_.try_emplace(by_words, place);
      places_.try_emplace(by_day, place);
    }
  }

  std::vector<StoryEvent> Finish() {
    for (StoryEvent& event : found_) {
      std::set<std::size_t> origins;
      for (const std::size_t c : event.captures) origins.insert(tellings_[c].origin);
      event.origins = origins.size();
    }
    std::stable_sort(found_.begin(), found_.end(), [](const StoryEvent& a, const StoryEvent& b) {
      return a.event.date < b.event.date;
    });
    return std::move(found_);
  }

 private:
  std::span<const Telling> tellings_;
  std::vector<StoryEvent> found_;
  std::unordered_map<std::string, std::size_t> places_;  // by what makes two of them one
};

}  // namespace

std::vector<StoryEvent> EventsOfStory(std::span<const Telling> tellings) {
  Gatherer gatherer(tellings);
  for (std::size_t i = 0; i < tellings.size(); ++i) gatherer.Take(i);
  return gatherer.Finish();
}

}  // namespace checkback
