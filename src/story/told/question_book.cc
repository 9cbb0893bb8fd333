#include "story/told/question_book.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include "story/told/content_words.h"
#include "story/told/in_sentence.h"
#include "story/told/newest.h"
#include "story/told/printed_hash.h"
#include "story/told/question_ids.h"
#include "story/told/sentence_around.h"
#include "story/told/time_span.h"
#include "story/words.h"

namespace checkback {
namespace {

// Words of both by words of either, of what is asked and of sentences. Tuned on data/developing.
constexpr double kSameWords = 0.5;
// With fewer words of content what is asked says little by itself.
constexpr std::size_t kTellsMuch = 2;
// "By the end of the month" bounds a question, a year does not.
constexpr std::chrono::days kLongestDay{31};
// A day that stands before what is asked is near and short: "will decide on Friday whether"; a
// month there is as a rule that of what happened ("cut the flow in December and has not said why").
constexpr std::chrono::days kShortDay{7};
// A day ends in the west of the earth twelve hours after it ends in UTC.
constexpr std::chrono::hours kDayEndsWithin{12};

// Whether lists of `all` words together are half the same where so many are in both.
bool AreHalf(std::size_t common, std::size_t all) {
  if (common >= all) return all > 0;
  const std::size_t either = all - common;
  return static_cast<double>(common) >= kSameWords * static_cast<double>(either);
}

// Jaccard; that of nothing and nothing is 0.
bool HalfTheSame(const HeldWords& a, const HeldWords& b) {
  const auto common = static_cast<std::size_t>(
      std::count_if(a.begin(), a.end(), [&](std::uint64_t word) { return Holding(b, word); }));
  return AreHalf(common, a.size() + b.size());
}

Span AskedOf(const OpenQuestion& question) {
  return question.asked.empty() ? question.span : question.asked;
}

std::size_t CorrectionsOf(const Article& article) {
  return static_cast<std::size_t>(
      std::count_if(article.blocks.begin(), article.blocks.end(),
                    [](const Block& block) { return block.kind == BlockKind::kCorrection; }));
}

// The last day that is asked about: one in what is asked, from that of print on, or a later one
// before it ("will decide on Friday whether").
std::optional<std::chrono::sys_days> LastDayOf(const Telling& telling,
                                               const OpenQuestion& question) {
  const Span asked = AskedOf(question);
  const std::chrono::sys_days today = DayOf(telling);
  std::optional<std::chrono::sys_days> last;
  const Span sentence = SentenceAround(*telling.reading, question.span);
  for (const TimeExpression& time : InSentence(telling.reading->times, sentence)) {
    const bool is_when = time.type == TimeType::kDate || time.type == TimeType::kTime;
    const bool inside = time.span.start >= asked.start && time.span.end <= asked.end;
    const bool before = time.span.start >= question.span.start && time.span.end <= asked.start;
    const auto days = is_when && (inside || before) ? DaysOf(time.value) : std::nullopt;
    if (!days || days->last < today || days->last - days->first > kLongestDay) continue;
    const bool is_short = days->last - days->first <= kShortDay;
    if (!inside && (days->first <= today || !is_short))
      continue;  // "did not say on Tuesday whether"
    if (!last || days->last > *last) last = days->last;
  }
  return last;
}

}  // namespace

void QuestionBook::Add(std::size_t place, const Telling& telling) {
  taken_out_.clear();
  asked_again_.clear();
  Expire(place, telling.seen_at);
  if (telling.is_visit) return;
  const Article& article = *telling.article;
  Standing now;
  now.notes = CorrectionsOf(article);
  for (const Sentence& sentence : telling.reading->sentences)
    now.sentences.insert(PrintedHashOf(Words(article.text, sentence.span)));
  for (const OpenQuestion& question : telling.reading->questions) {
    const std::size_t asked = Ask(place, telling, question);
    const std::size_t at = SentenceAt(*telling.reading, question.span);
    const auto printed = [&](std::size_t sentence) -> std::uint64_t {
      const std::vector<Sentence>& all = telling.reading->sentences;
      return sentence < all.size() ? PrintedHashOf(Words(article.text, all[sentence].span)) : 0;
    };
    now.asked.push_back({{asked, at > 0 ? printed(at - 1) : 0, printed(at + 1)}, printed(at)});
  }
  Standing& page = pages_[telling.page];
  TakeOut(place, telling, page, now);
  page = std::move(now);
}

void QuestionBook::Expire(std::size_t place, Instant now) {
  for (; !days_.empty() && days_.top().first <= now; days_.pop()) {
    Entry& entry = entries_[days_.top().second];
    if (entry.over == days_.top().first) entry.expired = place;  // not if it was put off since
  }
}

QuestionBook::Compared QuestionBook::ComparedOf(const Telling& telling,
                                                const OpenQuestion& question) {
  const Article& article = *telling.article;
  const std::string_view asked = Words(article.text, AskedOf(question));
  const Span sentence = SentenceAround(*telling.reading, question.span);
  Compared compared{.words = {},
                    .content = FamiliesOf(asked, article.language),
                    .sentence = FamiliesOf(Words(article.text, sentence), article.language),
                    .marks = {}};
  for (const FoldedWord& word : WordsOf(asked)) compared.words.push_back(word.hash);
  SortEachOnce(compared.words);
  compared.marks = WordMarks(compared.words);
  SortEachOnce(compared.content);
  SortEachOnce(compared.sentence);
  return compared;
}

bool QuestionBook::AreOne(const Compared& a, const Compared& b) {
  if (!HalfTheSame(a.words, b.words)) return false;
  const bool tells = std::min(a.content.size(), b.content.size()) >= kTellsMuch;
  return tells ? HalfTheSame(a.content, b.content) : HalfTheSame(a.sentence, b.sentence);
}

std::size_t QuestionBook::Ask(std::size_t place, const Telling& telling,
                              const OpenQuestion& question) {
  Compared compared = ComparedOf(telling, question);
  const std::optional<std::size_t> same = Same(compared, question.kind, telling.page);
  const std::size_t at = same.value_or(entries_.size());
  if (same) {
    entries_[at].question.asked_again.push_back({place, question.span});
    asked_again_.push_back(at);
  } else {
    Entry& entry = entries_.emplace_back();
    const std::string_view printed = Words(telling.article->text, question.span);
    entry.kind = question.kind;
    entry.question.id = QuestionIdOf(telling, printed);
    entry.question.kind = NameOf(question.kind);
    entry.question.opened = {place, question.span};
    entry.question.asked = AskedOf(question);
    entry.question.wants = question.answer;
    entry.question.about = question.about;
    for (const std::uint64_t word : compared.words)
      KeepNewest(of_word_[word], static_cast<std::uint32_t>(at), kMostOfWord);
    entry.asked = std::move(compared);
  }
  Entry& entry = entries_[at];
  entry.origins.insert(telling.origin);
  entry.question.origins = entry.origins.size();
  entry.askers.insert(telling.page);
  entry.pages.insert(telling.page);
  entry.taken_out.reset();
  AskedUntil(telling, question, at);
  return at;
}

// The first that is the same, of those that are asked with one of its words.
std::optional<std::size_t> QuestionBook::Same(const Compared& asked, QuestionKind kind,
                                              std::size_t page) {
  std::size_t first = entries_.size();
  met_.resize(entries_.size());
  ++meeting_;
  const auto meet = [&](std::size_t question) {
    if (question >= first || std::exchange(met_[question], meeting_) == meeting_) return;
    const Entry& entry = entries_[question];
    const std::size_t common = entry.asked.marks.CountAtMost(asked.words);
    if (entry.kind != kind || !AreHalf(common, asked.words.size() + entry.asked.words.size()))
      return;
    const bool edited = entry.askers.contains(page) && HalfTheSame(asked.words, entry.asked.words);
    if (edited || AreOne(asked, entry.asked)) first = question;
  };
  for (const std::uint64_t word : asked.words) {
    const auto found = of_word_.find(word);
    if (found == of_word_.end()) continue;
    for (const std::uint32_t question : found->second) meet(question);
  }
  if (first == entries_.size()) return std::nullopt;
  return first;
}

void QuestionBook::AskedUntil(const Telling& telling, const OpenQuestion& question,
                              std::size_t at) {
  Entry& entry = entries_[at];
  const auto last = LastDayOf(telling, question);
  // Asked again when its day was over, without another day: nothing bounds it any more.
  if (!last && entry.expired) {
    entry.over.reset();
    entry.question.due.clear();
  }
  entry.expired.reset();
  if (!last) return;
  const Instant over = Instant(*last) + std::chrono::days(1) + kDayEndsWithin;
  if (entry.over && *entry.over >= over) return;
  entry.over = over;
  entry.question.due = ToRfc3339(Instant(*last)).substr(0, 10);
  days_.emplace(over, at);
}

void QuestionBook::TakeOut(std::size_t place, const Telling& telling, const Standing& was,
                           const Standing& now) {
  const auto kept = static_cast<std::size_t>(
      std::count_if(was.sentences.begin(), was.sentences.end(),
                    [&](std::uint64_t sentence) { return now.sentences.contains(sentence); }));
  // A page that was written anew says nothing of what it no longer asks.
  const bool is_edit = kept * 2 >= was.sentences.size();
  for (const Asking& asking : was.asked) {
    const std::size_t question = asking.where.question;
    const bool asks = std::any_of(now.asked.begin(), now.asked.end(), [&](const Asking& asked) {
      return asked.where.question == question;
    });
    if (asks || now.sentences.contains(asking.sentence)) continue;
    taken_out_.push_back(asking.where);
    Entry& entry = entries_[question];
    entry.askers.erase(telling.page);
    const bool withdrawn = now.notes > was.notes || (is_edit && !SpeaksOf(telling, was, entry));
    if (entry.askers.empty() && withdrawn) entry.taken_out = place;
  }
}

// Whether a sentence that the page has put in shares a word with what was asked: then it may tell
// how it turned out.
bool QuestionBook::SpeaksOf(const Telling& telling, const Standing& was, const Entry& entry) const {
  const Article& article = *telling.article;
  if (entry.asked.content.empty()) return true;  // "when it would start": nobody can tell
  return std::any_of(
      telling.reading->sentences.begin(), telling.reading->sentences.end(),
      [&](const Sentence& sentence) {
        if (was.sentences.contains(PrintedHashOf(Words(article.text, sentence.span)))) return false;
        HeldWords words = FamiliesOf(Words(article.text, sentence.span), article.language);
        return std::any_of(words.begin(), words.end(),
                           [&](std::uint64_t word) { return Holding(entry.asked.content, word); });
      });
}

std::vector<StoryQuestion> QuestionBook::Told() const {
  std::vector<StoryQuestion> told;
  told.reserve(entries_.size());
  for (const Entry& entry : entries_) {
    StoryQuestion question = entry.question;
    if (entry.taken_out) {
      question.state = QuestionState::kWithdrawn;
      question.closed = entry.taken_out;
    } else if (entry.expired) {
      question.state = QuestionState::kExpired;
      question.closed = entry.expired;
    }
    told.push_back(std::move(question));
  }
  return told;
}

}  // namespace checkback
