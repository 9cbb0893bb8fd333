// The open questions of a story: those that several ask are one, with who asks it, until which day,
// and whether it has run out.
//
//   page a, Monday:    "It is not known if Dreve will be at the talks on Thursday."   opened
//   page b, Tuesday:   "... whether Orlan Dreve will be at the talks on Thursday."    again, 2
//   origins page c, Saturday:  (does not ask) expired
//
// Two are one when they are of one kind and ask with half of their words; where those say little
// ("who was in it"), when their sentences share half of theirs, or one page asks both, one after
// the other.
//
// Expired: the day that it was about is over wherever on earth that day was, and nobody has asked
// since. Withdrawn: every page that asked has taken it out, the last of them in an edit that left
// most of its sentences and put in none that speaks of what was asked, or that said that something
// was wrong. That a question was answered is told by story/told/answers.h and comes before both.
//
// One capture at a time; what one costs does not grow with the story.

#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <queue>
#include <set>
#include <utility>
#include <vector>

#include "story/told/answer_words.h"
#include "story/told/told.h"
#include "story/told/word_marks.h"
#include "text/hash_table.h"

namespace checkback {

class QuestionBook {
 public:
  // The captures of a story by time; `place` counts all of them, visits too.
  void Add(std::size_t place, const Telling& telling);

  // A question that the page of the last capture took out, and the sentences (Content::printed)
  // that stood around the one that asked it.
  struct TakenOut {
    std::size_t question = 0;
    std::uint64_t before = 0, after = 0;  // 0: none

    friend bool operator==(const TakenOut&, const TakenOut&) = default;
  };
  const std::vector<TakenOut>& taken_out() const { return taken_out_; }
  // The questions that were known before and that the last capture asks.
  const std::vector<std::size_t>& asked_again() const { return asked_again_; }

  std::size_t size() const { return entries_.size(); }
  // Whether a version of `page` asks it, or did.
  bool Asked(std::size_t question, std::size_t page) const {
    return entries_[question].pages.contains(page);
  }
  // Whether the newest version of `page` asks it.
  bool Asks(std::size_t question, std::size_t page) const {
    return entries_[question].askers.contains(page);
  }
  // As it is known so far, without its answer.
  const StoryQuestion& At(std::size_t question) const { return entries_[question].question; }
  // As they stand after the last capture.
  std::vector<StoryQuestion> Told() const;

 private:
  // Questions that are looked at for one word, the newest: one more capture of a long story costs
  // no more.
  static constexpr std::size_t kMostOfWord = 256;

  // A question as it is compared with others.
  struct Compared {
    HeldWords words;     // that it asks with, those of grammar too
    HeldWords content;   // without those
    HeldWords sentence;  // content of the whole sentence
    WordMarks marks;     // of `words`
  };
  struct Entry {
    StoryQuestion question;
    QuestionKind kind = QuestionKind::kWhether;
    Compared asked;
    std::set<std::size_t> origins;
    std::set<std::size_t> pages;           // that ask it, or did
    std::set<std::size_t> askers;          // pages that ask it in their newest version
    std::optional<Instant> over;           // when its day is over
    std::optional<std::size_t> expired;    // the capture that came after that
    std::optional<std::size_t> taken_out;  // the capture whose page was the last to ask
  };
  // What a page asked in its newest version, and its sentences.
  struct Asking {
    TakenOut where;
    std::uint64_t sentence = 0;
  };
  struct Standing {
    std::vector<Asking> asked;
    HashSet sentences;
    std::size_t notes = 0;  // of correction
  };

  static Compared ComparedOf(const Telling& telling, const OpenQuestion& question);
  static bool AreOne(const Compared& a, const Compared& b);
  void Expire(std::size_t place, Instant now);
  std::size_t Ask(std::size_t place, const Telling& telling, const OpenQuestion& question);
  std::optional<std::size_t> Same(const Compared& asked, QuestionKind kind, std::size_t page);
  void AskedUntil(const Telling& telling, const OpenQuestion& question, std::size_t at);
  void TakeOut(std::size_t place, const Telling& telling, const Standing& was, const Standing& now);
  bool SpeaksOf(const Telling& telling, const Standing& was, const Entry& entry) const;

  std::vector<Entry> entries_;
  HashTable<std::vector<std::uint32_t>> of_word_;  // the newest
  // Which entries a question has met that is looked up.
  std::vector<std::uint64_t> met_;
  std::uint64_t meeting_ = 0;
  std::map<std::size_t, Standing> pages_;
  std::vector<TakenOut> taken_out_;
  std::vector<std::size_t> asked_again_;
  // When the day of a question is over, the next first.
  std::priority_queue<std::pair<Instant, std::size_t>, std::vector<std::pair<Instant, std::size_t>>,
                      std::greater<>>
      days_;
};

}  // namespace checkback
