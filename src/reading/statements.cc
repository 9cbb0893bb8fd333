#include "reading/statements.h"

#include <algorithm>

#include "reading/happened.h"

namespace checkback {
namespace {

constexpr std::size_t kNone = Clauses::kNoClause;

class Writer {
 public:
  Writer(const Grammar& grammar, const Clauses& clauses, const Standings& standings)
      : grammar_(grammar),
        clauses_(clauses),
        standings_(standings),
        content_(clauses.all.size(), kNone) {
    for (std::size_t i = 0; i < clauses.all.size(); ++i) {
      const Clause& clause = clauses.all[i];
      if (!clause.above || clause.through) continue;
      if (clause.tie != ClauseTie::kContent && clause.tie != ClauseTie::kWhether) continue;
      std::size_t& first = content_[*clause.above];
      if (first == kNone) first = i;
    }
  }

  std::vector<NewsStatement> Write() {
    found_.reserve(clauses_.all.size() + clauses_.all.size() / 2);
    for (std::size_t i = 0; i < clauses_.all.size(); ++i) Add(i);
    return std::move(found_);
  }

 private:
  void Add(std::size_t place) {
    const Clause& clause = clauses_.all[place];
    const Standing& standing = standings_.of_clause[place];
    if (IsFragment(clause)) return;
    // "find the crack goes deeper": no more than one thing beside another
    const bool carries = content_[place] != kNone &&
                         (clause.cue != Cue::kNone || IsCarried(clauses_.all[content_[place]]) ||
                          clauses_.all[content_[place]].tie == ClauseTie::kWhether);
    if (carries) {
      AddTelling(place);
      AddAround(place, content_[place]);
      return;
    }
    const WordRange words = WithCarriers(place);
    if (standing.told == standing.status) {
      AddOver(words, place, standing.status, standing.source);
      return;
    }
    AddTelling(place);
    AddOver(words, place, standing.told, standing.speaker ? standing.speaker : standing.source);
    if (const auto happened = HappenedByStatus(standing.told)) found_.back().happened = *happened;
  }

  // Of what is told without a clause of its own ("denied wrongdoing", "offered a pay rise").
  static std::optional<double> HappenedByStatus(Status status) {
    switch (status) {
      case Status::kDenied:
        return -2.0;
      case Status::kUnclear:
        return 0.0;
      case Status::kConditional:
      case Status::kPlanned:
      case Status::kProposed:
        return -0.5;
      default:
        return std::nullopt;
    }
  }

  // "No." and what else has neither verb nor subject.
  bool IsFragment(const Clause& clause) const {
    const Upos upos = grammar_[clause.predicate].upos;
    if (upos == Upos::kVerb || upos == Upos::kAux || clause.verb.copula) return false;
    return !grammar_.Has(clause.predicate, Relation::kNsubj) &&
           !grammar_.Has(clause.predicate, Relation::kExpl) && clause.cue == Cue::kNone;
  }

  // Whether `clause` says what its carrier does: "to leave" of "he agreed to leave".
  bool IsCarried(const Clause& clause) const {
    return clause.above && clause.tie == ClauseTie::kContent && !clause.through &&
           clause.verb.tense == ClauseTense::kNone &&
           UniversalPart(grammar_[clause.predicate].relation) != Relation::kCcomp &&
           !grammar_.Has(clause.predicate, Relation::kNsubj) &&
           content_[*clause.above] == IndexOf(clause);
  }

  std::size_t IndexOf(const Clause& clause) const {
    return static_cast<std::size_t>(&clause - clauses_.all.data());
  }

  // The words of a clause with those of the verbs that carry it.
  WordRange WithCarriers(std::size_t place) const {
    WordRange words = clauses_.all[place].words;
    std::size_t at = place;
    while (IsCarried(clauses_.all[at])) {
      at = *clauses_.all[at].above;
      words.first = std::min(words.first, clauses_.all[at].words.first);
      words.end = std::max(words.end, clauses_.all[at].words.end);
    }
    return words;
  }

  // Where the frame is longer than what it holds, the frame counts to the statement too: "Karsk,
  // looking tired after a week of talks in Port Cassim, denied that she had come to sell water."
  void AddAround(std::size_t place, std::size_t content) {
    const Clause& inner = clauses_.all[content];
    if (IsCarried(inner)) return;
    WordRange whole = clauses_.all[place].words;
    whole.first = std::min(whole.first, WithCarriers(place).first);
    whole.first = std::min(whole.first, inner.words.first);
    whole.end = std::max(whole.end, inner.words.end);
    // with what is joined to it: "said that it had begun and that it would end soon"
    WordRange held = grammar_.WordsUnder(inner.predicate);
    if (held.Holds(clauses_.all[place].predicate)) held = inner.words;  // a turned attribution
    if ((held.end - held.first) * 2 >= whole.end - whole.first) return;
    const Standing& standing = standings_.of_clause[content];
    AddOver(whole, content, standing.told, standing.source);
  }

  // The verb group alone.
  void AddTelling(std::size_t place) {
    const Clause& clause = clauses_.all[place];
    WordRange words{clause.predicate, clause.predicate + 1};
    for (const WordIndex word : grammar_.Dependents(clause.predicate)) {
      const Relation part = UniversalPart(grammar_[word].relation);
      const bool of_group = part == Relation::kAux || part == Relation::kCop ||
                            grammar_[word].relation == Relation::kCompoundPrt ||
                            grammar_.Lower(word) == "not" || grammar_.Lower(word) == "n't";
      if (!of_group) continue;
      words.first = std::min(words.first, word);
      words.end = std::max(words.end, word + 1);
    }
    const Standing& standing = standings_.of_clause[place];
    AddOver(words, place, standing.status, standing.source);
    found_.back().telling = true;
  }

  void AddOver(WordRange words, std::size_t place, Status status,
               std::optional<std::size_t> source) {
    if (words.first >= words.end)
      words = {clauses_.all[place].predicate, clauses_.all[place].predicate + 1};
    NewsStatement statement;
    statement.words = words;
    statement.span = grammar_.Bytes(words);
    statement.predicate = clauses_.all[place].predicate;
    statement.status = status;
    statement.happened = Happened(grammar_, clauses_, standings_, place);
    AddHeads(clauses_.all[place], statement);
    if (source) {
      statement.source = standings_.sources[*source].name;
      statement.source_entity = standings_.sources[*source].entity;
    }
    found_.push_back(std::move(statement));
  }

  void AddHeads(const Clause& clause, NewsStatement& statement) const {
    const auto head = [&](std::optional<WordIndex> word) {
      // "Partners, which owns": whom the clause is about.
      const bool stands_for = clause.tie == ClauseTie::kRelative && clause.through &&
                              (!word || grammar_[*word].upos == Upos::kPron);
      if (stands_for && word == clause.subject) word = clause.through;
      return word ? grammar_.Bytes({*word, *word + 1}) : Span{};
    };
    statement.act = head(clause.predicate);
    statement.negated = clause.verb.negated;
    if (clause.verb.passive) {
      statement.patient = head(clause.subject);
      const auto by =
          std::find_if(clause.obliques.begin(), clause.obliques.end(), [&](WordIndex oblique) {
            const auto preposition = grammar_.Dependent(oblique, Relation::kCase);
            return preposition && grammar_.Lower(*preposition) == "by";
          });
      if (by != clause.obliques.end()) statement.agent = head(*by);
    } else {
      statement.agent = head(clause.subject);
      statement.patient = head(clause.object);
    }
  }

  const Grammar& grammar_;
  const Clauses& clauses_;
  const Standings& standings_;
  std::vector<std::size_t> content_;  // the first clause of content below each; kNone for none
  std::vector<NewsStatement> found_;
};

}  // namespace

std::vector<NewsStatement> FindStatements(const Grammar& grammar, const Clauses& clauses,
                                          const Standings& standings) {
  return Writer(grammar, clauses, standings).Write();
}

}  // namespace checkback
