#include "story/told/answer_words.h"

#include <algorithm>

#include "story/told/answer_rules.h"
#include "story/told/content_words.h"
#include "story/words.h"
#include "text/hash.h"
#include "text/utf8.h"

namespace checkback {
namespace {

bool IsUnsure(Status status) {
  return status == Status::kPlanned || status == Status::kConditional ||
         status == Status::kProposed || status == Status::kUnclear;
}

// Statements of one sentence that are looked at; long sentences of news have ten or so.
constexpr std::size_t kMostClauses = 16;

// Denied by one who is not who the clause begins with: "The company denied that the alarm had been
// off." One who denies his own act ("denied that he would go") knows.
bool DeniesOthers(const Reading& reading, const NewsStatement& statement) {
  if (statement.status != Status::kDenied) return false;
  const std::vector<Mention>& mentions = reading.names.mentions;
  const auto first = std::lower_bound(
      mentions.begin(), mentions.end(), statement.span.start,
      [](const Mention& mention, std::size_t start) { return mention.span.start < start; });
  if (first == mentions.end() || first->span.start >= statement.span.end) return true;
  return first->form != MentionForm::kPronoun && first->entity != statement.source_entity;
}

// Calls `take` for each of `all` (in the order of the text) that starts in `span`.
template <typename Item, typename Take>
void ForEachIn(const std::vector<Item>& all, const Span& span, const Take& take) {
  auto at =
      std::lower_bound(all.begin(), all.end(), span.start,
                       [](const Item& item, std::size_t start) { return item.span.start < start; });
  for (; at != all.end() && at->span.start < span.end; ++at) take(*at);
}

}  // namespace

HeldReader::HeldReader(const Telling& telling)
    : article_(telling.article),
      reading_(telling.reading),
      names_(telling.reading->names.entities.size()) {
  for (std::size_t i = 0; i < names_.size(); ++i)
    names_[i] = FamiliesOf(reading_->names.entities[i].name, article_->language);
  for (const NewsStatement& statement : reading_->statements) {
    if (!statement.telling) said_.push_back(statement.span);
  }
  std::sort(said_.begin(), said_.end(),
            [](const Span& a, const Span& b) { return a.start < b.start; });
  std::size_t joined = 0;
  for (const Span& span : said_) {
    if (joined > 0 && span.start <= said_[joined - 1].end)
      said_[joined - 1].end = std::max(said_[joined - 1].end, span.end);
    else
      said_[joined++] = span;
  }
  said_.resize(joined);
}

bool HeldReader::IsSaid(std::size_t place) const {
  const auto after =
      std::upper_bound(said_.begin(), said_.end(), place,
                       [](std::size_t at, const Span& span) { return at < span.start; });
  return after != said_.begin() && place < std::prev(after)->end;
}

HeldSentence HeldReader::Read(const Span& span) const {
  return Read(span, ContentOf(Words(article_->text, span), article_->language));
}

HeldSentence HeldReader::Read(const Span& span, const Content& content) const {
  HeldSentence held;
  held.span = span;
  ReadWords(content, held);
  ReadNames(held);
  ReadTimes(held);
  ReadFigures(held);
  ReadQuestions(held);
  return held;
}

void HeldReader::ReadWords(const Content& content, HeldSentence& held) const {
  const AnswerRules& rules = AnswerRulesOf(article_->language);
  const std::string_view text = Words(article_->text, held.span);
  for (const ContentWord& word : content.words) {
    held.words.push_back(word.family);
    if (word.is_number) held.numbers.push_back(word.family);
  }
  held.printed = content.printed;
  held.pairs = PairsOf(held.words);
  held.says_no = content.negations > 0;
  SortEachOnce(held.words);
  SortEachOnce(held.numbers);
  const std::vector<FoldedWord> folded = WordsOf(text);
  held.leaves_open = LeavesOpen(rules, folded);
  held.has_reason = rules.reason.IsIn(folded);
  held.is_rumour = rules.rumour.IsIn(folded);
  held.settles = rules.settled.IsIn(folded);
  held.wavers = rules.waver.IsIn(folded);
  held.names_somebody = NamesSomebody(rules, folded);
  for (const FoldedWord& word : folded) {
    held.has_place = held.has_place || rules.place.contains(word.hash);
    held.denies = held.denies || rules.denial.contains(word.hash);
  }
  held.says_no = held.says_no || held.denies;
}

void HeldReader::ReadNames(HeldSentence& held) const {
  held.with_names = held.words;
  ForEachIn(reading_->names.mentions, held.span, [&](const Mention& mention) {
    const HeldWords& words = names_[mention.entity];
    const NameKind kind = reading_->names.entities[mention.entity].kind;
    const bool acts = kind != NameKind::kPlace;
    if (mention.form != MentionForm::kName)
      held.with_names.insert(held.with_names.end(), words.begin(), words.end());
    else if (acts)
      held.actors.insert(held.actors.end(), words.begin(), words.end());
  });
  SortEachOnce(held.with_names);
  SortEachOnce(held.actors);
}

void HeldReader::ReadTimes(HeldSentence& held) const {
  constexpr std::size_t kYear = 4;  // digits, of a value that says when
  ForEachIn(reading_->times, held.span, [&](const TimeExpression& time) {
    const bool says_when = time.type == TimeType::kDate || time.type == TimeType::kTime;
    const auto digits = std::count_if(time.value.begin(), time.value.end(),
                                      [](char c) { return c >= '0' && c <= '9'; });
    const bool said = IsSaid(time.span.start);
    held.has_said_time = held.has_said_time || said;
    if (!says_when || static_cast<std::size_t>(digits) < kYear) return;
    held.times.push_back(Hash64(time.value));
    // A year alone is no answer to a question of news.
    if (said && static_cast<std::size_t>(digits) > kYear)
      held.said_times.push_back(held.times.back());
  });
  SortEachOnce(held.times);
  SortEachOnce(held.said_times);
}

void HeldReader::ReadFigures(HeldSentence& held) const {
  ForEachIn(reading_->figures, held.span, [&](const Figure& figure) {
    held.has_figure = true;
    for (const std::string& words : {figure.what, figure.unit}) {
      const HeldWords families = FamiliesOf(words, article_->language);
      held.counted.insert(held.counted.end(), families.begin(), families.end());
    }
  });
  SortEachOnce(held.counted);
}

void HeldReader::ReadQuestions(HeldSentence& held) const {
  ForEachIn(reading_->questions, held.span, [&](const OpenQuestion& question) {
    held.asks = true;
    // What asks from its beginning to its end says nothing else.
    constexpr std::size_t kOfTen = 8;
    held.only_asks = held.only_asks || question.span.size() * 10 >= held.span.size() * kOfTen;
  });
}

// Of the mention that holds `span`: a head word stands inside its name.
HeldWords MentionedAt(const Telling& telling, const Span& span) {
  const Names& names = telling.reading->names;
  const auto after = std::upper_bound(
      names.mentions.begin(), names.mentions.end(), span.start,
      [](std::size_t start, const Mention& mention) { return start < mention.span.start; });
  if (after == names.mentions.begin() || std::prev(after)->span.end < span.end) return {};
  return FamiliesOf(names.entities[std::prev(after)->entity].name, telling.article->language);
}

HeldWords MentionedIn(const Telling& telling, const Span& span) {
  const Names& names = telling.reading->names;
  HeldWords words;
  ForEachIn(names.mentions, span, [&](const Mention& mention) {
    const HeldWords name =
        FamiliesOf(names.entities[mention.entity].name, telling.article->language);
    words.insert(words.end(), name.begin(), name.end());
  });
  SortEachOnce(words);
  return words;
}

HeldWords SortedFamiliesOf(const Telling& telling, const Span& span) {
  HeldWords words = FamiliesOf(Words(telling.article->text, span), telling.article->language);
  SortEachOnce(words);
  return words;
}

HeldWords ArgumentsOf(const Telling& telling, const NewsStatement& statement) {
  HeldWords all;
  for (const Span& span : {statement.agent, statement.patient}) {
    if (span.empty()) continue;
    for (const HeldWords& words : {SortedFamiliesOf(telling, span), MentionedAt(telling, span)})
      all.insert(all.end(), words.begin(), words.end());
  }
  SortEachOnce(all);
  return all;
}

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
  const HeldReader reader(telling);
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
    if (statement.telling) continue;
    const auto after = std::upper_bound(sentences.begin(), sentences.end(), statement.span.start,
                                        [](std::size_t start, const HeldSentence& sentence) {
                                          return start < sentence.span.start;
                                        });
    if (after == sentences.begin()) continue;
    HeldSentence& sentence = *std::prev(after);
    sentence.is_unsure = sentence.is_unsure || IsUnsure(statement.status);
    HeldWords source = FamiliesOf(statement.source, telling.article->language);
    sentence.sources.insert(sentence.sources.end(), source.begin(), source.end());
    if (!sentence.is_new || sentence.clauses.size() >= kMostClauses) continue;
    SortEachOnce(source);
    sentence.clauses.push_back({.said = reader.Read(statement.span),
                                .source = std::move(source),
                                .status = statement.status,
                                .happened = statement.happened,
                                .denies_others = DeniesOthers(*telling.reading, statement),
                                .act = SortedFamiliesOf(telling, statement.act),
                                .arguments = ArgumentsOf(telling, statement)});
  }
  for (HeldSentence& sentence : sentences) SortEachOnce(sentence.sources);
  return sentences;
}

}  // namespace checkback
