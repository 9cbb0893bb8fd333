// Who tells what a clause says, and whether they must know.
//
//   "Three soldiers died, Defence Minister Ana Ruiz told reporters."   Ana Ruiz, official
//   "Three soldiers died, two people at the base said."                two people at the base
//
// Over SourceOf (sources.h): also where an attribution stands behind what it tells and the parser
// lost its subject, inside quotes, and behind "according to".

#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "reading/clauses.h"
#include "reading/grammar.h"
#include "reading/names.h"
#include "reading/quotes.h"
#include "reading/sources.h"

namespace checkback {

struct SourceOfClause {
  std::string name;                   // the fullest name, or as worded
  std::optional<std::size_t> entity;  // place in Names::entities
  bool official = false;              // a known body or holder of an office

  friend bool operator==(const SourceOfClause&, const SourceOfClause&) = default;
};

// Gathers the sources of one article; what is returned are places in `sources`.
class Speakers {
 public:
  // Keeps what it is given, which must outlive it.
  Speakers(const Grammar& grammar, const Clauses& clauses, const Names& names,
           std::span<const Quote> quotes, std::vector<SourceOfClause>& sources)
      : grammar_(grammar), clauses_(clauses), names_(names), quotes_(quotes), sources_(sources) {}

  // By the verb `cue`; `behind`: what it tells stands before it.
  std::optional<std::size_t> Of(WordIndex cue, bool behind);
  // Of the quote that `word` stands in.
  std::optional<std::size_t> InQuote(WordIndex word);
  // Of the phrase headed by `head` behind "according to".
  std::size_t Behind(WordIndex head) { return Add(SourceBehind(head)); }

 private:
  std::size_t Add(const Source& source);
  std::optional<std::size_t> AddSpeaker(const Source& source);
  std::optional<Source> SourceBefore(WordIndex cue) const;
  Source SourceBehind(WordIndex head) const;
  std::span<const Mention> MentionsIn(WordRange words) const;
  bool IsOfficial(WordRange words, std::optional<std::size_t> entity) const;
  bool HoldsOffice(std::string_view words) const;
  bool IsAccording(const Quote& quote) const;
  WordRange WordsIn(Span span) const;

  const Grammar& grammar_;
  const Clauses& clauses_;
  const Names& names_;
  std::span<const Quote> quotes_;
  std::vector<SourceOfClause>& sources_;
};

}  // namespace checkback
