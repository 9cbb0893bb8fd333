#include "reading/headline_questions.h"

#include <algorithm>
#include <optional>
#include <unordered_set>
#include <utility>

#include "reading/asking.h"
#include "reading/question_rules.h"
#include "text/language_tables.h"
#include "text/sentences.h"
#include "text/take_until.h"
#include "text/utf8.h"

namespace checkback {
namespace {

constexpr std::size_t kLongestHeadline = 1024;  // bytes; no standfirst of news is longer
// A question of the text asks the same when it has so many of the headline's nouns, names and
// verbs. As for questions of a story (data/developing).
constexpr double kSameWords = 0.5;

using Phrase = std::vector<std::string_view>;

struct HeadlineRules {
  std::unordered_set<std::string_view> opens, past, never, it, label, unknown, trigger;
  std::vector<Phrase> teasers, unknowns;
};

Phrase PhraseOf(std::string_view words) {
  Phrase phrase;
  while (!words.empty()) {
    const std::string_view word = TakeUntil(words, ' ');
    if (!word.empty()) phrase.push_back(word);
  }
  return phrase;
}

void TakePhrases(std::string_view line, std::vector<Phrase>& phrases) {
  while (!line.empty()) phrases.push_back(PhraseOf(TakeUntil(line, '|')));
}

HeadlineRules ReadHeadlineRules(std::string_view bytes) {
  HeadlineRules rules;
  while (!bytes.empty()) {
    std::string_view line = TakeUntil(bytes, '\n');
    if (line.empty() || line[0] == '#') continue;
    const std::string_view kind = TakeUntil(line, ' ');
    if (kind == "teaser") TakePhrases(line, rules.teasers);
    if (kind == "not") TakePhrases(line, rules.unknowns);
    for (auto& [name, words] :
         {std::pair{"opens", &rules.opens}, std::pair{"past", &rules.past},
          std::pair{"never", &rules.never}, std::pair{"it", &rules.it},
          std::pair{"label", &rules.label}, std::pair{"unknown", &rules.unknown},
          std::pair{"trigger", &rules.trigger}}) {
      if (kind != name) continue;
      for (const std::string_view word : PhraseOf(line)) words->insert(word);
    }
  }
  return rules;
}

const HeadlineRules& HeadlineRulesOf(std::string_view language) {
  static const LanguageTables<HeadlineRules> tables("headlines.txt", ReadHeadlineRules);
  return tables.Of(language);
}

struct HeadlineWord {
  std::string lower;
  Span span;
};

bool IsEdge(char c) {
  return std::string_view(".,;:!?()\"'-").find(c) != std::string_view::npos;
}

// The words of `text` in `span` between blanks, without marks at their ends.
std::vector<HeadlineWord> HeadlineWordsIn(std::string_view text, Span span) {
  std::vector<HeadlineWord> words;
  std::size_t at = span.start;
  while (at < span.end) {
    const std::size_t end = std::min(text.find(' ', at), span.end);
    Span word{at, end};
    while (!word.empty() && IsEdge(text[word.start])) ++word.start;
    while (!word.empty() && IsEdge(text[word.end - 1])) --word.end;
    if (!word.empty()) words.push_back({LowerCase(Words(text, word)), word});
    at = end + 1;
  }
  return words;
}

class HeadlineReader {
 public:
  HeadlineReader(const Article& article, const Names& names, std::span<const OpenQuestion> asked)
      : article_(article),
        names_(names),
        asked_(asked),
        rules_(HeadlineRulesOf(article.language)) {}

  void Read(HeadlinePart part, std::string_view text) {
    part_ = part;
    text_ = text.substr(0, kLongestHeadline);
    if (text_.empty() || rules_.opens.empty()) return;
    if (text_.back() == '?') return AtItsEnd();
    const Span last = LastPart(";.", text_.size());
    if (SaysUnknown(last)) return;
    if (HasTrigger()) ByTheRulesOfTexts();
  }

  std::vector<HeadlineQuestion> Take() { return std::move(found_); }

 private:
  static bool Begins(const std::vector<HeadlineWord>& words, std::size_t at, const Phrase& phrase) {
    if (words.size() < at + phrase.size()) return false;
    for (std::size_t i = 0; i < phrase.size(); ++i) {
      if (words[at + i].lower != phrase[i]) return false;
    }
    return true;
  }

  // From the last of `marks` with a blank behind it to `end`, without the blank.
  Span LastPart(std::string_view marks, std::size_t end) const {
    for (std::size_t at = end; at > 1; --at) {
      const bool cut = text_[at - 1] == ' ' && marks.find(text_[at - 2]) != std::string_view::npos;
      if (cut && at < end) return {at, end};
    }
    return {0, end};
  }

  // "DEATH FERRY: Was mate on his phone?"
  void AtItsEnd() {
    if (text_.find('?') + 1 != text_.size()) return;  // several questions are a game
    const Span question = LastPart(".!:;", text_.size());
    if (IsQuoted(question) || HasLabel(question.start)) return;
    const std::vector<HeadlineWord> words = HeadlineWordsIn(text_, question);
    constexpr std::size_t kLeastWords = 3;
    if (words.size() < kLeastWords || !AsksForAFact(words)) return;
    Add(question);
  }

  bool AsksForAFact(const std::vector<HeadlineWord>& words) const {
    if (!rules_.opens.contains(words.front().lower)) return false;
    for (const HeadlineWord& word : words) {
      if (rules_.never.contains(word.lower)) return false;
      if (words.front().span.start == 0 && rules_.it.contains(word.lower)) return false;
    }
    const bool many =
        words[0].lower == "how" &&
        (words[1].lower == "many" || words[1].lower == "much" || words[1].lower == "long");
    const bool tells = std::any_of(rules_.teasers.begin(), rules_.teasers.end(),
                                   [&](const Phrase& phrase) { return Begins(words, 0, phrase); });
    if (tells) return false;
    const bool of_reason = words[0].lower == "why" || (words[0].lower == "how" && !many);
    return !of_reason || std::any_of(words.begin(), words.end(), [&](const HeadlineWord& word) {
      return rules_.past.contains(word.lower);
    });
  }

  bool IsQuoted(const Span& question) const {
    constexpr std::string_view kMarks[] = {"\"", "'", "“", "‘"};
    const std::string_view words = Words(text_, question);
    return std::any_of(std::begin(kMarks), std::end(kMarks),
                       [&](std::string_view mark) { return words.starts_with(mark); });
  }

  // "OPINION:", "Quiz:" before the question.
  bool HasLabel(std::size_t end) const {
    for (const HeadlineWord& word : HeadlineWordsIn(text_, {0, end})) {
      if (rules_.label.contains(word.lower)) return true;
    }
    const std::string section = LowerCase(article_.section);
    return rules_.label.contains(section);
  }

  // "Cause of blast unclear", "What we do not know".
  bool SaysUnknown(const Span& last) {
    const std::vector<HeadlineWord> all = HeadlineWordsIn(text_, {0, text_.size()});
    for (std::size_t i = 0; i < all.size(); ++i) {
      for (const Phrase& phrase : rules_.unknowns) {
        if (!Begins(all, i, phrase)) continue;
        AddAs(QuestionKind::kWhat, {all[i].span.start, all.back().span.end});
        return true;
      }
    }
    const std::vector<HeadlineWord> words = HeadlineWordsIn(text_, last);
    constexpr std::size_t kMostWords = 6;  // more tell something beside it
    if (words.size() < 2 || words.size() > kMostWords) return false;
    if (!rules_.unknown.contains(words.back().lower)) return false;
    const auto& nouns = QuestionRulesOf(article_.language).nouns;
    QuestionKind kind = QuestionKind::kWhat;
    for (const HeadlineWord& word : words) {
      const auto noun = nouns.find(word.lower);
      if (noun == nouns.end()) continue;
      kind = noun->second;
      break;
    }
    AddAs(kind, {words.front().span.start, words.back().span.end});
    return true;
  }

  bool HasTrigger() const {
    const std::vector<HeadlineWord> words = HeadlineWordsIn(text_, {0, text_.size()});
    return std::any_of(words.begin(), words.end(), [&](const HeadlineWord& word) {
      return rules_.trigger.contains(word.lower);
    });
  }

  // "..., but no word on whether Dreve will go".
  void ByTheRulesOfTexts() {
    const std::vector<Span> spans = FindSentences(text_, article_.language);
    const Parse parse = ParseText(text_, spans, article_.language);
    const Grammar grammar(text_, parse, article_.language);
    for (const OpenQuestion& question : FindQuestions(grammar, FindNames(grammar))) {
      if (!Words(text_, question.span).ends_with('?')) AddAs(question.kind, question.span);
    }
  }

  void Add(const Span& question) {
    const std::vector<Span> spans = {question};
    const Parse parse = ParseText(text_, spans, article_.language);
    const Grammar grammar(text_, parse, article_.language);
    if (grammar.size() == 0) return;
    const auto asking =
        AskingAt(grammar, QuestionRulesOf(article_.language), 0, {0, grammar.size()});
    AddAs(asking ? asking->kind : QuestionKind::kWhether, question);
  }

  void AddAs(QuestionKind kind, const Span& span) {
    HeadlineQuestion made;
    made.in = part_;
    made.span = span;
    made.text = Words(text_, span);
    made.kind = kind;
    made.answer = AnswerTo(kind);
    made.about = AboutOf(span);
    if (!IsAskedBelow(made)) found_.push_back(std::move(made));
  }

  // Names of the article whose last word stands in what is asked, or else before it ("Maren Light:
  // ..."); else the nouns that are asked about.
  std::vector<std::string> AboutOf(const Span& span) const {
    for (const Span& where : {span, Span{0, text_.size()}}) {
      std::unordered_set<std::string> words;
      for (HeadlineWord& word : HeadlineWordsIn(text_, where)) words.insert(Bare(word.lower));
      std::vector<std::string> about;
      for (const Entity& entity : names_.entities) {
        const std::size_t blank = entity.name.rfind(' ');
        const std::string last = LowerCase(
            std::string_view(entity.name).substr(blank == std::string::npos ? 0 : blank + 1));
        if (words.contains(last) && about.size() < kMostAbout) about.push_back(entity.name);
      }
      if (!about.empty()) return about;
    }
    return NounsOf(span);
  }

  std::vector<std::string> NounsOf(const Span& span) const {
    const std::vector<Span> spans = {span};
    const Parse parse = ParseText(text_, spans, article_.language);
    std::vector<std::string> nouns;
    for (const Word& word : parse.words) {
      const bool noun = word.upos == Upos::kNoun || word.upos == Upos::kPropn;
      if (noun && nouns.size() < kMostAbout) nouns.push_back(LowerCase(Words(text_, word.span)));
    }
    return nouns;
  }

  static std::string Bare(std::string word) {
    for (const std::string_view genitive : {"'s", "’s"}) {
      if (word.ends_with(genitive)) word.resize(word.size() - genitive.size());
    }
    return word;
  }

  bool IsAskedBelow(const HeadlineQuestion& made) const {
    std::unordered_set<std::string> words;
    for (HeadlineWord& word : HeadlineWordsIn(made.text, {0, made.text.size()}))
      words.insert(std::move(word.lower));
    return std::any_of(asked_.begin(), asked_.end(), [&](const OpenQuestion& question) {
      if (question.kind != made.kind) return false;
      const bool one_thing =
          std::any_of(question.about.begin(), question.about.end(), [&](const std::string& about) {
            return std::find(made.about.begin(), made.about.end(), about) != made.about.end();
          });
      if (one_thing) return true;
      std::size_t shared = 0;
      const std::string_view text = article_.text;
      for (const HeadlineWord& word : HeadlineWordsIn(text, question.span))
        shared += words.contains(word.lower) ? 1 : 0;
      return static_cast<double>(shared) >= kSameWords * static_cast<double>(words.size());
    });
  }

  static constexpr std::size_t kMostAbout = 6;
  const Article& article_;
  const Names& names_;
  std::span<const OpenQuestion> asked_;
  const HeadlineRules& rules_;
  HeadlinePart part_ = HeadlinePart::kHeadline;
  std::string_view text_;
  std::vector<HeadlineQuestion> found_;
};

}  // namespace

std::vector<HeadlineQuestion> FindHeadlineQuestions(const Article& article, const Names& names,
                                                    std::span<const OpenQuestion> asked) {
  if (ParserVersion(article.language).empty()) return {};
  HeadlineReader reader(article, names, asked);
  reader.Read(HeadlinePart::kHeadline, article.headline);
  reader.Read(HeadlinePart::kDescription, article.description);
  return reader.Take();
}

std::string_view NameOf(HeadlinePart part) {
  return part == HeadlinePart::kHeadline ? "headline" : "description";
}

}  // namespace checkback
