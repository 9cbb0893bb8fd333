// What changed in a story, one by one: for whoever wants to be told of it, and told once.
//
//   Tue 14:40  new        "Fire crews found two bodies in the east hall, Chief Anna Moor said."
//   Tue 14:40  answered   asked: "It is not known whether the night shift had left."
//                         by:    "All nine of the night shift had left, Moor said."
//   Wed 08:10  number     was: "two"  now: "three"
//
// A change is known by keys, made of its kind and its words, never of the capture or the story: so
// it is the same one when a copy arrives that was printed earlier, when the story is told anew,
// founded by another capture, or merged. One sentence may change several things, and then is a
// change of each of these kinds.
//
// Of parts of a time (as of T1, T2, ...) the changes are together those of the whole time for new,
// opened, denied, confirmed, number, contradiction, edited and expected, as long as captures come
// in the order of time. `answered` and `overdue` may be taken back by what comes later (a clearer
// answer takes the place of a weaker one; late news says that a promise was kept): the parts then
// hold all of the whole, and what was true in between.
//
// Pure and safe to call from many threads.

#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "follow/whole_story.h"

namespace checkback {

enum class ChangeKind : std::uint8_t {
  kNew,            // a sentence that tells a reader of all before it something, or a note
  kOpened,         // a question
  kAnswered,       // by a sentence
  kDenied,         // somebody says that it is not so
  kConfirmed,      // somebody who must know says what others said, or were not sure of
  kNumber,         // a figure has a value that it never had
  kContradiction,  // two passages that cannot both hold
  kEdited,         // a page was changed silently, or corrected
  kExpected,       // something is promised for a day
  kOverdue,        // that day is over, and nobody told of it
};
inline constexpr std::size_t kChangeKinds = 10;

// Words as they were printed.
struct ChangedWords {
  std::string_view role;     // "new", "asked", "by", "was", "now", "says", "against", "promised"
  std::size_t capture = 0;   // place in the story
  std::optional<Span> span;  // in Article::text; nothing for words of a headline or a note
  std::string text;

  friend bool operator==(const ChangedWords&, const ChangedWords&) = default;
};

struct StateChange {
  ChangeKind kind = ChangeKind::kNew;
  std::size_t capture = 0;          // that brought it
  std::vector<ChangedWords> words;  // those that brought it are the first
  std::string about;                // id of the question, figures, claim or contradiction, or ""
  // "silent" or "correction"; the outcome of a question; the day that is expected; the kind of a
  // contradiction; or "".
  std::string detail;
  // Other forms of the same change: it was told when any of them was. Of an edit all that was
  // changed: it was told when all of them were.
  std::vector<std::string> keys;

  friend bool operator==(const StateChange&, const StateChange&) = default;
};

// All that the story went through, by the time of the captures that brought it, each change once.
// Sentences are found where `whole` has its readings; without them a change has the words alone,
// and nothing is overdue.
std::vector<StateChange> StateChangesOf(const WholeStory& whole);

// Whether it is known, as `has` tells of each key.
bool IsKnown(const StateChange& change, const std::function<bool(const std::string&)>& has);

// The changes of `after` that `before`, an earlier telling of the same story, has not.
std::vector<StateChange> StateChangesBetween(const WholeStory& before, const WholeStory& after);

// 24 hex digits: the change as it was told of one capture, the same in every store.
std::string ChangeIdOf(const WholeStory& whole, const StateChange& change);

std::string_view NameOf(ChangeKind kind);  // "answered"
std::optional<ChangeKind> ChangeKindOf(std::string_view name);

}  // namespace checkback
