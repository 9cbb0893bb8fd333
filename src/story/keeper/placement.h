// What the keeper answers: where an article went and why, what changed later, who went to sleep.

#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "story/keeper/article.h"
#include "story/keeper/measures.h"

namespace checkback {

// A term that article and story share, as the article has it, in small letters.
struct SharedTerm {
  std::string word;
  float weight = 0;  // its part of the cosine of all words
  bool name = false;

  friend bool operator==(const SharedTerm&, const SharedTerm&) = default;
};

struct Placement {
  enum class Reason : std::uint8_t {
    kFounded,  // no story was likely enough
    kJoined,   // the words decided
    kFollows,  // a copy or a version: where its original is
    kPinned,   // people decided
  };

  ArticleId article = 0;
  StoryId story = 0;
  Reason reason = Reason::kFounded;
  // The most likely story and its score, 0 to 1, whether it was likely enough or not; 0 where
  // nothing came into question. `measures` give `score` again: StoryKeeper::ScoreOf.
  StoryId best = 0;
  float score = 0;
  Measures measures{};
  StoryId runner_up = 0;
  float runner_up_score = 0;
  std::vector<SharedTerm> shared;  // with `best`, heaviest first, at most kMostShared

  static constexpr std::size_t kMostShared = 12;
  friend bool operator==(const Placement&, const Placement&) = default;
};
std::string_view NameOf(Placement::Reason reason);  // "joined"

// An article that has another story than it was given.
struct Move {
  ArticleId article = 0;
  StoryId from = 0;
  StoryId to = 0;
  float score = 0;       // how likely the articles of its story belonged there
  bool by_hand = false;  // people decided

  friend bool operator==(const Move&, const Move&) = default;
};

// `from` is no more: who asks for it is led to `to`.
struct Redirect {
  StoryId from = 0;
  StoryId to = 0;

  friend bool operator==(const Redirect&, const Redirect&) = default;
};

struct Changes {
  std::vector<Move> moves;
  std::vector<Redirect> redirects;
};

// A story that nothing came to for long. The keeper has forgotten it; `bytes` bring it back.
struct Sleeper {
  StoryId story = 0;
  std::string language;
  StoryTime first = 0;
  StoryTime last = 0;
  std::vector<ArticleId> articles;
  std::string bytes;
};

struct KeeperOptions {
  // Tuned on allsides/dev, ecbplus/dev and train, ledes, google.
  float least = 0.5f;         // the score from which an article joins
  float least_merged = 0.7f;  // the mean score from which a story joins another
  float least_kept = 0.02f;   // below it an article leaves a story that has grown
  // A story sleeps when its newest article is so much older than the newest of all, and so many
  // articles have come since one came to it. (The gap between articles of one story is under 10
  // days for 99 of 100 in allsides/dev.)
  StoryTime sleeps_after = StoryTime{21} * 24 * 3600 * 1000;
  std::uint64_t sleeps_after_arrivals = 20'000;
  // With more articles awake on one shelf, the time does not count: so memory has a bound, some
  // 1.3 kB for each.
  std::size_t most_awake = 200'000;
  // For training: sees each article with its candidates and the articles of each.
  struct Judged {
    ArticleId article = 0;
    bool again = false;  // its story is asked whether it belongs to another one
    std::vector<Measures> measures;
    std::vector<std::vector<ArticleId>> candidates;
  };
  std::function<void(const Judged&)> watch;
};

}  // namespace checkback
