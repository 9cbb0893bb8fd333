#include "story/told/replies.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "story/told/answer_words.h"
#include "story/told/contradiction_rules.h"
#include "story/told/counts_alike.h"
#include "story/told/in_sentence.h"
#include "story/told/said_claim.h"
#include "story/told/sentence_around.h"
#include "story/told/smallest_statement.h"
#include "story/words.h"
#include "text/utf8.h"

namespace checkback {
namespace {

// Sentences back that words of contest ("hit back") and an answer may speak of. Read on the stories
// of data/developing and quality/developing (docs/decisions/0020).
constexpr std::size_t kContestedBack = 4;
constexpr std::size_t kAnsweredBack = 2;
constexpr std::size_t kAgainstAhead = 2;
constexpr std::size_t kMostOfScorn = 10;  // words of a sentence: "That is moonshine, she told us."
constexpr std::size_t kLeastBehind = 8;   // words that say something: "hit back, saying ..."
constexpr std::size_t kMostBeforeAnswer = 14;  // words: "Konrad Weil, who leads them, denied"
constexpr std::size_t kMostOfABare = 3;        // words of a number that digits and points part
constexpr std::size_t kMostOfAGiving = 8;      // words of a clause: "it was closer to eight"
// What two parties count in one breath may differ by more than what two reports do: a crowd.
constexpr double kMostTimes = 10;

struct ReportSentence {
  Passage at;
  std::string_view text;
  std::string padded;  // its words in lower case, one blank around each
  std::span<const NewsStatement> statements;
  const std::vector<SaidClaim>* claims = nullptr;
  HeldWords words;  // families, without names and numbers
  HeldWords all_words;
  HeldWords speaker;  // families; empty: nobody is named
  bool is_said = false, asks = false, is_quoted = false;
  bool breaks = false;  // a heading stands before it
};

bool OpensAQuote(std::string_view text) {
  return text.starts_with('"') || text.starts_with('\'') || text.starts_with("\u201C") ||
         text.starts_with("\u2018");
}

bool HoldsAQuote(std::string_view text) {
  return text.find(" '") != text.npos || text.find(" \"") != text.npos ||
         text.find("\u201C") != text.npos || text.find("\u2018") != text.npos;
}

std::string Padded(std::string_view text) {
  std::string padded = " ";
  for (const FoldedWord& word : WordsOf(text))
    padded += LowerCase(text.substr(word.start, word.end - word.start)) + ' ';
  return padded;
}

// Where the first of the phrases that stands in `padded` ends; nothing where none does.
std::optional<std::size_t> EndOfAny(const std::string& padded,
                                    const std::vector<std::string_view>& phrases) {
  for (const std::string_view phrase : phrases) {
    const std::size_t at = padded.find(phrase);
    if (at == padded.npos || at == 0 || padded[at - 1] != ' ') continue;
    if (padded[at + phrase.size()] == ' ') return at + phrase.size();
  }
  return std::nullopt;
}

bool Holds(const std::string& padded, const std::vector<std::string_view>& phrases) {
  return EndOfAny(padded, phrases).has_value();
}

std::size_t CountWords(std::string_view padded, std::size_t from) {
  const std::string_view behind = padded.substr(std::min(from, padded.size()));
  const auto blanks = std::count(behind.begin(), behind.end(), ' ');
  return blanks == 0 ? 0 : static_cast<std::size_t>(blanks - 1);
}

std::size_t CountShared(const HeldWords& a, const HeldWords& b) {
  return static_cast<std::size_t>(
      std::count_if(a.begin(), a.end(), [&](std::uint64_t word) { return Holding(b, word); }));
}

bool AreTwoParties(const HeldWords& a, const HeldWords& b) {
  return !a.empty() && !b.empty() && SharedBy(a, b) < 0;
}

class ReplyReader {
 public:
  ReplyReader(const NextCapture& next, ReadSentences& sentences)
      : next_(next),
        article_(*next.telling.article),
        reading_(*next.telling.reading),
        rules_(ContradictionRulesOf(article_.language)) {
    bool breaks = false;
    sentences_.reserve(reading_.sentences.size());
    for (std::size_t place = 0; place < reading_.sentences.size(); ++place) {
      const Sentence& sentence = reading_.sentences[place];
      const bool heading =
          sentence.block && article_.blocks[*sentence.block].kind == BlockKind::kHeading;
      if (!heading) Read(place, breaks, sentences);
      breaks = heading;
    }
  }

  std::vector<Contradiction> Find() {
    for (std::size_t i = 1; i < sentences_.size(); ++i) {
      if (sentences_[i].asks) continue;
      if (ReadContest(i) || ReadNoSuch(i) || ReadAnswer(i)) continue;
      if (!ReadTwoNumbers(i)) ReadTwoTimes(i);
    }
    return std::move(found_);
  }

 private:
  void Read(std::size_t place, bool breaks, ReadSentences& sentences) {
    const Span& span = reading_.sentences[place].span;
    ReportSentence& read = sentences_.emplace_back();
    read.at = {next_.capture, span};
    read.text = Words(article_.text, span);
    read.padded = Padded(read.text);
    read.statements = InSentence(reading_.statements, span);
    read.claims = &sentences.ClaimsAt(place);
    for (const ContentWord& word : sentences.ContentAt(place).words) {
      if (!word.is_number && !word.is_name) read.words.push_back(word.family);
    }
    SortEachOnce(read.words);
    read.all_words = FamiliesOf(read.text, article_.language);
    SortEachOnce(read.all_words);
    for (const NewsStatement& statement : read.statements) {
      if (statement.telling || statement.source.empty()) continue;
      read.is_said = true;
      read.speaker = FamiliesOf(statement.source, article_.language);
      SortEachOnce(read.speaker);
      break;
    }
    read.asks = read.text.find('?') != read.text.npos;
    read.is_quoted = OpensAQuote(read.text);
    read.breaks = breaks;
  }

  void Add(const ReportSentence& a, const ReportSentence& b, ContradictionKind kind,
           const Span& a_says, const Span& b_says) {
    Contradiction& made = found_.emplace_back();
    made.a = a.at;
    made.b = b.at;
    made.kind = kind;
    made.a_says = a_says;
    made.b_says = b_says;
  }

  // What stands so far back in the same part of the report; null where nothing does.
  const ReportSentence* Back(std::size_t from, std::size_t back) const {
    if (back > from) return nullptr;
    for (std::size_t i = from - back + 1; i <= from; ++i) {
      if (sentences_[i].breaks) return nullptr;
    }
    return &sentences_[from - back];
  }

  // How many words stand behind the words of contest; nothing where there are none, or where they
  // are a word of scorn in a sentence that says more.
  std::optional<std::size_t> WordsBehindContest(const ReportSentence& sentence) const {
    const auto contests = EndOfAny(sentence.padded, rules_.contests);
    if (contests) return CountWords(sentence.padded, *contests);
    const auto scorns = EndOfAny(sentence.padded, rules_.scorns);
    if (!scorns || CountWords(sentence.padded, 0) > kMostOfScorn) return std::nullopt;
    return 0;
  }

  // Where what is said against it stands: in the sentence of the words of contest, or behind it,
  // in the first that is turned around before any other. Null where nobody goes on.
  const ReportSentence* SaidAgainst(std::size_t frame, std::size_t behind) const {
    const ReportSentence& contest = sentences_[frame];
    if (behind >= kLeastBehind) return &contest;
    // "blasted the tale as 'fiction'", and goes on in no words of his own.
    const bool goes_on = frame + 1 < sentences_.size() && sentences_[frame + 1].is_quoted;
    if (behind > 0 && behind < kLeastBehind && !goes_on && HoldsAQuote(contest.text))
      return &contest;
    const ReportSentence* first = nullptr;
    for (std::size_t i = frame + 1; i <= frame + kAgainstAhead && i < sentences_.size(); ++i) {
      const ReportSentence& next = sentences_[i];
      if (next.breaks || next.asks || !next.is_said || next.words.empty()) break;
      // Words in quotation marks are those of whoever contests.
      if (next.is_quoted && SharedBy(contest.all_words, next.speaker) <= 0) break;
      if (first == nullptr) first = &next;
      const bool turned = std::any_of(next.claims->begin(), next.claims->end(),
                                      [](const SaidClaim& claim) { return claim.is_turned; });
      if (turned) return &next;
    }
    return first;
  }

  // How well it fits as what is contested; 0: not at all.
  std::size_t Contested(const ReportSentence& a, const ReportSentence& b) const {
    if (!a.is_said || a.asks || a.words.empty() || SharedBy(a.speaker, b.speaker) > 0) return 0;
    const bool claims = Holds(a.padded, rules_.claims);
    return 1 + 2 * CountShared(a.words, b.words) + (claims ? 2 : 0) + (a.is_quoted ? 0 : 3);
  }

  // "The union hit back, saying ...", "A diplomat remembered the day differently. They had ..."
  bool ReadContest(std::size_t i) {
    const auto behind = WordsBehindContest(sentences_[i]);
    const ReportSentence* b = behind ? SaidAgainst(i, *behind) : nullptr;
    if (b == nullptr) return false;
    const ReportSentence* best = nullptr;
    std::size_t most = 0;
    for (std::size_t back = 1; back <= kContestedBack; ++back) {
      const ReportSentence* a = Back(i, back);
      if (a == nullptr) break;
      const std::size_t fits = Contested(*a, *b);
      if (fits <= most) continue;
      best = a;
      most = fits;
    }
    if (best == nullptr) return false;
    Add(*best, *b, ContradictionKind::kDenied, best->at.span, b->at.span);
    return true;
  }

  // Whether a verb of answering stands before the claim, near the start of its sentence: not "a
  // number of them had called on her to resign, and leaders insisted".
  bool IsAnswer(const ReportSentence& sentence, const SaidClaim& claim) const {
    if (sentence.is_quoted) return false;
    const std::size_t start = claim.span.start - std::min(claim.span.start, sentence.at.span.start);
    const bool whole = claim.span.start <= sentence.at.span.start;
    const std::string before = Padded(whole ? sentence.text : sentence.text.substr(0, start));
    const auto end = EndOfAny(before, rules_.answers);
    return end && CountWords(before.substr(0, *end), 0) <= kMostBeforeAnswer;
  }

  bool HoldsIn(const Span& span, const std::vector<std::string_view>& phrases) const {
    return Holds(Padded(Words(article_.text, span)), phrases);
  }

  // "He paid nothing."
  bool IsOfNothing(const SaidClaim& claim) const {
    const std::string padded = Padded(Words(article_.text, claim.span));
    const auto end = EndOfAny(padded, rules_.nothing);
    return end && *end + 1 == padded.size();
  }

  // How well `b` answers `a`, so many sentences before it; 0: not at all. One is turned around.
  std::size_t Answers(const SaidClaim& a, const SaidClaim& b, bool answers,
                      std::size_t back) const {
    const bool against = (a.is_so && b.is_turned) || (a.is_turned && b.is_so);
    if (answers && !b.has_subject) return 0;  // "denied an offer"
    if (!against || !a.has_source || !b.has_source || !AreTwoParties(a.source, b.source)) return 0;
    const auto [agent, patient] =
        std::pair(SharedBy(a.agent, b.agent), SharedBy(a.patient, b.patient));
    const bool alike = agent >= 0 && patient >= 0 && agent + patient > 0;
    const bool one_act = a.act != 0 && a.act == b.act && !a.is_light && agent >= 0 &&
                         (alike || answers || IsOfNothing(b));
    std::size_t shared = 0;
    for (const std::uint64_t word : b.words) {
      const bool is_name = Holding(a.names, word) || Holding(b.names, word);
      shared += Holding(a.words, word) && !is_name ? 1 : 0;
    }
    const bool no_record = shared > 0 && HoldsIn(b.span, rules_.no_record);
    if (!(back == 1 && (answers || no_record)) && !(b.is_turned && one_act)) return 0;
    return 1 + shared + (one_act ? 2 : 0);
  }

  // "A blast was fired, he claimed. The company answered that no charge had been set off."
  bool ReadAnswer(std::size_t i) {
    const ReportSentence& b = sentences_[i];
    if (b.is_quoted) return false;
    const ReportSentence* best = nullptr;
    Span a_says, b_says;
    std::size_t most = 0;
    for (std::size_t back = 1; back <= kAnsweredBack; ++back) {
      const ReportSentence* a = Back(i, back);
      if (a == nullptr) break;
      if (a->asks) continue;
      for (const SaidClaim& claim : *a->claims) {
        for (const SaidClaim& reply : *b.claims) {
          const std::size_t fits = Answers(claim, reply, IsAnswer(b, reply), back);
          if (fits <= most) continue;
          most = fits;
          best = a;
          a_says = claim.span;
          b_says = reply.span;
        }
      }
    }
    if (best == nullptr) return false;
    Add(*best, b, ContradictionKind::kDenied, a_says, b_says);
    return true;
  }

  // "The director insisted that no such warning had reached him.", behind what another party said.
  bool ReadNoSuch(std::size_t i) {
    const ReportSentence& b = sentences_[i];
    const auto end = EndOfAny(b.padded, rules_.such);
    const bool opens = end && CountWords(b.padded.substr(0, *end), 0) <= 2;  // see denials.h
    if (!end || opens || !b.is_said) return false;
    for (std::size_t back = 1; back <= kContestedBack; ++back) {
      const ReportSentence* a = Back(i, back);
      if (a == nullptr) return false;
      const bool tells =
          std::any_of(a->claims->begin(), a->claims->end(), [&](const SaidClaim& claim) {
            return claim.is_so && claim.has_source && AreTwoParties(claim.source, b.speaker);
          });
      if (!tells || a->asks || a->is_quoted) continue;
      Add(*a, b, ContradictionKind::kDenied, a->at.span, b.at.span);
      return true;
    }
    return false;
  }

  // The only number of a sentence; null where it has none or several.
  const Figure* NumberOf(const ReportSentence& sentence) const {
    const auto figures = InSentence(reading_.figures, sentence.at.span);
    const bool one = figures.size() == 1 && figures[0].standing == FigureStanding::kWhole &&
                     !IsNoFactAt(reading_, figures[0].span);
    return one ? &figures[0] : nullptr;
  }

  // Who gives a number: "the police put it at 4,000".
  HeldWords GiverOf(const ReportSentence& sentence, const Figure& figure) const {
    HeldWords giver = FamiliesOf(figure.source, article_.language);
    for (const NewsStatement& statement : sentence.statements) {
      const bool holds =
          statement.span.start <= figure.span.start && figure.span.end <= statement.span.end;
      if (giver.empty() && holds &&
          rules_.gives.contains(LowerCase(Words(article_.text, statement.act))))
        giver = FamiliesOf(Words(article_.text, statement.agent), article_.language);
    }
    if (giver.empty()) return sentence.speaker;
    SortEachOnce(giver);
    return giver;
  }

  // "The police put it at 4,000. The unions said there were 15,000."
  bool ReadTwoNumbers(std::size_t i) {
    const ReportSentence& b = sentences_[i];
    const ReportSentence* a = Back(i, 1);
    if (a == nullptr || a->asks) return false;
    const Figure* before = NumberOf(*a);
    const Figure* after = NumberOf(b);
    if (before == nullptr || after == nullptr || before->value == after->value) return false;
    if (!AreTwoParties(GiverOf(*a, *before), GiverOf(b, *after))) return false;
    const auto [less, more] = std::minmax(before->value, after->value);
    if (less <= 0 || more > less * kMostTimes) return false;
    const double step = std::max(RoundedTo(before->value, Words(article_.text, before->span)),
                                 RoundedTo(after->value, Words(article_.text, after->span)));
    if (more - less < step) return false;
    // The second number stands alone, so that it counts what the first does, in a clause that says
    // no more.
    const NewsStatement* clause = SmallestStatementOver(reading_, after->span);
    const bool is_bare = WordsOf(Words(article_.text, after->span)).size() <= kMostOfABare;
    const bool one_unit =
        after->unit.empty() || before->unit.empty() || after->unit == before->unit;
    if (clause == nullptr || !is_bare || !one_unit || after->role != before->role) return false;
    if (WordsOf(Words(article_.text, clause->span)).size() > kMostOfAGiving) return false;
    const Span rest{after->span.end, std::max(after->span.end, clause->span.end)};
    if (!WordsOf(Words(article_.text, rest)).empty()) return false;
    Add(*a, b, ContradictionKind::kSideBySide, before->span, after->span);
    found_.back().about = before->what;
    return true;
  }

  // The only minute of the sentence: "at 03:50". Null where it has none or several.
  const TimeExpression* MinuteOf(const ReportSentence& sentence) const {
    const TimeExpression* minute = nullptr;
    for (const TimeExpression& time : InSentence(reading_.times, sentence.at.span)) {
      const bool is_hour = time.type == TimeType::kTime && time.value.find(':') != time.value.npos;
      if (!is_hour) continue;
      if (minute != nullptr) return nullptr;
      minute = &time;
    }
    return minute;
  }

  // "The Board rang her at 03:50, the mayor said. The Board said its first call was at 03:05."
  void ReadTwoTimes(std::size_t i) {
    const ReportSentence& b = sentences_[i];
    const ReportSentence* a = Back(i, 1);
    if (a == nullptr || a->asks || !AreTwoParties(a->speaker, b.speaker)) return;
    const TimeExpression* before = MinuteOf(*a);
    const TimeExpression* after = MinuteOf(b);
    if (before == nullptr || after == nullptr || before->value == after->value) return;
    // The first speaks of the party that answers.
    if (SharedBy(a->all_words, b.speaker) <= 0) return;
    const auto happened = [](const ReportSentence& sentence) {
      return std::any_of(sentence.claims->begin(), sentence.claims->end(),
                         [](const SaidClaim& claim) { return claim.is_so; });
    };
    if (!happened(*a) || !happened(b)) return;
    Add(*a, b, ContradictionKind::kSideBySide, before->span, after->span);
    found_.back().about = "hour";
  }

  const NextCapture& next_;
  const Article& article_;
  const Reading& reading_;
  const ContradictionRules& rules_;
  std::vector<ReportSentence> sentences_;
  std::vector<Contradiction> found_;
};

}  // namespace

std::vector<Contradiction> Replies::Add(const NextCapture& next, ReadSentences& sentences) {
  std::vector<Contradiction> found;
  if (next.update == nullptr || next.telling.copy_of) return found;
  found = ReplyReader(next, sentences).Find();
  std::erase_if(found, [&](const Contradiction& reply) {
    return printed_.contains(
        sentences.ContentAt(SentenceAt(*next.telling.reading, reply.b.span)).printed);
  });
  for (std::size_t place = 0; place < next.telling.reading->sentences.size(); ++place)
    printed_.insert(sentences.ContentAt(place).printed);
  return found;
}

}  // namespace checkback
