// The dictionary form of a word: "said" -> "say", "countries" -> "country", "worse" -> "bad".
//
// First the table rules/<language>/lemmas.txt (words that the rules get wrong, learned by
// quality/lemmas.cc), then rules of endings by part of speech and form. English only so far; other
// languages give the word in lower case.

#pragma once

#include <string>
#include <string_view>

#include "reading/universal.h"

namespace checkback {

// The lemma of `word` as it stands in the text. Names (PROPN) keep their letters. Safe to call
// from many threads.
std::string LemmaOf(std::string_view word, Upos upos, Form form, std::string_view language);

// By the rules of endings alone: for the program that makes the table. `lower` is in lower case.
std::string LemmaByEnding(std::string_view lower, Upos upos, Form form);

// Which part of the table a part of speech is looked up in: "verb", "noun", "adj" or "other".
std::string_view LemmaKind(Upos upos);

}  // namespace checkback
