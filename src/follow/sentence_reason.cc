#include "follow/sentence_reason.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace checkback {
namespace {

bool IsTold(const ToldStory& told, const Passage& sentence) {
  return std::any_of(told.updates.begin(), told.updates.end(), [&](const StoryUpdate& update) {
    return update.capture == sentence.capture &&
           std::find(update.sentences.begin(), update.sentences.end(), sentence.span) !=
               update.sentences.end();
  });
}

// Of the sentence that holds a byte; beyond the last one where none does.
std::size_t NumberOf(const std::vector<Sentence>& sentences, std::size_t byte) {
  const auto holds =
      std::find_if(sentences.begin(), sentences.end(), [&](const Sentence& sentence) {
        return sentence.span.start <= byte && byte < sentence.span.end;
      });
  return static_cast<std::size_t>(holds - sentences.begin());
}

}  // namespace

std::optional<SentenceId> SentenceIdIn(std::string_view typed) {
  const std::size_t sign = typed.find_first_of(":@");
  if (sign == typed.npos) return std::nullopt;
  SentenceId id{typed.substr(0, sign), 0, typed[sign] == '@'};
  const std::string_view number = typed.substr(sign + 1);
  const auto read = std::from_chars(number.begin(), number.end(), id.number);
  if (read.ec != std::errc() || read.ptr != number.end()) return std::nullopt;
  return id;
}

Result<SentenceReason> ReasonOfSentence(const WholeStory& whole, std::size_t capture,
                                        const SentenceId& id) {
  const std::vector<Sentence>& sentences = whole.readings[capture].sentences;
  const std::size_t number = id.is_byte ? NumberOf(sentences, id.number) : id.number;
  if (number >= sentences.size())
    return Fail(Errc::kNotFound,
                fmt::format("capture {} has {} sentences, counted from 0, and none {} {}",
                            whole.story.captures[capture].capture.id, sentences.size(),
                            id.is_byte ? "at byte" : "of the number", id.number));
  SentenceReason reason;
  reason.sentence = {capture, sentences[number].span};
  reason.number = number;
  reason.is_new = IsTold(whole.told, reason.sentence);
  const std::vector<Telling> tellings = TellingsOf(whole);
  reason.is_visit = tellings[capture].is_visit;
  if (reason.is_visit) return reason;
  NoveltyMeter meter;
  for (std::size_t i = 0; i < capture; ++i) meter.Add(i, tellings[i]);
  const MeasuredSentence measured = meter.Add(capture, tellings[capture])[number];
  reason.told_already = measured.told_already;
  reason.score = SumOf(measured.novelty);
  reason.terms = TermsOf(measured.novelty);
  for (const NoveltyTerm& term : reason.terms) reason.recomputed += term.adds;
  std::stable_sort(reason.terms.begin(), reason.terms.end(),
                   [](const NoveltyTerm& a, const NoveltyTerm& b) {
                     return std::abs(a.adds) > std::abs(b.adds);
                   });
  if (measured.nearest) {
    const EarlierSentence& near = *measured.nearest;
    reason.nearest = {{near.capture, whole.readings[near.capture].sentences[near.place].span},
                      near.place,
                      near.held};
  }
  return reason;
}

}  // namespace checkback
