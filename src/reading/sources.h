// Who says something: the subject of a verb of saying, by the fullest name of the article.
//
//   The ministry's spokesman, Ivan Orr, told reporters ...   told -> "Ivan Orr"
//   Officials briefed on the talks said ...                  said -> "Officials briefed on the
//   talks"

#pragma once

#include <optional>
#include <string>

#include "reading/grammar.h"
#include "reading/names.h"

namespace checkback {

struct Source {
  WordRange words;   // as it stands beside the verb: "he"
  std::string name;  // the fullest name: "Ivan Orr"; as worded for who is not named
};

// The one who speaks by the verb `cue`: its subject, that of the verb that it is joined to, or the
// agent of a passive. Nothing where the sentence names none. Safe to call from many threads.
std::optional<Source> SourceOf(const Grammar& grammar, const Names& names, WordIndex cue);

// What the phrase headed by `head` is called: the fullest name of its entity, else its words
// without punctuation at the ends.
Source SourceAt(const Grammar& grammar, const Names& names, WordIndex head);

}  // namespace checkback
