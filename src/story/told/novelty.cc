#include "story/told/novelty.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <optional>
#include <unordered_set>
#include <utility>
#include <vector>

#include "story/told/content_words.h"
#include "story/told/time_span.h"
#include "story/told/told_before.h"

namespace checkback {
namespace {

using Near = ToldBefore::Near;
using Hashes = std::vector<std::uint64_t>;

// All tuned on data/developing, with one story left out at a time.
constexpr double kAlike = 0.5;         // from here on two sentences are told as the same
constexpr double kPageAlike = 0.4;     // two of one page
constexpr std::chrono::days kPast{2};  // that a date lies before the story began

// The place of a measure, found when the program is compiled; a name that is none does not compile.
struct Measure {
  std::size_t place;

  // NOLINTNEXTLINE(google-explicit-constructor)
  consteval Measure(const char* name)
      : place(static_cast<std::size_t>(
            std::find(kNoveltyNames.begin(), kNoveltyNames.end(), std::string_view(name)) -
            kNoveltyNames.begin())) {
    if (place == kNoveltyNames.size()) throw "no such measure";
  }
};

// What the reading holds of one sentence.
struct Readings {
  bool reported = false;
  bool question = false;
  bool figure = false;
  std::array<bool, 7> status{};  // by Status
  double happened = 0;
};

// Of each sentence of `reading`.
std::vector<Readings> ReadingsOf(const Reading& reading) {
  std::vector<Readings> all(reading.sentences.size());
  Readings beyond;
  const auto at = [&](std::size_t start) -> Readings& {
    const auto behind = std::upper_bound(
        reading.sentences.begin(), reading.sentences.end(), start,
        [](std::size_t place, const Sentence& sentence) { return place < sentence.span.start; });
    if (behind == reading.sentences.begin()) return beyond;
    return all[static_cast<std::size_t>(behind - reading.sentences.begin()) - 1];
  };
  for (const Quote& quote : reading.quotes)
    if (quote.kind != QuoteKind::kDirect) at(quote.words.start).reported = true;
  for (const OpenQuestion& question : reading.questions) at(question.span.start).question = true;
  for (const Figure& figure : reading.figures) at(figure.span.start).figure = true;
  for (const NewsStatement& statement : reading.statements) {
    Readings& here = at(statement.span.start);
    here.status[static_cast<std::size_t>(statement.status)] = true;
    here.happened = std::max(here.happened, statement.happened);
  }
  return all;
}

struct Sighting {
  const Telling& telling;
  const Sentence& sentence;
  Content content;
  ComparedTelling compared;
  Readings read;
  std::size_t place = 0;  // of the sentence in its capture
  bool in_quotation = false;
};

class Novel {
 public:
  Novel(const Sighting& now, ToldBefore& told, bool page_before, std::chrono::sys_days start)
      : now_(now),
        told_(told),
        told_words_(told.WordsOf(now.compared.words)),
        nearest_(told.Nearest(now.compared, told_words_)),
        page_before_(page_before),
        start_(start) {}

  // Where the same words stood first, else the sentence that holds most of them.
  std::optional<EarlierSentence> NearestEarlier() const {
    if (const auto first = told_.FirstPrinted(now_.compared.printed))
      return EarlierSentence{first->capture, first->place, 1};
    if (nearest_.empty()) return std::nullopt;
    const Near& best = nearest_.front();
    return EarlierSentence{best.sentence->capture, best.sentence->place, best.held};
  }

  Novelty MeasureAll() {
    MeasureWords();
    MeasureNumbersAndNames();
    MeasurePage();
    MeasureTimes();
    MeasureForm();
    MeasureReadings();
    MeasurePlace();
    return novelty_;
  }

 private:
  double& operator[](Measure measure) { return novelty_[measure.place]; }

  const Hashes& words() const { return now_.compared.words; }

  // The words of the nearest `most` together, sorted.
  Hashes Union(std::size_t most) const {
    Hashes all;
    for (std::size_t i = 0; i < std::min(most, nearest_.size()); ++i)
      all.insert(all.end(), nearest_[i].sentence->words.begin(), nearest_[i].sentence->words.end());
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
  }

  // The share of the sentence's weight whose words `held` says are told.
  template <typename Held>
  double ShareOf(const Held& held) const {
    double all = 0;
    double common = 0;
    for (std::size_t i = 0; i < words().size(); ++i) {
      all += told_words_[i].weight;
      if (held(words()[i])) common += told_words_[i].weight;
    }
    return all > 0 ? common / all : 0;
  }

  double ShareIn(const Hashes& others) const {
    return ShareOf(
        [&](auto word) { return std::binary_search(others.begin(), others.end(), word); });
  }

  // Of `hashes`, which are of its words, those that the story had not.
  std::size_t CountFirst(const Hashes& hashes) const {
    return static_cast<std::size_t>(std::count_if(hashes.begin(), hashes.end(), [&](auto word) {
      const auto at = std::lower_bound(words().begin(), words().end(), word) - words().begin();
      return told_words_[static_cast<std::size_t>(at)].places == nullptr;
    }));
  }

  bool IsSame(const ComparedTelling& other) const {
    return other.words == words() && other.negated == now_.compared.negated;
  }

  bool SameFacts(const ComparedTelling& other) const {
    const auto holds = [](const Hashes& all, const Hashes& some) {
      return CountCommon(all, some) == some.size();
    };
    return other.negated == now_.compared.negated && holds(other.words, now_.compared.numbers) &&
           holds(other.words, now_.compared.names);
  }

  void MeasureWords() {
    const double held = nearest_.empty() ? 0 : nearest_.front().held;
    (*this)["held"] = held;
    (*this)["held_squared"] = held * held;
    (*this)["held_by_three"] = ShareIn(Union(3));
    (*this)["held_by_eight"] = ShareIn(Union(8));
    (*this)["held_whole"] = held > 0.95;
    (*this)["same_words"] = std::any_of(nearest_.begin(), nearest_.end(),
                                        [&](const Near& near) { return IsSame(*near.sentence); });
    const Hashes& pairs = now_.compared.pairs;
    if (!pairs.empty()) {
      std::size_t most = 0;
      for (const Near& near : nearest_)
        most = std::max(most, CountCommon(pairs, near.sentence->pairs));
      const auto any = std::count_if(pairs.begin(), pairs.end(),
                                     [&](auto pair) { return told_.HoldsPair(pair); });
      const auto all = static_cast<double>(pairs.size());
      (*this)["pairs_held"] = static_cast<double>(most) / all;
      (*this)["pairs_of_all"] = static_cast<double>(any) / all;
    }
    const auto first = static_cast<double>(CountFirst(words()));
    (*this)["words_first"] = first / std::max(1.0, static_cast<double>(words().size()));
    (*this)["words_first_5"] = std::min(first, 5.0) / 5;
  }

  void MeasureNumbersAndNames() {
    const ComparedTelling& now = now_.compared;
    const Hashes near = Union(3);
    (*this)["number_new"] = CountCommon(now.numbers, near) < now.numbers.size();
    (*this)["number_first"] = CountFirst(now.numbers) > 0;
    (*this)["name_first"] = CountFirst(now.names) > 0;
    if (!nearest_.empty() && nearest_.front().held > kAlike) {
      const ComparedTelling& best = *nearest_.front().sentence;
      (*this)["not_differs"] = best.negated != now.negated;
      (*this)["number_differs"] = CountCommon(now.numbers, best.numbers) < now.numbers.size() &&
                                  CountCommon(now.numbers, best.numbers) < best.numbers.size();
    }
    bool any = false;
    bool same = false;
    for (const Near& other : nearest_) {
      if (other.alike < kAlike) continue;
      any = true;
      same = same || SameFacts(*other.sentence);
    }
    (*this)["facts_differ"] = any && !same;
  }

  void MeasurePage() {
    (*this)["page_before"] = page_before_;
    (*this)["copy"] = now_.telling.copy_of.has_value();
    if (!page_before_) return;
    const Near* changed = nullptr;
    bool same = false;
    bool told = false;
    for (const Near& near : nearest_) {
      const bool is_same = IsSame(*near.sentence);
      told = told || is_same;
      if (near.sentence->page == now_.telling.page) {
        same = same || is_same;
        if (!is_same && near.alike >= kPageAlike && (!changed || near.alike > changed->alike))
          changed = &near;
      }
    }
    (*this)["page_same"] = same;
    if (told || !changed) return;
    (*this)["page_changed"] = 1;
    (*this)["page_number"] = !SameFacts(*changed->sentence);
  }

  void MeasureTimes() {
    const auto& times = now_.telling.reading->times;
    auto at = std::lower_bound(
        times.begin(), times.end(), now_.sentence.span.start,
        [](const TimeExpression& time, std::size_t start) { return time.span.start < start; });
    const std::chrono::sys_days day = DayOf(now_.telling);
    for (; at != times.end() && at->span.start < now_.sentence.span.end; ++at) {
      if (at->type != TimeType::kDate && at->type != TimeType::kTime) continue;
      const std::optional<DaySpan> named = DaysOf(at->value);
      if (!named) continue;
      if (named->last < start_ - kPast) (*this)["date_old"] = 1;
      if (named->first >= day) (*this)["date_coming"] = 1;
    }
  }

  void MeasureForm() {
    const std::string_view text = Words(now_.telling.article->text, now_.sentence.span);
    const ComparedTelling& now = now_.compared;
    const bool quotes = text.find('"') != text.npos || text.find("“") != text.npos ||
                        text.find("”") != text.npos || text.find("«") != text.npos;
    const bool bare = now.numbers.empty() && now.names.empty() && !quotes;
    (*this)["had"] = now_.content.had;
    (*this)["before"] = now_.content.speaks_of_before;
    (*this)["bare"] = bare;
    (*this)["bare_short"] = bare && now.words.size() < 5;
    (*this)["bare_leaning"] = bare && now_.content.leans;
    (*this)["leaning"] = now_.content.leans;
    (*this)["words"] = std::log(1 + static_cast<double>(now.words.size()));
    (*this)["quotes"] = quotes;
    (*this)["not"] = now.negated;
    (*this)["in_quotation"] = now_.in_quotation;
  }

  void MeasureReadings() {
    const Readings& read = now_.read;
    const auto has = [&](Status status) { return read.status[static_cast<std::size_t>(status)]; };
    (*this)["reported"] = read.reported;
    (*this)["question"] = read.question;
    (*this)["figure"] = read.figure;
    (*this)["confirmed"] = has(Status::kConfirmed);
    (*this)["denied"] = has(Status::kDenied);
    (*this)["unclear"] = has(Status::kUnclear);
    (*this)["conditional"] = has(Status::kConditional);
    (*this)["planned"] = has(Status::kPlanned);
    (*this)["happened"] = read.happened;
  }

  void MeasurePlace() {
    const auto count = static_cast<double>(now_.telling.reading->sentences.size());
    (*this)["place"] = static_cast<double>(now_.place) / count;
    const auto& block = now_.sentence.block;
    if (!block || *block >= now_.telling.article->blocks.size()) return;
    const BlockKind kind = now_.telling.article->blocks[*block].kind;
    (*this)["post"] = kind == BlockKind::kPost;
    (*this)["heading"] = kind == BlockKind::kHeading;
    (*this)["list"] = kind == BlockKind::kList;
  }

  const Sighting& now_;
  const ToldBefore& told_;
  std::vector<ToldBefore::Word> told_words_;  // its words
  std::vector<Near> nearest_;
  bool page_before_;
  std::chrono::sys_days start_;
  Novelty novelty_{};
};

// How many quotation marks a sentence opens more than it closes; straight ones count by twos.
class Quotation {
 public:
  bool IsOpen() const { return open_; }
  void Read(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
      if (text[i] == '"') open_ = !open_;
      if (text.substr(i).starts_with("“")) open_ = true;
      if (text.substr(i).starts_with("”")) open_ = false;
    }
  }
  void Close() { open_ = false; }

 private:
  bool open_ = false;
};

}  // namespace

struct NoveltyMeter::State {
  ToldBefore told;
  std::unordered_set<std::size_t> pages;
  std::size_t captures = 0;                    // that were measured
  std::optional<std::chrono::sys_days> start;  // the day of the first capture of all

  MeasuredSentence Measured(const Sighting& now, bool page_before) {
    Novel novel(now, told, page_before, *start);
    MeasuredSentence measured{.capture = now.compared.capture,
                              .span = now.sentence.span,
                              .told_already = told.FirstPrinted(now.compared.printed).has_value(),
                              .nearest = novel.NearestEarlier(),
                              .novelty = novel.MeasureAll()};
    measured.novelty[Measure("first_capture").place] = captures == 0;
    measured.novelty[Measure("early").place] = captures < 3;
    return measured;
  }
};

NoveltyMeter::NoveltyMeter() : state_(std::make_unique<State>()) {}
NoveltyMeter::~NoveltyMeter() = default;
NoveltyMeter::NoveltyMeter(NoveltyMeter&&) noexcept = default;
NoveltyMeter& NoveltyMeter::operator=(NoveltyMeter&&) noexcept = default;

std::vector<MeasuredSentence> NoveltyMeter::Add(std::size_t capture, const Telling& telling) {
  std::vector<MeasuredSentence> measured;
  if (!state_->start) state_->start = DayOf(telling);
  if (telling.is_visit) return measured;
  const bool page_before = !state_->pages.insert(telling.page).second;
  const std::vector<Readings> readings = ReadingsOf(*telling.reading);
  std::vector<ComparedTelling> here;
  here.reserve(telling.reading->sentences.size());
  measured.reserve(telling.reading->sentences.size());
  Quotation quotation;
  std::optional<std::size_t> block;
  for (const Sentence& sentence : telling.reading->sentences) {
    const std::string_view text = Words(telling.article->text, sentence.span);
    if (sentence.block != block) quotation.Close();
    block = sentence.block;
    Sighting now{.telling = telling,
                 .sentence = sentence,
                 .content = ContentOf(text, telling.article->language),
                 .compared = {},
                 .read = readings[here.size()],
                 .place = here.size(),
                 .in_quotation = quotation.IsOpen()};
    quotation.Read(text);
    now.compared = ComparedOf(now.content);
    now.compared.page = telling.page;
    now.compared.capture = capture;
    now.compared.place = here.size();
    measured.push_back(state_->Measured(now, page_before));
    here.push_back(std::move(now.compared));
  }
  for (ComparedTelling& sentence : here) state_->told.Add(std::move(sentence));
  ++state_->captures;
  return measured;
}

void MeasureNovelty(std::span<const Telling> tellings,
                    const std::function<void(const MeasuredSentence&)>& take) {
  NoveltyMeter meter;
  for (std::size_t i = 0; i < tellings.size(); ++i) {
    for (const MeasuredSentence& sentence : meter.Add(i, tellings[i])) take(sentence);
  }
}

}  // namespace checkback
