// Who says something: the subject of a verb of saying, by the fullest name of the article.
//
//   The ministry's spokesman, Ivan Orr, told reporters ...   told -> "Ivan Orr"
//   Officials briefed on the talks said ...                  said -> "officials briefed on the
//   talks"

#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "reading/grammar.h"
#include "reading/names.h"

namespace checkback {

struct Source {
  WordRange words;   // as it stands beside the verb: "he"
  std::string name;  // the fullest name: "Ivan Orr"; as worded for who is not named
  std::optional<std::size_t> entity;  // place in Names::entities; nothing for who is not named
};

// The one who speaks by the verb `cue`: its subject before it or, turned round, behind it ("said
// the minister"), that of the verb that it is joined to ("went on to say", "and added", "adding
// that"), what a relative clause belongs to ("Ruiz, who said"), or the agent of a passive. Nothing
// where the sentence names none. Safe to call from many threads.
std::optional<Source> SourceOf(const Grammar& grammar, const Names& names, WordIndex cue);

// What the phrase headed by `head` is called: the fullest name of its entity or of one set beside
// it ("its owner, Dovania Power"), else its words without punctuation at the ends. Words that
// only begin in upper case because a sentence begins with them are given in lower case.
Source SourceAt(const Grammar& grammar, const Names& names, WordIndex head);

// Whether `verb` says something by a subject of its own, before or behind it; the words of that
// subject, heads only.
std::optional<WordIndex> SpeakerHead(const Grammar& grammar, WordIndex verb);

}  // namespace checkback
