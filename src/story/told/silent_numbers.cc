#include "story/told/silent_numbers.h"

#include <algorithm>

#include "story/told/answer_words.h"
#include "story/told/content_words.h"
#include "story/told/contradiction_rules.h"
#include "story/told/in_sentence.h"
#include "story/told/smallest_statement.h"
#include "text/hash.h"

namespace checkback {
namespace {

// Words of content that two sentences share beside the number; fewer are too little to say that
// they count the same thing.
constexpr std::size_t kLeastWords = 4;

bool HoldsNumber(const Telling& telling, const Span& words, std::uint64_t number) {
  const HeldWords held = FamiliesOf(Words(telling.article->text, words), telling.article->language);
  return std::find(held.begin(), held.end(), number) != held.end();
}

// "12 May", not "at 6 p.m." or "in 2019".
bool NamesADayOfAMonth(const TimeExpression& time) {
  constexpr std::size_t kDay = 10;  // "2025-05-14"
  return time.type == TimeType::kDate && time.value.size() == kDay && time.value[4] == '-' &&
         time.value[7] == '-';
}

}  // namespace

SilentNumbers::PrintedNumber SilentNumbers::ReadNumber(const Telling& telling, const Span& sentence,
                                                       std::uint64_t number) {
  PrintedNumber printed{
      .sentence = sentence, .words = {}, .number = number, .unit = {}, .about = {}};
  for (const Figure& figure : InSentence(telling.reading->figures, sentence)) {
    if (figure.span.end > sentence.end || !HoldsNumber(telling, figure.span, number)) continue;
    printed.words = figure.span;
    printed.unit = figure.unit;
    printed.about = figure.what.empty() ? figure.unit : figure.what;
    printed.contradicts = figure.standing == FigureStanding::kWhole &&
                          !IsMeasure(figure.unit, telling.article->language);
    printed.is_planned = IsPlannedAt(*telling.reading, figure.span);
    return printed;
  }
  for (const TimeExpression& time : InSentence(telling.reading->times, sentence)) {
    if (!NamesADayOfAMonth(time) || !HoldsNumber(telling, time.span, number)) continue;
    printed.words = time.span;
    printed.about = "day";
    printed.contradicts = true;
    printed.is_planned = IsPlannedAt(*telling.reading, time.span);
    return printed;
  }
  return printed;
}

SilentNumbers::VersionOfPage SilentNumbers::ReadVersion(const NextCapture& next,
                                                        ReadSentences& sentences) {
  constexpr std::uint64_t kPrime = 0x9e3779b97f4a7c15;
  const Telling& telling = next.telling;
  const Article& article = *telling.article;
  VersionOfPage version;
  version.capture = next.capture;
  for (std::size_t place = 0; place < telling.reading->sentences.size(); ++place) {
    const Sentence& sentence = telling.reading->sentences[place];
    const Content& content = sentences.ContentAt(place);
    if (content.words.size() <= kLeastWords) continue;
    std::size_t numbers = 0;
    constexpr std::size_t kMostNumbers = 16;  // of a sentence; a table has more, and no words
    for (std::size_t left_out = 0; left_out < content.words.size(); ++left_out) {
      if (!content.words[left_out].is_number || ++numbers > kMostNumbers) continue;
      std::uint64_t around = content.negations;
      for (std::size_t i = 0; i < content.words.size(); ++i)
        around = (around ^ (i == left_out ? 1 : content.words[i].hash)) * kPrime;
      version.numbers.try_emplace(around,
                                  ReadNumber(telling, sentence.span, content.words[left_out].hash));
    }
  }
  for (const Block& block : article.blocks) {
    if (block.kind == BlockKind::kCorrection) version.corrections.push_back(Hash64(block.text));
  }
  return version;
}

// Whether `now` corrects something in the open that `was` did not.
bool SilentNumbers::Corrects(const VersionOfPage& was, const VersionOfPage& now) {
  return std::any_of(now.corrections.begin(), now.corrections.end(), [&](std::uint64_t note) {
    return std::find(was.corrections.begin(), was.corrections.end(), note) == was.corrections.end();
  });
}

std::vector<Contradiction> SilentNumbers::Add(const NextCapture& next, ReadSentences& sentences) {
  std::vector<Contradiction> found;
  if (next.update == nullptr) return found;
  VersionOfPage now = ReadVersion(next, sentences);
  VersionOfPage& was = last_[next.telling.page];
  if (!Corrects(was, now)) {
    for (const auto& [around, printed] : now.numbers) {
      const auto same = was.numbers.find(around);
      if (same == was.numbers.end() || same->second.number == printed.number) continue;
      const PrintedNumber& earlier = same->second;
      if (!earlier.contradicts || !printed.contradicts || printed.is_planned) continue;
      if (earlier.unit != printed.unit) continue;
      Contradiction& made = found.emplace_back();
      made.about = printed.about;
      made.a = {was.capture, earlier.sentence};
      made.b = {next.capture, printed.sentence};
      made.kind = ContradictionKind::kChangedSilently;
      made.a_says = earlier.words;
      made.b_says = printed.words;
    }
  }
  was = std::move(now);
  std::sort(found.begin(), found.end(), [](const Contradiction& x, const Contradiction& y) {
    return x.b_says.start < y.b_says.start;
  });
  return found;
}

}  // namespace checkback
