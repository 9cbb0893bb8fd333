#include "reading/names/word_facts.h"

#include "text/utf8.h"

namespace checkback {
namespace {

bool IsLarge(char32_t c) {
  return c < 0x80 ? c >= 'A' && c <= 'Z' : LowerCase(c) != c;
}

Letters LettersOf(std::string_view word) {
  if (word.empty()) return Letters::kNone;
  if (word[0] >= '0' && word[0] <= '9') return Letters::kDigit;
  std::size_t letters = 0;
  std::size_t large = 0;
  bool first_large = false;
  for (std::size_t at = 0; at < word.size();) {
    const CodePoint c = CodePointAt(word, at);
    if (IsWordChar(c.value)) {
      ++letters;
      if (IsLarge(c.value)) {
        ++large;
        if (letters == 1) first_large = true;
      }
    }
    at += c.bytes;
  }
  if (letters == 0) return Letters::kNone;
  if (large == 0) return Letters::kSmall;
  if (letters == 1) return Letters::kOne;
  if (large == letters) return Letters::kCaps;
  return first_large || large > 0 ? Letters::kLarge : Letters::kSmall;
}

enum class Mark { kNone, kOpen, kClose, kBoth };

Mark MarkOf(std::string_view word) {
  if (word == "\"" || word == "''" || word == "``") return Mark::kBoth;
  if (word == "“" || word == "„" || word == "«") return Mark::kOpen;
  if (word == "”" || word == "»") return Mark::kClose;
  return Mark::kNone;
}

void MarkQuotes(const Grammar& grammar, std::vector<WordFacts>& words) {
  for (std::size_t s = 0; s < grammar.sentences(); ++s) {
    const WordRange sentence = grammar.Sentence(s);
    bool inside = false;
    for (WordIndex i = sentence.first; i < sentence.end; ++i) {
      const Mark mark = grammar[i].upos == Upos::kPunct || grammar[i].upos == Upos::kX ||
                                words[i].letters == Letters::kNone
                            ? MarkOf(grammar.Printed(i))
                            : Mark::kNone;
      if (mark == Mark::kOpen) inside = true;
      if (mark == Mark::kClose) inside = false;
      if (mark == Mark::kBoth) inside = !inside;
      words[i].quoted = inside && mark == Mark::kNone;
    }
  }
}

}  // namespace

ArticleFacts FactsOf(const Grammar& grammar) {
  const NameWords& table = NameWords::Table(grammar.language());
  const KnownNames& known = KnownNames::Table(grammar.language());
  ArticleFacts facts;
  facts.words.resize(grammar.size());
  for (WordIndex i = 0; i < grammar.size(); ++i) {
    facts.words[i].letters = LettersOf(grammar.Printed(i));
    facts.words[i].classes = table.Of(grammar.Lower(i));
  }
  for (std::size_t s = 0; s < grammar.sentences(); ++s) {
    const WordRange sentence = grammar.Sentence(s);
    for (WordIndex i = sentence.first; i < sentence.end; ++i) {
      if (facts.words[i].letters == Letters::kNone) continue;
      facts.words[i].sentence_first = true;
      break;
    }
    for (WordIndex i = sentence.first; i < sentence.end; ++i) {
      if (!facts.words[i].Large()) continue;
      if (const KnownName* const name = known.Find(grammar.Printed(i)))
        facts.words[i].alone = name->kinds;
    }
    for (WordIndex i = sentence.first; i < sentence.end;) {
      const KnownPhrase phrase = known.LongestAt(grammar, i, sentence.end);
      if (phrase.words.first == phrase.words.end) {
        ++i;
        continue;
      }
      facts.phrases.push_back(phrase);
      facts.words[i].phrase_first = true;
      for (; i < phrase.words.end; ++i) facts.words[i].phrase = phrase.name.kinds;
    }
  }
  MarkQuotes(grammar, facts.words);
  return facts;
}

}  // namespace checkback
