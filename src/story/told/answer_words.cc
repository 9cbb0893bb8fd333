#include "story/told/answer_words.h"

#include <unordered_set>

#include "story/told/content_words.h"
#include "story/words.h"
#include "text/hash.h"
#include "text/language_tables.h"
#include "text/utf8.h"

namespace checkback {
namespace {

// rules/<language>/answers.txt, by the hashes of folded words.
struct AnswerRules {
  std::unordered_set<std::uint64_t> reason, place, denial;
};

AnswerRules ReadAnswerRules(std::string_view bytes) {
  AnswerRules rules;
  while (!bytes.empty()) {
    const std::string_view line = bytes.substr(0, bytes.find('\n'));
    bytes.remove_prefix(std::min(line.size() + 1, bytes.size()));
    if (line.empty() || line[0] == '#') continue;
    const std::string_view kind = line.substr(0, line.find(' '));
    for (const FoldedWord& word : WordsOf(line.substr(kind.size()))) {
      if (kind == "reason") rules.reason.insert(word.hash);
      if (kind == "place") rules.place.insert(word.hash);
      if (kind == "denial") rules.denial.insert(word.hash);
    }
  }
  return rules;
}

const AnswerRules& RulesOf(std::string_view language) {
  static const LanguageTables<AnswerRules> tables("answers.txt", ReadAnswerRules);
  return tables.Of(language);
}

bool IsUnsure(Status status) {
  return status == Status::kPlanned || status == Status::kConditional ||
         status == Status::kProposed || status == Status::kUnclear;
}

// Calls `take` for each of `all` (in the order of the text) that starts in `span`.
template <typename Item, typename Take>
void ForEachIn(const std::vector<Item>& all, const Span& span, const Take& take) {
  auto at =
      std::lower_bound(all.begin(), all.end(), span.start,
                       [](const Item& item, std::size_t start) { return item.span.start < start; });
  for (; at != all.end() && at->span.start < span.end; ++at) take(*at);
}

class SentenceReader {
 public:
  explicit SentenceReader(const Telling& telling)
      : article_(*telling.article),
        reading_(*telling.reading),
        rules_(RulesOf(telling.article->language)),
        names_(reading_.names.entities.size()) {
    for (std::size_t i = 0; i < names_.size(); ++i)
      names_[i] = FamiliesOf(reading_.names.entities[i].name, article_.language);
  }

  HeldSentence Read(const Span& span) const {
    HeldSentence held;
    held.span = span;
    ReadWords(held);
    ReadNames(held);
    ReadTimes(held);
    ReadWhatWasRead(held);
    return held;
  }

 private:
  void ReadWords(HeldSentence& held) const {
    const std::string_view text = Words(article_.text, held.span);
    const Content content = ContentOf(text, article_.language);
    for (const ContentWord& word : content.words) {
      held.words.push_back(word.family);
      if (word.is_number) held.numbers.push_back(word.family);
    }
    held.pairs = PairsOf(held.words);
    held.says_no = content.negations > 0;
    SortEachOnce(held.words);
    SortEachOnce(held.numbers);
    for (const FoldedWord& word : WordsOf(text)) {
      held.has_place = held.has_place || rules_.place.contains(word.hash);
      held.has_reason = held.has_reason || rules_.reason.contains(word.hash);
      held.says_no = held.says_no || rules_.denial.contains(word.hash);
    }
  }

  void ReadNames(HeldSentence& held) const {
    held.with_names = held.words;
    ForEachIn(reading_.names.mentions, held.span, [&](const Mention& mention) {
      const HeldWords& words = names_[mention.entity];
      const NameKind kind = reading_.names.entities[mention.entity].kind;
      const bool acts = kind != NameKind::kPlace;
      if (mention.form != MentionForm::kName)
        held.with_names.insert(held.with_names.end(), words.begin(), words.end());
      else if (acts)
        held.actors.insert(held.actors.end(), words.begin(), words.end());
    });
    SortEachOnce(held.with_names);
    SortEachOnce(held.actors);
  }

  void ReadTimes(HeldSentence& held) const {
    constexpr std::size_t kYear = 4;  // digits, of a value that says when
    ForEachIn(reading_.times, held.span, [&](const TimeExpression& time) {
      const bool says_when = time.type == TimeType::kDate || time.type == TimeType::kTime;
      const auto digits = std::count_if(time.value.begin(), time.value.end(),
                                        [](char c) { return c >= '0' && c <= '9'; });
      if (says_when && static_cast<std::size_t>(digits) >= kYear)
        held.times.push_back(Hash64(time.value));
    });
    SortEachOnce(held.times);
  }

  void ReadWhatWasRead(HeldSentence& held) const {
    ForEachIn(reading_.figures, held.span, [&](const Figure&) { held.has_figure = true; });
    ForEachIn(reading_.questions, held.span, [&](const OpenQuestion&) { held.asks = true; });
  }

  const Article& article_;
  const Reading& reading_;
  const AnswerRules& rules_;
  std::vector<HeldWords> names_;  // by entity
};

}  // namespace

void SortEachOnce(HeldWords& words) {
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
}

bool StartsWithCapital(std::string_view text) {
  if (text.empty()) return false;
  const CodePoint c = CodePointAt(text, 0);
  return LowerCase(c.value) != c.value;
}

HeldWords FamiliesOf(std::string_view text, std::string_view language) {
  const Content content = ContentOf(text, language);
  HeldWords families;
  families.reserve(content.words.size());
  for (const ContentWord& word : content.words) families.push_back(word.family);
  return families;
}

HeldWords PairsOf(const HeldWords& words) {
  constexpr std::uint64_t kPrime = 0x9e3779b97f4a7c15;
  HeldWords pairs;
  for (std::size_t i = 1; i < words.size(); ++i)
    pairs.push_back((words[i - 1] * kPrime) ^ words[i]);
  SortEachOnce(pairs);
  return pairs;
}

std::vector<HeldSentence> HeldSentencesOf(const Telling& telling, const StoryUpdate& update) {
  const SentenceReader reader(telling);
  std::vector<HeldSentence> sentences;
  sentences.reserve(telling.reading->sentences.size());
  auto next = update.sentences.begin();
  for (const Sentence& sentence : telling.reading->sentences) {
    HeldSentence held = reader.Read(sentence.span);
    held.is_new = next != update.sentences.end() && *next == sentence.span;
    if (held.is_new) ++next;
    sentences.push_back(std::move(held));
  }
  // Statements stand in the order of their predicates, which need not be that of their starts.
  for (const NewsStatement& statement : telling.reading->statements) {
    if (statement.telling || !IsUnsure(statement.status)) continue;
    const auto after = std::upper_bound(sentences.begin(), sentences.end(), statement.span.start,
                                        [](std::size_t start, const HeldSentence& sentence) {
                                          return start < sentence.span.start;
                                        });
    if (after != sentences.begin()) std::prev(after)->is_unsure = true;
  }
  return sentences;
}

}  // namespace checkback
