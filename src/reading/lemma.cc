#include "reading/lemma.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "text/embedded.h"
#include "text/take_until.h"
#include "text/utf8.h"

namespace checkback {
namespace {

bool IsVowel(char c) {
  return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}

bool HasVowel(std::string_view word) {
  return std::any_of(word.begin(), word.end(), [](char c) { return IsVowel(c) || c == 'y'; });
}

bool EndsWithAny(std::string_view word, std::initializer_list<std::string_view> endings) {
  return std::any_of(endings.begin(), endings.end(),
                     [&](std::string_view ending) { return word.ends_with(ending); });
}

// Whether a stem lost its silent e before -ed, -ing, -er: "chang", "includ", "creat".
bool LostE(std::string_view stem) {
  if (stem.size() < 2) return false;
  const char last = stem.back();
  const char before = stem[stem.size() - 2];
  const bool two_vowels = stem.size() > 2 && IsVowel(before) && IsVowel(stem[stem.size() - 3]);
  if (last == 'c' || last == 'v' || last == 'u' || last == 'z') return true;
  if (last == 's') return before != 's' && !EndsWithAny(stem, {"focus", "bias", "discus"});
  if (last == 'g')
    return EndsWithAny(stem, {"dg", "ng", "rg", "ag", "eg", "ug", "lg"}) &&
           !EndsWithAny(stem, {"ing", "ong", "ang"});
  if (last == 'l' && IsVowel(before) && !two_vowels)
    return EndsWithAny(stem, {"il", "ul", "scal", "hal", "impal", "parol", "cajol", "consol"}) &&
           !EndsWithAny(stem, {"pencil", "stencil", "imperil", "devil"});
  if (last == 'l') return !IsVowel(before) && before != 'l' && before != 'r' && before != 'w';
  if (two_vowels)
    return EndsWithAny(stem,
                       {"creat", "leas", "ceiv", "viat", "ciat", "riat", "liat", "tiat", "guid"});
  if (!IsVowel(before)) return false;
  if (last == 't')
    return EndsWithAny(stem, {"at", "ut", "ot", "lit", "cit", "nit", "rit", "quit"}) &&
           stem.size() > 2 && !EndsWithAny(stem, {"hibit", "merit", "inherit", "spirit", "pilot"});
  if (last == 'r')
    return EndsWithAny(stem, {"ir", "ur", "ar", "hor", "lor", "nor", "tor", "cor", "her"}) &&
           !EndsWithAny(stem, {"monitor", "author", "occur", "gather", "either"});
  if (last == 'd') return EndsWithAny(stem, {"id", "ud", "ad", "od", "ed"}) && stem.size() > 3;
  if (last == 'n')
    return EndsWithAny(stem, {"fin", "bin", "min", "lin", "clin", "gin", "tun", "phon", "pon"}) &&
           stem.size() > 3;
  if (last == 'k') return before == 'a' || before == 'o' || before == 'i';
  if (last == 'm') return EndsWithAny(stem, {"am", "um", "im", "com"});
  if (last == 'p') return EndsWithAny(stem, {"ap", "op", "ip", "yp"}) && !stem.ends_with("elop");
  if (last == 'b') return EndsWithAny(stem, {"ib", "ub", "ob"});
  return false;
}

// What stood before -ed, -ing, -er or -est.
std::string Restored(std::string_view stem) {
  if (stem.size() > 2) {
    const char last = stem.back();
    const bool twice = stem[stem.size() - 2] == last && !IsVowel(last);
    if (twice && last != 'l' && last != 's' && last != 'z' && last != 'f') {
      return std::string(stem.substr(0, stem.size() - 1));
    }
    if (twice && last == 'l' && EndsWithAny(stem, {"cell", "vell", "roll", "bell"}) &&
        stem.size() > 5) {
      return std::string(stem.substr(0, stem.size() - 1));
    }
  }
  std::string word(stem);
  if (LostE(stem)) word += 'e';
  return word;
}

std::string WithoutS(std::string_view word) {
  const auto but = [&](std::size_t n) { return std::string(word.substr(0, word.size() - n)); };
  if (word.size() > 4 && word.ends_with("ies")) return but(3) + 'y';
  if (EndsWithAny(word, {"sses", "shes", "ches", "xes", "zzes", "oes"})) return but(2);
  if (word.size() > 2 && word.ends_with('s') && !EndsWithAny(word, {"ss", "us", "is"}))
    return but(1);
  return std::string(word);
}

// `ending` with "ied" -> "y" where it has an i.
std::string WithoutEnding(std::string_view word, std::string_view ending) {
  if (!word.ends_with(ending)) return std::string(word);
  const std::string_view stem = word.substr(0, word.size() - ending.size());
  if (!HasVowel(stem)) return std::string(word);
  if (ending[0] == 'e' && stem.size() > 2 && stem.ends_with('i')) {
    return std::string(stem.substr(0, stem.size() - 1)) + 'y';
  }
  return Restored(stem);
}

// By kind, then by word: "verb", "said" -> "say".
using Table =
    std::unordered_map<std::string_view, std::unordered_map<std::string_view, std::string_view>>;

Table ReadTable(std::string_view lines) {
  Table table;
  while (!lines.empty()) {
    std::string_view line = TakeUntil(lines, '\n');
    if (line.starts_with('#')) continue;
    auto& of_kind = table[TakeUntil(line, ' ')];
    while (!line.empty()) {
      std::string_view lemma = TakeUntil(line, ' ');
      const std::string_view word = TakeUntil(lemma, '=');
      if (!word.empty()) of_kind.emplace(word, lemma);
    }
  }
  return table;
}

}  // namespace

std::string_view LemmaKind(Upos upos) {
  switch (upos) {
    case Upos::kVerb:
    case Upos::kAux:
      return "verb";
    case Upos::kNoun:
      return "noun";
    case Upos::kAdj:
    case Upos::kAdv:
      return "adj";
    default:
      return "other";
  }
}

std::string LemmaByEnding(std::string_view lower, Upos upos, Form form) {
  switch (form) {
    case Form::kPlural:
      return upos == Upos::kNoun ? WithoutS(lower) : std::string(lower);
    case Form::kPresent:
      return WithoutS(lower);
    case Form::kPast:
    case Form::kPastParticiple:
    case Form::kPassiveParticiple:
      return WithoutEnding(lower, "ed");
    case Form::kPresentParticiple:
    case Form::kGerund:
      return WithoutEnding(lower, "ing");
    case Form::kComparative:
      return WithoutEnding(lower, "er");
    case Form::kSuperlative:
      return WithoutEnding(lower, "est");
    default:
      break;
  }
  std::string lemma(lower);
  if (upos == Upos::kNum && !lemma.empty() && lemma[0] >= '0' && lemma[0] <= '9')
    std::erase(lemma, ',');
  return lemma;
}

std::string LemmaOf(std::string_view word, Upos upos, Form form, std::string_view language) {
  if (upos == Upos::kPropn) return std::string(word);
  std::string lower = LowerCase(word);
  const std::string_view base = language.substr(0, language.find('-'));
  if (!base.empty() && base != "en" && base != "und") return lower;
  static const Table table = ReadTable(FindEmbedded("rules/en/lemmas.txt"));
  const auto of_kind = table.find(LemmaKind(upos));
  if (of_kind != table.end()) {
    const auto found = of_kind->second.find(lower);
    if (found != of_kind->second.end()) return std::string(found->second);
  }
  return LemmaByEnding(lower, upos, form);
}

}  // namespace checkback
