#include "answer/told_reason.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "answer/sentence_holding.h"
#include "story/told/answer_words.h"
#include "story/told/shared_words.h"
#include "text/json_writer.h"

namespace checkback {
namespace {

std::string_view WhyOf(ContradictionKind kind) {
  switch (kind) {
    case ContradictionKind::kChangedSilently:
      return "The page prints another value in the same words than it did before, and no note says "
             "so.";
    case ContradictionKind::kSideBySide:
      return "One report gives both for the same thing, by different sources or one after the "
             "other.";
    case ContradictionKind::kFell:
      return "Such a number can only grow; another page told a higher one before.";
    case ContradictionKind::kAcross:
      return "Two pages count the same thing, and their bounds leave no number that both allow.";
    case ContradictionKind::kDenied:
      return "One party says it, another says that it is not so.";
    case ContradictionKind::kDay:
      return "Two reports of the same time tell of one act on two days.";
    case ContradictionKind::kPlace:
      return "Two reports of the same time tell of one act in two places, each without the "
             "other's.";
    case ContradictionKind::kWho:
      return "Two reports of the same time name two who did it, each without the other's.";
  }
  return "";
}

// The sentences of a series so far. Captures print the same ones again and again, and each is read
// once. Views are of texts that outlive this.
class SentencesBefore {
 public:
  void Add(std::string_view sentence) {
    if (known_.insert(sentence).second) before_.push_back(sentence);
  }

  // The words that `sentence` shares with the earliest of those that it shares most with.
  std::vector<std::string_view> MostSharedWith(std::string_view sentence,
                                               std::string_view language) {
    const std::vector<FamilyWord> words = FamilyWordsOf(sentence, language);
    std::vector<std::string_view> most;
    for (const std::string_view other : before_) {
      std::vector<std::string_view> shared = WordsAmong(words, FamiliesIn(other, language));
      if (shared.size() > most.size()) most = std::move(shared);
    }
    return most;
  }

 private:
  const HeldWords& FamiliesIn(std::string_view sentence, std::string_view language) {
    const auto [families, is_new] = families_.try_emplace({language, sentence});
    if (is_new) {
      families->second = FamiliesOf(sentence, language);
      SortEachOnce(families->second);
    }
    return families->second;
  }

  std::vector<std::string_view> before_;  // each once
  std::set<std::string_view> known_;
  std::map<std::pair<std::string_view, std::string_view>, HeldWords> families_;
};

class ReasonMaker {
 public:
  explicit ReasonMaker(const WholeStory& whole) : whole_(whole) {}

  ToldReason Of(const FigureSeries& series) const {
    ToldReason reason{.id = series.id,
                      .kind = "figures",
                      .about = series.what.empty() ? series.unit : series.what,
                      .why =
                          "Each number fits one before it: by its unit, by what became of those "
                          "counted, by the words around it, by its value.",
                      .sides = {}};
    std::vector<double> values;
    SentencesBefore before;
    for (const FigurePoint& point : series.points) {
      const Article& article = whole_.articles[point.at.capture];
      const Span sentence = SentenceHolding(article, point.at.span);
      ToldReason::Side side = SideOf(point.at, sentence);
      side.source = point.source;
      side.same_value = std::find(values.begin(), values.end(), point.value) != values.end();
      values.push_back(point.value);
      // With the sentence before that it shares most with: those are what it was compared by.
      const std::string_view words = Words(article.text, sentence);
      for (const std::string_view word : before.MostSharedWith(words, article.language))
        side.shared.emplace_back(word);
      before.Add(words);
      reason.sides.push_back(std::move(side));
    }
    return reason;
  }

  ToldReason Of(const Contradiction& contradiction) const {
    ToldReason reason{.id = contradiction.id,
                      .kind = std::string(NameOf(contradiction.kind)),
                      .about = contradiction.about,
                      .why = std::string(WhyOf(contradiction.kind)),
                      .sides = {}};
    reason.sides.push_back(
        SideOf({contradiction.a.capture, contradiction.a_says}, contradiction.a.span));
    reason.sides.push_back(
        SideOf({contradiction.b.capture, contradiction.b_says}, contradiction.b.span));
    reason.sides[1].shared =
        Shared(reason.sides[0].sentence, reason.sides[1].sentence, contradiction.b.capture);
    return reason;
  }

 private:
  ToldReason::Side SideOf(const Passage& says, const Span& sentence) const {
    const std::string_view text = whole_.articles[says.capture].text;
    return {.capture = says.capture,
            .says = std::string(Words(text, says.span)),
            .sentence = std::string(Words(text, sentence)),
            .source = {},
            .shared = {}};
  }

  std::vector<std::string> Shared(std::string_view before, std::string_view sentence,
                                  std::size_t capture) const {
    const std::string_view language = whole_.articles[capture].language;
    HeldWords families = FamiliesOf(before, language);
    SortEachOnce(families);
    std::vector<std::string> shared;
    for (const std::string_view word : WordsAmong(sentence, families, language))
      shared.emplace_back(word);
    return shared;
  }

  const WholeStory& whole_;
};

}  // namespace

bool IsToldId(std::string_view id) {
  constexpr std::size_t kLength = 9;
  return id.size() == kLength && (id[0] == 'f' || id[0] == 'x') &&
         id.find_first_not_of("0123456789abcdef", 1) == id.npos;
}

std::optional<ToldReason> ReasonOfTold(const WholeStory& whole, std::string_view id) {
  const ReasonMaker maker(whole);
  for (const FigureSeries& series : whole.told.figures) {
    if (series.id == id) return maker.Of(series);
  }
  for (const Contradiction& contradiction : whole.told.contradictions) {
    if (contradiction.id == id) return maker.Of(contradiction);
  }
  return std::nullopt;
}

std::string ToldReasonAsJson(const WholeStory& whole, const ToldReason& reason) {
  JsonWriter json;
  json.Object([&] {
    json.Key("id").Text(reason.id);
    json.Key("story").Text(whole.story.id);
    json.Key("kind").Text(reason.kind);
    json.Key("about").TextOrNull(reason.about);
    json.Key("why").Text(reason.why);
    json.Key("sides").Array([&] {
      for (const ToldReason::Side& side : reason.sides) {
        const StoryCapture& capture = whole.story.captures[side.capture];
        json.Object([&] {
          json.Key("capture").Text(capture.capture.id);
          json.Key("url").Text(capture.capture.url);
          json.Key("outlet").TextOrNull(capture.outlet);
          json.Key("seen_at").Text(ToRfc3339(capture.capture.seen_at));
          json.Key("says").Text(side.says);
          json.Key("text").Text(side.sentence);
          json.Key("source").TextOrNull(side.source);
          json.Key("same_value").Bool(side.same_value);
          json.Key("shared").Array([&] {
            for (const std::string& word : side.shared) json.Text(word);
          });
        });
      }
    });
  });
  return json.Take();
}

}  // namespace checkback
