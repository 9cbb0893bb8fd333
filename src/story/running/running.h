// The running story: an affair of weeks, made of events that are stories of their own.
//
//   3 May   Talks on Lake Oro water open in Bel Oro       --+
//   9 May   Oro talks stall over dam, Quendria walks out  --+-- one running story
//   9 May   Ferry runs aground off Skarra                   |
//   2 June  Quendria returns to the Lake Oro talks        --+
//
// Precision comes first: an event joins only where its names and words are, for the most part,
// those of events told before; the rarer a word, and the nearer in time, the more it counts. Where
// each of the two names a country that the other does not, they stay apart, as "first cases in
// Peru" and "first cases in Ghana" are. Headlines have to agree: what is alike in ledes alone may
// be the dress of a page. A running story that has grown asks for three of its events to be alike.
// Figures and what was tried: docs/decisions/0019.
//
// What comes out is a function of the events alone, in their order: the same for every way in which
// they came to be known. Of the future nothing is looked at, so an event keeps the running story
// that it joined, as long as itself and those before it stay as they are.

#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "story/keeper/vocabulary.h"
#include "story/running/matter.h"

namespace checkback {

// One event: a story of the keeper.
struct RunningEvent {
  std::string language;          // only its first part counts; languages are told apart
  std::int64_t first = 0;        // of its articles, seconds since 1970
  std::int64_t last = 0;         // of what was new in it
  std::vector<Matter> articles;  // the first ones; kMattersOfEvent are enough
};
inline constexpr std::size_t kMattersOfEvent = 40;

// Why an event is where it is: the one before it that it is most like.
struct RunningLink {
  std::size_t to = 0;
  double likeness = 0;  // RunningFinder::Likeness of the two
};

struct RunningGroup {
  std::vector<std::size_t> events;  // two or more, in the order in which they were added
  std::size_t central = 0;          // the one that is most like all of them
};

struct RunningStories {
  std::vector<RunningGroup> groups;               // by their first event
  std::vector<std::optional<std::size_t>> group;  // by event; nothing for one that stands alone
  std::vector<std::optional<RunningLink>> link;   // by event
};

// Takes some 800 bytes an event and 30 to 60 microseconds. For one thread at a time.
class RunningFinder {
 public:
  // Tuned on the headers of Wikipedia's current events, 2015 to 2021 (quality/running.py).
  struct Options {
    double least = 0.55;           // likeness from which an event joins
    double least_of_third = 0.85;  // of `least`, with two more events where there are as many
  };
  RunningFinder();  // the options that were tuned
  explicit RunningFinder(const Options& options) : options_(options) {}

  // In the order of `first`. Events are numbered from 0.
  void Add(const RunningEvent& event);
  RunningStories Take();

 private:
  struct Weighted {
    TermId term = 0;
    float all = 0;        // of a vector of length 1
    float name = 0;       // likewise; 0 for what is no name
    bool headed = false;  // it is rare, and stands in a headline of the event
  };
  struct Kept {
    std::int64_t first = 0, last = 0;
    bool has_headlines = false;
    std::size_t group = 0;             // the first event of it
    std::vector<Weighted> terms;       // by term
    std::vector<std::uint32_t> often;  // countries that half of its articles name, ascending
    std::vector<std::uint32_t> ever;   // that any names
  };
  struct Shelf {  // of one language
    explicit Shelf(std::string_view language);
    Vocabulary vocabulary;
    std::size_t unsure = 0;  // events still to come before words can be told to be rare
    std::unordered_map<TermId, std::deque<std::size_t>> events_with;
  };

  Shelf& ShelfOf(std::string_view language);
  Kept KeptOf(const RunningEvent& event, Shelf& shelf, std::vector<TermId>& rare);
  double Likeness(const Kept& event, const Kept& before) const;
  void Join(std::size_t event, const std::vector<std::size_t>& candidates);

  Options options_;
  std::map<std::string, Shelf, std::less<>> shelves_;
  std::vector<Kept> events_;
  std::vector<std::vector<std::size_t>> members_;  // of the group that each event opened
  std::vector<std::optional<RunningLink>> links_;
};

}  // namespace checkback
