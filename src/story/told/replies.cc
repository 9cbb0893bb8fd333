#include "story/told/replies.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "story/told/answer_words.h"
#include "story/told/contradiction_rules.h"
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
// What two parties count in one breath may differ by more than what two reports do: a crowd.
constexpr double kMostTimes = 10;
constexpr std::size_t kLeastWords = 3;  // of a statement that says anything

bool IsUnsure(Status status) {
  return status == Status::kPlanned || status == Status::kConditional ||
         status == Status::kProposed || status == Status::kUnclear;
}

struct ReportSentence {
  Passage at;
  std::string_view text;
  std::string padded;  // its words in lower case, one blank around each
  std::span<const NewsStatement> statements;
  const std::vector<SaidClaim>* claims = nullptr;
  HeldWords words;    // families, without names and numbers
  HeldWords speaker;  // families; empty: nobody is named
  bool is_said = false, asks = false, is_quoted = false;
  bool breaks = false;  // a heading stands before it
};

bool OpensAQuote(std::string_view text) {
  return text.starts_with('"') || text.starts_with('\'') || text.starts_with("\u201C") ||
         text.starts_with("\u2018");
}

std::string Padded(std::string_view text) {
  std::string padded = " ";
  for (const FoldedWord& word : WordsOf(text))
    padded += LowerCase(text.substr(word.start, word.end - word.start)) + ' ';
  return padded;
}

bool Holds(const std::string& padded, const std::vector<std::string_view>& phrases) {
  return std::any_of(phrases.begin(), phrases.end(), [&](std::string_view phrase) {
    const std::size_t at = padded.find(phrase);
    return at != padded.npos && at > 0 && padded[at - 1] == ' ' &&
           padded[at + phrase.size()] == ' ';
  });
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
      if (ReadContest(i) || ReadAnswer(i)) continue;
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

  // Whether a statement of it says more than the words of contest.
  bool SaysMore(const ReportSentence& sentence) const {
    return std::any_of(
        sentence.statements.begin(), sentence.statements.end(), [&](const NewsStatement& said) {
          if (said.telling || said.source.empty() || IsUnsure(said.status)) return false;
          const std::string padded = Padded(Words(article_.text, said.span));
          return !Holds(padded, rules_.contests) && WordsOf(padded).size() > kLeastWords;
        });
  }

  // Where what is said against it stands: in the sentence of the words of contest, or behind it,
  // in the first that is turned around before any other. Null where nobody goes on.
  const ReportSentence* SaidAgainst(std::size_t frame) const {
    if (SaysMore(sentences_[frame])) return &sentences_[frame];
    const ReportSentence* first = nullptr;
    for (std::size_t i = frame + 1; i <= frame + kAgainstAhead && i < sentences_.size(); ++i) {
      const ReportSentence& next = sentences_[i];
      if (next.breaks || next.asks || !next.is_said || next.words.empty()) break;
      if (first == nullptr) first = &next;
      const bool turned = std::any_of(next.claims->begin(), next.claims->end(),
                                      [](const SaidClaim& claim) { return claim.is_turned; });
      if (turned) return &next;
    }
    return first;
  }

  // "The union hit back, saying ...", "A diplomat remembered the day differently. They had ..."
  bool ReadContest(std::size_t i) {
    if (!Holds(sentences_[i].padded, rules_.contests)) return false;
    const ReportSentence* b = SaidAgainst(i);
    if (b == nullptr || !b->is_said) return false;
    const ReportSentence* best = nullptr;
    std::size_t most = 0;
    for (std::size_t back = 1; back <= kContestedBack; ++back) {
      const ReportSentence* a = Back(i, back);
      if (a == nullptr) break;
      if (!a->is_said || a->asks || a->words.empty() || SharedBy(a->speaker, b->speaker) > 0)
        continue;
      const std::size_t fits = 1 + 2 * CountShared(a->words, b->words) + (a->is_quoted ? 0 : 1);
      if (fits <= most) continue;
      best = a;
      most = fits;
    }
    if (best == nullptr) return false;
    Add(*best, *b, ContradictionKind::kDenied, best->at.span, b->at.span);
    return true;
  }

  // How well `b` answers `a`, so many sentences before it; 0: not at all. One is turned around.
  std::size_t Answers(const SaidClaim& a, const SaidClaim& b, bool answers,
                      std::size_t back) const {
    const bool against = (a.is_so && b.is_turned) || (a.is_turned && b.is_so);
    if (!against || !a.has_source || !b.has_source || !AreTwoParties(a.source, b.source)) return 0;
    const bool one_act = a.act != 0 && a.act == b.act && !a.is_light;
    const HeldWords none = FamiliesOf(b.none, article_.language);
    const bool none_of_it = !none.empty() && Holding(a.words, none.front());
    std::size_t shared = 0;
    for (const std::uint64_t word : b.words) {
      const bool is_name = Holding(a.names, word) || Holding(b.names, word);
      shared += Holding(a.words, word) && !is_name ? 1 : 0;
    }
    const bool at_once = back == 1 && (answers || (shared > 0 && b.is_turned));
    if (!at_once && !(b.is_turned && (one_act || none_of_it))) return 0;
    return 1 + shared + (one_act ? 2 : 0) + (none_of_it ? 1 : 0);
  }

  // "A blast was fired, he claimed. The company answered that no charge had been set off."
  bool ReadAnswer(std::size_t i) {
    const ReportSentence& b = sentences_[i];
    const bool answers = Holds(b.padded, rules_.answers);
    const ReportSentence* best = nullptr;
    Span a_says, b_says;
    std::size_t most = 0;
    for (std::size_t back = 1; back <= kAnsweredBack; ++back) {
      const ReportSentence* a = Back(i, back);
      if (a == nullptr) break;
      if (a->asks) continue;
      for (const SaidClaim& claim : *a->claims) {
        for (const SaidClaim& reply : *b.claims) {
          const std::size_t fits = Answers(claim, reply, answers, back);
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

  // The only number of a sentence; null where it has none or several.
  const Figure* NumberOf(const ReportSentence& sentence) const {
    const auto figures = InSentence(reading_.figures, sentence.at.span);
    const bool one = figures.size() == 1 && figures[0].standing == FigureStanding::kWhole &&
                     !IsNoFactAt(reading_, figures[0].span);
    return one ? &figures[0] : nullptr;
  }

  // "The police put it at 4,000. The unions said there were 15,000."
  bool ReadTwoNumbers(std::size_t i) {
    const ReportSentence& b = sentences_[i];
    const ReportSentence* a = Back(i, 1);
    if (a == nullptr || a->asks || !AreTwoParties(a->speaker, b.speaker)) return false;
    const Figure* before = NumberOf(*a);
    const Figure* after = NumberOf(b);
    if (before == nullptr || after == nullptr || before->value == after->value) return false;
    const auto [less, more] = std::minmax(before->value, after->value);
    if (less <= 0 || more > less * kMostTimes) return false;
    // The second says nothing else of what it counts.
    const bool is_bare = after->what.empty() || after->what == before->what;
    const bool one_unit =
        after->unit.empty() || before->unit.empty() || after->unit == before->unit;
    if (!is_bare || !one_unit) return false;
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
