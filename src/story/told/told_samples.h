// Stories of a few sentences, for the tests of this folder.
//
//   SampleStory story;
//   story.Print("a", "Four people died in Halvar.");     // page "a", an hour after the one before
//   story.Print("b", "Seven people died in Halvar.");
//   FindUpdates(story.Tellings());

#pragma once

#include <chrono>
#include <deque>
#include <map>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "story/told/told.h"

namespace checkback {

class SampleStory {
 public:
  explicit SampleStory(std::string_view language = "en") : language_(language) {}

  // A capture of `page`; printed and seen an hour after the one before, from 2025-05-14 on.
  void Print(std::string_view page, std::string_view text) {
    Article& article = articles_.emplace_back();
    article.url = "https://example.org/" + std::string(page);
    article.language = language_;
    article.text = text;
    using std::chrono::May;
    const Instant seen = std::chrono::sys_days(std::chrono::year(2025) / May / 14) +
                         std::chrono::hours(6 + articles_.size());
    article.published_at =
        PageTime{.utc = seen, .offset = std::chrono::minutes(0), .has_time = true};
    readings_.push_back(ReadArticle(article));
    Telling telling;
    telling.seen_at = seen;
    telling.page = pages_.try_emplace(std::string(page), pages_.size()).first->second;
    telling.origin = telling.page;
    const auto last = last_of_.find(telling.page);
    telling.is_visit = last != last_of_.end() && articles_[last->second].text == text;
    last_of_[telling.page] = articles_.size() - 1;
    tellings_.push_back(telling);
  }

  // A note of correction below the article of a capture.
  void PutUpNote(std::size_t capture, std::string_view note) {
    Block block;
    block.kind = BlockKind::kCorrection;
    block.text = note;
    articles_[capture].blocks.push_back(block);
  }

  // Valid as long as the story, and until the next Print.
  std::vector<Telling> Tellings() const {
    std::vector<Telling> tellings = tellings_;
    for (std::size_t i = 0; i < tellings.size(); ++i) {
      tellings[i].article = &articles_[i];
      tellings[i].reading = &readings_[i];
    }
    return tellings;
  }

  std::string_view TextOf(std::size_t capture, Span span) const {
    return Words(articles_[capture].text, span);
  }

 private:
  std::string language_;
  std::deque<Article> articles_;
  std::deque<Reading> readings_;
  std::vector<Telling> tellings_;
  std::map<std::string, std::size_t> pages_;
  std::map<std::size_t, std::size_t> last_of_;
};

inline constexpr std::string_view kSentencesOfChance[] = {
    "Four people were killed in Halvar on Wednesday, Mayor Lidia Orsan said.",
    "Seven people were killed in Halvar, officials said on Thursday.",
    "It was not clear who opened the gate.",
    "Engineer Tal Wenning opened the gate, police said.",
    "Orsan denied that she had been warned.",
    "The road to Upper Drin will reopen on 20 May 2025.",
    "The road to Upper Drin has reopened, the ministry confirmed.",
    "How many are missing is not known.",
    "\"Everything that was old came down,\" she told Meridian Press.",
    "There are 214 people on the ferry, according to her owners.",
    "There are 227 people on the ferry, according to her owners.",
};

// Six pages that print one to five of them, again and again.
inline SampleStory StoryOfChance(unsigned seed, std::size_t captures) {
  std::mt19937 random(seed);
  SampleStory story;
  for (std::size_t i = 0; i < captures; ++i) {
    std::string text;
    for (std::size_t n = 1 + random() % 5; n > 0; --n) {
      text += kSentencesOfChance[random() % std::size(kSentencesOfChance)];
      text += ' ';
    }
    story.Print(std::string(1, static_cast<char>('a' + random() % 6)), text);
  }
  return story;
}

}  // namespace checkback
