#include "reading/quotes.h"

#include <algorithm>
#include <utility>

#include "reading/quoted.h"
#include "reading/sayings.h"
#include "reading/sources.h"

namespace checkback {
namespace {

// How many words may stand between a verb of saying and the mark that opens what is said: "told
// reporters in the capital on Monday: "...
constexpr WordIndex kCueWithin = 14;
// And before a piece of a sentence in marks: "said to be "up the mountain"".
constexpr WordIndex kPieceWithin = 4;
// How many sentences back a quote without a verb of saying looks for its speaker.
constexpr std::size_t kSentencesBack = 2;

struct Stretch {
  QuotedWords marks;
  WordRange words;
  std::optional<std::size_t> saying;
  bool direct = false;
  bool in_content = false;  // part of what is reported in a mixed quote
};

// Who said something, and how it is known.
struct Attribution {
  std::optional<Source> source;
  Span cue;
};

class QuoteFinder {
 public:
  QuoteFinder(const Grammar& grammar, const Names& names) : grammar_(grammar), names_(names) {}

  std::vector<Quote> Find() {
    FindStretches();
    sayings_ = FindSayings(grammar_, quoted_);
    IndexSayings();
    for (std::size_t i = 0; i < sayings_.size(); ++i) TakeContents(i);
    for (std::size_t i = 0; i < stretches_.size(); ++i) AttributeStretch(i);
    AddStretches();
    DropNested();
    NamePronouns();
    return std::move(quotes_);
  }

 private:
  // ---- what stands between marks ----

  void FindStretches() {
    quoted_.assign(grammar_.size(), false);
    of_word_.assign(grammar_.size(), kNone);
    WordIndex word = 0;
    for (const QuotedWords& marks : FindQuoted(grammar_.text())) {
      while (word < grammar_.size() && grammar_[word].span.start < marks.inner.start) ++word;
      Stretch stretch{.marks = marks, .words = {word, word}, .saying = {}};
      while (word < grammar_.size() && grammar_[word].span.end <= marks.inner.end) {
        quoted_[word] = true;
        of_word_[word] = static_cast<std::uint32_t>(stretches_.size());
        ++word;
      }
      stretch.words.end = word;
      if (stretch.words.first < stretch.words.end) stretches_.push_back(stretch);
    }
  }

  bool IsMark(WordIndex i) const { return grammar_[i].upos == Upos::kPunct; }

  bool SameParagraph(WordIndex a, WordIndex b) const {
    const Span between{grammar_[a].span.end, grammar_[b].span.start};
    return Words(grammar_.text(), between).find('\n') == std::string_view::npos;
  }

  // The word before the opening mark; nothing where a paragraph begins there.
  std::optional<WordIndex> Before(const Stretch& stretch) const {
    WordIndex at = stretch.words.first;
    while (at > 0 && grammar_[at - 1].span.end > stretch.marks.outer.start) --at;
    if (at == 0 || !SameParagraph(at - 1, stretch.words.first)) return std::nullopt;
    return at - 1;
  }
  // The first word behind the closing mark, in the same paragraph.
  std::optional<WordIndex> Behind(const Stretch& stretch) const {
    WordIndex at = stretch.words.end;
    while (at < grammar_.size() && grammar_[at].span.start < stretch.marks.outer.end) ++at;
    if (at >= grammar_.size() || !SameParagraph(stretch.words.end - 1, at)) return std::nullopt;
    return at;
  }

  bool BeginsSentence(const Stretch& stretch) const {
    const auto before = Before(stretch);
    return !before || grammar_.SentenceOf(*before) != grammar_.SentenceOf(stretch.words.first);
  }

  bool BeginsUpper(const Stretch& stretch) const {
    const std::string_view printed = grammar_.Printed(stretch.words.first);
    const unsigned char c = printed.empty() ? 0 : static_cast<unsigned char>(printed[0]);
    return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c >= 0xC3 || c == '.' || c == '$';
  }

  // Whole sentences, or the beginning of one that is cut for its speaker: ends with a mark inside,
  // or nothing stands behind it.
  bool IsWhole(const Stretch& stretch) const {
    if (IsMark(stretch.words.end - 1) || !stretch.marks.closed) return true;
    const auto behind = Behind(stretch);
    return !behind || grammar_.Printed(*behind) == ",";
  }

  // ---- who says it ----

  void IndexSayings() {
    saying_at_.assign(grammar_.size(), kNone);
    for (std::size_t i = 0; i < sayings_.size(); ++i) {
      saying_at_[sayings_[i].cue.first] = static_cast<std::uint32_t>(i);
      starts_at_.emplace_back(sayings_[i].attribution.first, static_cast<std::uint32_t>(i));
    }
    std::sort(starts_at_.begin(), starts_at_.end());
  }

  std::optional<std::size_t> SayingThatStarts(WordIndex word) const {
    const auto found = std::lower_bound(starts_at_.begin(), starts_at_.end(),
                                        std::pair<WordIndex, std::uint32_t>(word, 0));
    if (found == starts_at_.end() || found->first != word) return std::nullopt;
    return found->second;
  }

  Attribution AttributionBy(const Saying& saying) const {
    Attribution by;
    by.cue = grammar_.Bytes(saying.cue);
    if (saying.verb) {
      by.source = SourceOf(grammar_, names_, *saying.verb);
    } else if (saying.speaker) {
      by.source = SourceAt(grammar_, names_, *saying.speaker);
      if (by.source->words.first < saying.cue.end) {  // "according to" hangs below its noun
        by.source->words.first = saying.cue.end;
        if (!by.source->entity) {
          by.source->name = Words(grammar_.text(), grammar_.Bytes(by.source->words));
        }
      }
    }
    return by;
  }

  void TakeContents(std::size_t which) {
    for (const WordRange& content : sayings_[which].contents) {
      const std::uint32_t first = of_word_[content.first];
      const std::uint32_t last = of_word_[content.end - 1];
      if (first != kNone && first == last) {
        Stretch& stretch = stretches_[first];
        if (stretch.saying) continue;
        stretch.saying = which;
        stretch.direct = BeginsUpper(stretch) || BeginsSentence(stretch);
        continue;
      }
      bool mixed = false;
      for (WordIndex i = content.first; i < content.end; ++i) {
        if (of_word_[i] == kNone) continue;
        stretches_[of_word_[i]].in_content = true;
        mixed = true;
      }
      Add(WithMarks(content), mixed ? QuoteKind::kMixed : QuoteKind::kIndirect,
          AttributionBy(sayings_[which]));
    }
  }

  // The bytes of `content` with the marks of a stretch that begins or ends with it.
  Span WithMarks(WordRange content) const {
    Span span = grammar_.Bytes(content);
    const std::uint32_t first = of_word_[content.first];
    if (first != kNone && stretches_[first].words.first == content.first) {
      span.start = stretches_[first].marks.outer.start;
    }
    const std::uint32_t last = of_word_[content.end - 1];
    if (last != kNone) {
      WordIndex end = stretches_[last].words.end;
      while (end > content.end && IsMark(end - 1)) --end;
      if (end == content.end) span.end = stretches_[last].marks.outer.end;
    }
    return span;
  }

  void AttributeStretch(std::size_t which) {
    Stretch& stretch = stretches_[which];
    if (stretch.saying || stretch.in_content) return;
    if (const auto saying = SayingBehind(stretch)) {
      stretch.saying = saying;
      stretch.direct = BeginsUpper(stretch) || BeginsSentence(stretch);
    } else if (const auto before = SayingBefore(stretch)) {
      stretch.saying = before;
      stretch.direct = BeginsUpper(stretch);
    }
  }

  // "...," the minister said.
  std::optional<std::size_t> SayingBehind(const Stretch& stretch) const {
    auto at = Behind(stretch);
    if (!at || !IsWhole(stretch)) return std::nullopt;
    while (*at < grammar_.size() && grammar_.Printed(*at) == ",") ++*at;
    if (*at >= grammar_.size()) return std::nullopt;
    const auto saying = SayingThatStarts(*at);
    if (!saying) return std::nullopt;
    // A new sentence with something of its own is no attribution.
    const bool apart = grammar_.SentenceOf(*at) != grammar_.SentenceOf(stretch.words.end - 1);
    if (apart && !sayings_[*saying].contents.empty()) return std::nullopt;
    return saying;
  }

  // The minister told reporters on Monday: "..."
  std::optional<std::size_t> SayingBefore(const Stretch& stretch) const {
    const auto before = Before(stretch);
    if (!before || BeginsSentence(stretch)) return std::nullopt;
    const std::string_view last = grammar_.Printed(*before);
    const bool opens = last == "," || last == ":";
    const std::size_t sentence = grammar_.SentenceOf(*before);
    for (WordIndex i = *before + 1; i-- > 0 && *before - i < kCueWithin;) {
      if (grammar_.SentenceOf(i) != sentence || quoted_[i]) break;
      if (saying_at_[i] == kNone) continue;
      const Saying& saying = sayings_[saying_at_[i]];
      if (!saying.contents.empty() || !AttributionBy(saying).source) break;
      if (opens && BeginsUpper(stretch)) return saying_at_[i];
      if (*before - i < kPieceWithin) return saying_at_[i];
      break;
    }
    return std::nullopt;
  }

  // ---- quotes in marks ----

  void AddStretches() {
    std::optional<std::size_t> last;  // the last direct stretch that became a quote
    Attribution last_by;
    for (std::size_t i = 0; i < stretches_.size(); ++i) {
      Stretch& stretch = stretches_[i];
      if (stretch.in_content) continue;
      Attribution by;
      if (stretch.saying) {
        by = AttributionBy(sayings_[*stretch.saying]);
      } else if (last && GoesOn(stretches_[*last], stretch)) {
        stretch.direct = true;
        by = last_by;
      } else if (StandsAlone(stretch)) {
        stretch.direct = true;
        by.source = SpeakerBefore(stretch, last, last_by);
      } else {
        continue;
      }
      Add(stretch.direct ? stretch.marks.inner : stretch.marks.outer,
          stretch.direct ? QuoteKind::kDirect : QuoteKind::kMixed, by);
      if (!stretch.direct) continue;
      last = i;
      last_by = std::move(by);
    }
  }

  // A quote goes on behind its speaker ("A," she said. "B.") and over paragraphs that each open
  // with a mark while none is closed.
  bool GoesOn(const Stretch& last, const Stretch& next) const {
    if (next.marks.continued) return true;
    if (!SameParagraph(last.words.end - 1, next.words.first)) return false;
    if (BeginsSentence(next)) return IsWhole(next);
    const auto before = Before(next);
    const bool comma = before && grammar_.Printed(*before) == ",";
    return comma && IsWhole(next) &&
           grammar_.SentenceOf(last.words.end - 1) == grammar_.SentenceOf(next.words.first);
  }

  // Words in marks that are a sentence of their own though no verb of saying stands beside them.
  bool StandsAlone(const Stretch& stretch) const {
    if (!IsWhole(stretch) || !BeginsUpper(stretch)) return false;
    const auto before = Before(stretch);
    if (before && !BeginsSentence(stretch) && grammar_.Printed(*before) != ":") return false;
    const auto behind = Behind(stretch);
    const bool ends =
        !behind || grammar_.SentenceOf(*behind) != grammar_.SentenceOf(stretch.words.end - 1);
    return ends && IsMark(stretch.words.end - 1);
  }

  // Whoever spoke or acted in the sentence before, or in this one before a colon.
  std::optional<Source> SpeakerBefore(const Stretch& stretch, std::optional<std::size_t> last,
                                      const Attribution& last_by) const {
    const std::size_t sentence = grammar_.SentenceOf(stretch.words.first);
    const std::size_t nearest = BeginsSentence(stretch) ? 1 : 0;
    for (std::size_t back = nearest; back <= kSentencesBack && back <= sentence; ++back) {
      const WordRange words = grammar_.Sentence(sentence - back);
      if (last && words.Holds(stretches_[*last].words.end - 1) && last_by.source) {
        return last_by.source;
      }
      if (auto source = SpeakerIn(words, stretch.words.first)) return source;
    }
    return std::nullopt;
  }

  std::optional<Source> SpeakerIn(WordRange sentence, WordIndex end) const {
    const WordIndex stop = std::min(sentence.end, end);
    const WordIndex start = stop > sentence.first + kLongestParsed
                                ? stop - static_cast<WordIndex>(kLongestParsed)
                                : sentence.first;
    for (WordIndex i = stop; i-- > start;) {
      if (saying_at_[i] == kNone) continue;
      auto by = AttributionBy(sayings_[saying_at_[i]]);
      if (by.source && by.source->entity) return by.source;
    }
    for (WordIndex i = start; i < stop; ++i) {
      if (grammar_[i].relation != Relation::kRoot) continue;
      const auto subject = grammar_.Dependent(i, Relation::kNsubj);
      if (!subject) return std::nullopt;
      Source source = SourceAt(grammar_, names_, *subject);
      if (!source.entity || names_.entities[*source.entity].kind == NameKind::kPlace) {
        return std::nullopt;
      }
      return source;
    }
    return std::nullopt;
  }

  // ---- the list ----

  void Add(Span words, QuoteKind kind, const Attribution& by) {
    while (words.end > words.start && grammar_.text()[words.end - 1] == ' ') --words.end;
    while (words.end > words.start && grammar_.text()[words.start] == ' ') ++words.start;
    if (words.empty()) return;
    Quote quote;
    quote.words = words;
    quote.kind = kind;
    quote.cue = by.cue;
    if (by.source) {
      quote.speaker = by.source->name;
      quote.speaker_at = grammar_.Bytes(by.source->words);
      quote.entity = by.source->entity;
    }
    quotes_.push_back(std::move(quote));
  }

  // What lies inside of another quote belongs to that.
  void DropNested() {
    std::stable_sort(quotes_.begin(), quotes_.end(), [](const Quote& a, const Quote& b) {
      return a.words.start != b.words.start ? a.words.start < b.words.start
                                            : a.words.end > b.words.end;
    });
    std::vector<Quote> kept;
    kept.reserve(quotes_.size());
    for (Quote& quote : quotes_) {
      if (!kept.empty() && quote.words.start < kept.back().words.end) continue;
      kept.push_back(std::move(quote));
    }
    quotes_ = std::move(kept);
  }

  // Whether a pronoun that speaks may mean it: "she said" is no town and no ship.
  bool MaySpeak(std::size_t entity, bool he) const {
    const NameKind kind = names_.entities[entity].kind;
    return he ? kind == NameKind::kPerson : kind != NameKind::kPerson;
  }

  // "he said" and "it said", where the names do not tell who that is: the person, or the body, that
  // spoke last.
  void NamePronouns() {
    const Quote* person = nullptr;
    const Quote* body = nullptr;
    for (Quote& quote : quotes_) {
      const std::string_view words = Words(grammar_.text(), quote.speaker_at);
      const bool he = words == "he" || words == "she" || words == "He" || words == "She";
      const bool it = words == "it" || words == "It";
      const Quote* const last = he ? person : it ? body : nullptr;
      if (last != nullptr && !(quote.entity && MaySpeak(*quote.entity, he))) {
        quote.speaker = last->speaker;
        quote.entity = last->entity;
      }
      if (!quote.entity) continue;
      const NameKind kind = names_.entities[*quote.entity].kind;
      if (kind == NameKind::kPerson) person = &quote;
      if (kind == NameKind::kOrganization) body = &quote;
    }
  }

  static constexpr std::uint32_t kNone = ~std::uint32_t{0};

  const Grammar& grammar_;
  const Names& names_;
  std::vector<Stretch> stretches_;
  std::vector<bool> quoted_;            // by word
  std::vector<std::uint32_t> of_word_;  // the stretch of a word
  std::vector<Saying> sayings_;
  std::vector<std::uint32_t> saying_at_;                        // by the first word of its cue
  std::vector<std::pair<WordIndex, std::uint32_t>> starts_at_;  // by that of its attribution
  std::vector<Quote> quotes_;
};

}  // namespace

std::vector<Quote> FindQuotes(const Grammar& grammar, const Names& names) {
  if (!grammar.parse().parsed) return {};
  return QuoteFinder(grammar, names).Find();
}

std::string_view NameOf(QuoteKind kind) {
  switch (kind) {
    case QuoteKind::kDirect:
      return "direct";
    case QuoteKind::kIndirect:
      return "indirect";
    case QuoteKind::kMixed:
      return "mixed";
  }
  return "direct";
}

}  // namespace checkback
