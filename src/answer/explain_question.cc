#include "answer/explain_question.h"

#include <algorithm>
#include <set>

#include "story/told/answers.h"
#include "story/told/content_words.h"
#include "story/told/question_ids.h"
#include "story/told/sentence_around.h"
#include "story/words.h"
#include "text/json_writer.h"

namespace checkback {
namespace {

std::set<std::uint64_t> FoldedWordsAt(const Telling& telling, const Span& span) {
  std::set<std::uint64_t> words;
  for (const FoldedWord& word : WordsOf(Words(telling.article->text, span)))
    words.insert(word.hash);
  return words;
}

// What is asked by the question that says so at `at`.
Span AskedAt(const Telling& telling, const Span& at) {
  for (const OpenQuestion& question : telling.reading->questions) {
    if (question.span == at && !question.asked.empty()) return question.asked;
  }
  return at;
}

ExplainedAsking AskingOf(std::span<const Telling> tellings, const StoryQuestion& question,
                         const Passage& again) {
  const Telling& there = tellings[again.capture];
  const auto first = FoldedWordsAt(tellings[question.opened.capture], question.asked);
  const auto words = FoldedWordsAt(there, AskedAt(there, again.span));
  const auto shared = static_cast<std::size_t>(std::count_if(
      words.begin(), words.end(), [&](std::uint64_t word) { return first.contains(word); }));
  return {again, words.size(), shared};
}

// Words of `sentence`, as they are printed, whose families stand in the sentence that asks.
std::vector<std::string> SharedWords(std::span<const Telling> tellings,
                                     const StoryQuestion& question, const Passage& sentence) {
  const Telling& asker = tellings[question.opened.capture];
  const Span asks = SentenceAround(*asker.reading, question.opened.span);
  HeldWords asked = FamiliesOf(Words(asker.article->text, asks), asker.article->language);
  SortEachOnce(asked);
  const Telling& there = tellings[sentence.capture];
  const std::string_view text = Words(there.article->text, sentence.span);
  std::vector<std::string> shared;
  for (const FoldedWord& word : WordsOf(text)) {
    const std::string_view printed = text.substr(word.start, word.end - word.start);
    const HeldWords families = FamiliesOf(printed, there.article->language);
    const bool held = std::any_of(families.begin(), families.end(),
                                  [&](std::uint64_t family) { return Holding(asked, family); });
    if (held && std::find(shared.begin(), shared.end(), printed) == shared.end())
      shared.emplace_back(printed);
  }
  return shared;
}

ExplainedAnswer AnswerOf(std::span<const Telling> tellings, const StoryQuestion& question,
                         const QuestionLayer::Choice& choice) {
  const LinearModel& model = DecidesAnswers();
  ExplainedAnswer answer{.answer = choice.answer.sentence,
                         .decides = choice.decides.sentence,
                         .licence = NameOf(choice.decides.licence),
                         .sum = choice.sum,
                         .bias = model.bias,
                         .measures = {},
                         .recomputed = model.bias,
                         .shared = SharedWords(tellings, question, choice.decides.sentence)};
  for (std::size_t i = 0; i < kAnswerNames.size(); ++i) {
    const double value = choice.decides.measures[i];
    if (value == 0) continue;
    answer.measures.push_back({kAnswerNames[i], value, model.weights[i]});
    answer.recomputed += value * model.weights[i];
  }
  return answer;
}

class ExplainedWriter {
 public:
  ExplainedWriter(const WholeStory& whole, JsonWriter& json) : whole_(whole), json_(json) {}

  void Write(const ExplainedQuestion& explained) {
    const StoryQuestion& question = explained.question;
    json_.Object([&] {
      json_.Key("id").Text(question.id);
      json_.Key("about").Text("question");
      json_.Key("story").Text(whole_.story.id);
      json_.Key("state").Text(NameOf(question.state));
      At("opened", question.opened);
      json_.Key("asked").Text(Words(whole_.articles[question.opened.capture].text, question.asked));
      json_.Key("origins").Number(static_cast<std::int64_t>(question.origins));
      json_.Key("due").TextOrNull(question.due);
      json_.Key("closed_by");
      question.closed ? json_.Text(IdOf(*question.closed)) : json_.Null();
      json_.Key("asked_again").Array([&] {
        for (const ExplainedAsking& asking : explained.again) Again(asking);
      });
      Answer("best", explained.best);
      Answer("runner_up", explained.runner_up);
    });
  }

 private:
  const std::string& IdOf(std::size_t capture) const {
    return whole_.story.captures[capture].capture.id;
  }
  void Members(const Passage& passage) {
    json_.Key("capture").Text(IdOf(passage.capture));
    json_.Key("text").Text(Words(whole_.articles[passage.capture].text, passage.span));
  }
  void At(std::string_view key, const Passage& passage) {
    json_.Key(key).Object([&] { Members(passage); });
  }
  void Again(const ExplainedAsking& asking) {
    json_.Object([&] {
      Members(asking.at);
      json_.Key("words").Number(static_cast<std::int64_t>(asking.words));
      json_.Key("shared").Number(static_cast<std::int64_t>(asking.shared));
    });
  }
  void Answer(std::string_view key, const std::optional<ExplainedAnswer>& answer) {
    json_.Key(key);
    if (!answer) {
      json_.Null();
      return;
    }
    json_.Object([&] {
      At("answer", answer->answer);
      At("decides", answer->decides);
      json_.Key("licence").Text(answer->licence);
      json_.Key("sum").Number(answer->sum);
      json_.Key("recomputed").Number(answer->recomputed);
      json_.Key("bias").Number(answer->bias);
      json_.Key("measures").Array([&] {
        for (const ExplainedMeasure& measure : answer->measures) {
          json_.Object([&] {
            json_.Key("name").Text(measure.name);
            json_.Key("value").Number(measure.value);
            json_.Key("weight").Number(measure.weight);
          });
        }
      });
      json_.Key("shared").Array([&] {
        for (const std::string& word : answer->shared) json_.Text(word);
      });
    });
  }

  const WholeStory& whole_;
  JsonWriter& json_;
};

}  // namespace

bool IsQuestionId(std::string_view id) {
  constexpr std::size_t kDigits = 8;
  return id.size() == kDigits + 1 && id[0] == 'q' &&
         id.find_first_not_of("0123456789abcdef", 1) == std::string_view::npos;
}

const StoryQuestion* QuestionWithId(const WholeStory& whole, std::string_view id) {
  const std::vector<StoryQuestion>& all = whole.told.questions;
  const std::vector<Telling> tellings = TellingsOf(whole);
  auto found = std::find_if(all.begin(), all.end(),
                            [&](const StoryQuestion& question) { return question.id == id; });
  if (found == all.end()) {
    found = std::find_if(all.begin(), all.end(), [&](const StoryQuestion& question) {
      return IsIdOf(question, tellings, id);
    });
  }
  return found == all.end() ? nullptr : &*found;
}

std::optional<ExplainedQuestion> ExplainQuestion(const WholeStory& whole, std::string_view id) {
  const std::vector<StoryQuestion>& all = whole.told.questions;
  const std::vector<Telling> tellings = TellingsOf(whole);
  const StoryQuestion* const found = QuestionWithId(whole, id);
  if (found == nullptr) return std::nullopt;
  QuestionLayer layer;
  auto update = whole.told.updates.begin();
  for (std::size_t i = 0; i < tellings.size(); ++i) {
    const bool has_news = update != whole.told.updates.end() && update->capture == i;
    layer.Add({i, tellings[i], has_news ? &*update : nullptr});
    if (has_news) ++update;
  }
  ExplainedQuestion explained{.question = *found, .again = {}, .best = {}, .runner_up = {}};
  for (const Passage& again : found->asked_again)
    explained.again.push_back(AskingOf(tellings, *found, again));
  const auto choices = layer.ChoicesFor(static_cast<std::size_t>(found - all.data()));
  if (!choices.empty()) explained.best = AnswerOf(tellings, *found, choices[0]);
  if (choices.size() > 1) explained.runner_up = AnswerOf(tellings, *found, choices[1]);
  return explained;
}

std::string ExplainedAsJson(const WholeStory& whole, const ExplainedQuestion& explained) {
  JsonWriter json;
  ExplainedWriter(whole, json).Write(explained);
  return json.Take();
}

}  // namespace checkback
