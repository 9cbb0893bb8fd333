#include "story/told/answers.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "story/told/answer_words.h"
#include "story/told/sentence_around.h"
#include "text/hash.h"

namespace checkback {
namespace {

// Open questions that a capture is measured against, the newest; so that one more capture of a long
// story costs no more.
constexpr std::size_t kMostOpen = 256;
// Words of content that tell one question from another; with fewer the whole clause counts.
constexpr std::size_t kLeastAsked = 2;

constexpr std::size_t PlaceOf(std::string_view name) {
  return static_cast<std::size_t>(std::find(kAnswerNames.begin(), kAnswerNames.end(), name) -
                                  kAnswerNames.begin());
}

// How rare words are in the story so far, and what it has told.
class ToldWords {
 public:
  void Count(const HeldSentence& sentence) {
    ++sentences_;
    for (const std::uint64_t word : sentence.words) ++count_[word];
  }
  void Keep(const HeldSentence& sentence) {
    told_.insert(sentence.words.begin(), sentence.words.end());
    told_.insert(sentence.times.begin(), sentence.times.end());
  }
  bool Holds(std::uint64_t word) const { return told_.contains(word); }

  double WeightOf(std::uint64_t word) const {
    const auto found = count_.find(word);
    const double count = found == count_.end() ? 0 : found->second;
    return std::log((static_cast<double>(sentences_) + 1) / (count + 0.5));
  }

  // The share of the weight of `words` that `held` has.
  template <typename Held>
  double Share(const HeldWords& words, const Held& held) const {
    double all = 0;
    double common = 0;
    for (const std::uint64_t word : words) {
      const double weight = WeightOf(word);
      all += weight;
      if (held(word)) common += weight;
    }
    return all > 0 ? common / all : 0;
  }
  double Share(const HeldWords& words, const HeldWords& held) const {
    return Share(words, [&](std::uint64_t word) { return Holding(held, word); });
  }

 private:
  std::unordered_map<std::uint64_t, double> count_;
  std::unordered_set<std::uint64_t> told_;
  std::size_t sentences_ = 0;
};

// A question as it is compared.
struct AskedWords {
  std::size_t question = 0;
  QuestionKind kind = QuestionKind::kWhether;
  AnswerType wants = AnswerType::kPolarity;
  HeldWords words;           // of what is asked, with the names it is about
  HeldWords sentence_words;  // of the whole sentence that asks
  HeldWords sentence_pairs;
};

AskedWords AskedWordsOf(std::span<const Telling> tellings, const StoryQuestion& question,
                        std::size_t place) {
  const Telling& telling = tellings[question.opened.capture];
  const std::string& text = telling.article->text;
  const std::string& language = telling.article->language;
  AskedWords asked;
  asked.question = place;
  asked.kind = QuestionKindNamed(question.kind).value_or(QuestionKind::kWhether);
  asked.wants = question.wants;
  asked.words = FamiliesOf(Words(text, question.asked), language);
  for (const std::string& name : question.about) {
    const HeldWords words = FamiliesOf(name, language);
    if (StartsWithCapital(name)) asked.words.insert(asked.words.end(), words.begin(), words.end());
  }
  SortEachOnce(asked.words);
  if (asked.words.size() < kLeastAsked) {  // "No date has been set for the second round."
    const HeldWords words = FamiliesOf(Words(text, question.opened.span), language);
    asked.words.insert(asked.words.end(), words.begin(), words.end());
    SortEachOnce(asked.words);
  }
  const Span sentence = SentenceAround(*telling.reading, question.opened.span);
  asked.sentence_words = FamiliesOf(Words(text, sentence), language);
  asked.sentence_pairs = PairsOf(asked.sentence_words);
  SortEachOnce(asked.sentence_words);
  return asked;
}

bool AnyFirst(const HeldWords& words, const ToldWords& told) {
  return std::any_of(words.begin(), words.end(), [&](auto word) { return !told.Holds(word); });
}

struct Fit {
  bool holds = false;
  bool first = false;  // one that the story had not told
  bool must = false;   // what does not hold it cannot settle the question
};

Fit FitOf(const AskedWords& asked, const HeldSentence& sentence, const ToldWords& told) {
  switch (asked.kind) {
    case QuestionKind::kHowMany:
      return {sentence.has_figure, AnyFirst(sentence.numbers, told), true};
    case QuestionKind::kWhen:
      return {!sentence.times.empty(), AnyFirst(sentence.times, told), true};
    case QuestionKind::kWho:
      return {!sentence.actors.empty(), AnyFirst(sentence.actors, told), true};
    case QuestionKind::kWhy:
      return {sentence.has_reason, sentence.has_reason, true};
    case QuestionKind::kWhere:
      return {sentence.has_place, false, false};
    default:
      return {};
  }
}

// One capture against the open questions.
class CaptureAgainstQuestions {
 public:
  CaptureAgainstQuestions(std::span<const HeldSentence> sentences, const HeldWords& headline,
                          std::span<const AskedWords> open, const ToldWords& told)
      : sentences_(sentences), headline_(headline), open_(open), told_(told) {
    shares_.reserve(open.size() * sentences.size());
    for (const AskedWords& asked : open) {
      for (const HeldSentence& sentence : sentences)
        shares_.push_back(told.Share(asked.words, sentence.with_names));
    }
  }

  void Measure(std::size_t capture, const std::function<void(const AnswerCandidate&)>& take) const {
    for (std::size_t q = 0; q < open_.size(); ++q) {
      for (std::size_t s = 0; s < sentences_.size(); ++s) {
        if (sentences_[s].is_new) take(CandidateOf(capture, q, s));
      }
    }
  }

 private:
  double ShareAt(std::size_t q, std::size_t s) const { return shares_[q * sentences_.size() + s]; }

  AnswerCandidate CandidateOf(std::size_t capture, std::size_t q, std::size_t s) const {
    const AskedWords& asked = open_[q];
    const HeldSentence& sentence = sentences_[s];
    AnswerCandidate candidate{.question = asked.question, .sentence = {capture, sentence.span}};
    const auto set = [&](std::string_view name, double value) {
      candidate.measures[PlaceOf(name)] = value;
    };
    const double share = ShareAt(q, s);
    const bool whether = asked.kind == QuestionKind::kWhether;
    const double with_before = ShareWith(asked, s, s > 0 ? sentences_[s - 1].words : HeldWords{});
    const double with_headline = ShareWith(asked, s, headline_);
    const Fit fit = FitOf(asked, sentence, told_);
    set("share", share);
    set("share_before", with_before);
    set("share_head", with_headline);
    set("share_sentence", told_.Share(asked.sentence_words, sentence.with_names));
    set("rewritten", ShareOfPairs(asked, sentence));
    set("rarest", Rarest(asked, sentence));
    set("fits", fit.holds);
    set("fits_new", fit.holds && fit.first);
    set("asks", sentence.asks);
    set("unsure", sentence.is_unsure);
    set("best", share > 0 && share >= BestOf(q));
    set("rival", RivalOf(q, s));
    set("not", whether && sentence.says_no);
    set("opening", s == 0);
    set("whether", whether ? share : 0);
    set("place", 1 / (1 + static_cast<double>(s)));
    candidate.can_settle = (fit.holds || !fit.must) && with_before + with_headline > 0;
    return candidate;
  }

  double ShareWith(const AskedWords& asked, std::size_t s, const HeldWords& near) const {
    return told_.Share(asked.words, [&](std::uint64_t word) {
      return Holding(sentences_[s].with_names, word) || Holding(near, word);
    });
  }

  static double ShareOfPairs(const AskedWords& asked, const HeldSentence& sentence) {
    if (asked.sentence_pairs.empty()) return 0;
    const auto common =
        std::count_if(asked.sentence_pairs.begin(), asked.sentence_pairs.end(),
                      [&](std::uint64_t pair) { return Holding(sentence.pairs, pair); });
    return static_cast<double>(common) / static_cast<double>(asked.sentence_pairs.size());
  }

  double Rarest(const AskedWords& asked, const HeldSentence& sentence) const {
    constexpr double kScale = 5;
    double rarest = 0;
    for (const std::uint64_t word : asked.words) {
      if (Holding(sentence.with_names, word)) rarest = std::max(rarest, told_.WeightOf(word));
    }
    return rarest / kScale;
  }

  double BestOf(std::size_t q) const {
    const auto first = shares_.begin() + static_cast<std::ptrdiff_t>(q * sentences_.size());
    return *std::max_element(first, first + static_cast<std::ptrdiff_t>(sentences_.size()));
  }

  double RivalOf(std::size_t q, std::size_t s) const {
    double rival = 0;
    for (std::size_t other = 0; other < open_.size(); ++other) {
      if (other != q) rival = std::max(rival, ShareAt(other, s));
    }
    return rival;
  }

  std::span<const HeldSentence> sentences_;
  const HeldWords& headline_;
  std::span<const AskedWords> open_;
  const ToldWords& told_;
  std::vector<double> shares_;  // by question, then by sentence
};

}  // namespace

void MeasureAnswers(std::span<const Telling> tellings, std::span<const StoryUpdate> updates,
                    std::span<const StoryQuestion> questions,
                    const std::function<void(const AnswerCandidate&)>& take) {
  if (questions.empty()) return;
  ToldWords told;
  std::vector<AskedWords> open;
  std::size_t next = 0;  // the first question that is not yet open
  for (const StoryUpdate& update : updates) {
    const std::size_t capture = update.capture;
    for (; next < questions.size() && questions[next].opened.capture < capture; ++next)
      open.push_back(AskedWordsOf(tellings, questions[next], next));
    if (open.size() > kMostOpen)
      open.erase(open.begin(), open.end() - static_cast<std::ptrdiff_t>(kMostOpen));
    const std::vector<HeldSentence> sentences = HeldSentencesOf(tellings[capture], update);
    for (const HeldSentence& sentence : sentences) told.Count(sentence);
    if (!open.empty()) {
      const Article& article = *tellings[capture].article;
      HeldWords headline = FamiliesOf(article.headline, article.language);
      SortEachOnce(headline);
      CaptureAgainstQuestions(sentences, headline, open, told).Measure(capture, take);
    }
    for (const HeldSentence& sentence : sentences) told.Keep(sentence);
  }
}

}  // namespace checkback
