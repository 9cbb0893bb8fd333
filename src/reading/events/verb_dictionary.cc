#include "reading/events/verb_dictionary.h"

#include <algorithm>
#include <optional>

namespace checkback {
namespace {

using Kind = PatternElement::Kind;

bool IsConsonant(char c) {
  return std::string_view("AEIOU").find(c) == std::string_view::npos;
}

// "ABANDON" -> ABANDON ABANDONS ABANDONED ABANDONING.
std::vector<std::string> RegularForms(const std::string& verb) {
  std::vector<std::string> forms = {verb, PluralOf(verb)};
  if (verb.ends_with('E')) {
    const std::string stem = verb.substr(0, verb.size() - 1);
    forms.push_back(verb + "D");
    forms.push_back((verb.ends_with("EE") ? verb : stem) + "ING");
  } else if (verb.ends_with('Y') && verb.size() > 1 && IsConsonant(verb[verb.size() - 2])) {
    forms.push_back(verb.substr(0, verb.size() - 1) + "IED");
    forms.push_back(verb + "ING");
  } else {
    forms.push_back(verb + "ED");
    forms.push_back(verb + "ING");
  }
  return forms;
}

std::vector<std::string_view> SplitAt(std::string_view text, std::string_view marks) {
  std::vector<std::string_view> parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(marks), text.size());
    if (end > 0) parts.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

class VerbReader {
 public:
  explicit VerbReader(EventWords& words) : words_(words) {}

  VerbDictionary Read(std::string_view bytes) {
    const DictionaryLines read = LinesOfDictionary(bytes);
    out_.skipped = read.too_long;
    for (const DictionaryLine& line : read.lines) TakeName(line.text);
    for (const DictionaryLine& line : read.lines) Take(line);
    for (VerbEntry& entry : out_.entries) {
      std::stable_sort(
          entry.patterns.begin(), entry.patterns.end(),
          [](const VerbPattern& a, const VerbPattern& b) { return a.weight > b.weight; });
    }
    for (auto& [word, forms] : out_.forms) {
      std::stable_sort(forms.begin(), forms.end(), [](const VerbForm& a, const VerbForm& b) {
        return a.before.size() + a.behind.size() > b.before.size() + b.behind.size();
      });
    }
    for (std::size_t s = 0; s < out_.sets.size(); ++s) Finish(s);
    return std::move(out_);
  }

 private:
  // The names of sets are known before anything else is read: a pattern may stand before its set.
  void TakeName(std::string_view text) {
    if (!text.starts_with('&')) return;
    std::string_view name = text.substr(1, text.find_first_of(" \t") - 1);
    while (name.ends_with('_')) name.remove_suffix(1);
    if (name.empty()) return;
    if (set_named_.emplace(std::string(name), out_.sets.size()).second) {
      out_.sets.emplace_back();
      parts_.emplace_back();
    }
  }

  void Take(const DictionaryLine& line) {
    std::string_view text = line.text;
    if (text.starts_with("---")) return TakeHeader(text, line.number);
    if (text.starts_with('&')) {
      const auto named = SetAt(text.substr(1));
      in_set_ = named.has_value();
      if (named) set_ = named->first;
      return;
    }
    if (text.starts_with('+') && in_set_) return TakePhraseOfSet(text.substr(1));
    in_set_ = false;
    if (out_.entries.empty()) {
      ++out_.skipped;
      return;
    }
    text.starts_with('-') ? TakePattern(text.substr(1), line.number) : TakeVerb(text);
  }

  void TakeHeader(std::string_view text, std::size_t number) {
    in_set_ = false;
    VerbEntry entry;
    const std::size_t first = text.find_first_not_of("- \t");
    if (first != std::string_view::npos) {
      const std::size_t end = std::min(text.find_first_of(" [\t", first), text.size());
      entry.name = std::string(text.substr(first, end - first));
    }
    entry.code = CodeIn(text);
    entry.line = number;
    out_.entries.push_back(std::move(entry));
  }

  static std::string CodeIn(std::string_view text) {
    const std::string_view code = InBrackets(text);
    return code.empty() ? "---" : std::string(code);
  }

  // The set whose name `text` begins with, the longest, and the bytes of the name.
  std::optional<std::pair<std::size_t, std::size_t>> SetAt(std::string_view text) const {
    const std::size_t end = std::min(text.find_first_of(" \t{}()&"), text.size());
    for (std::size_t size = end; size > 0; --size) {
      if (size < end && text[size] != '_') continue;
      std::string_view name = text.substr(0, size);
      while (name.ends_with('_')) name.remove_suffix(1);
      const auto found = set_named_.find(std::string(name));
      if (found != set_named_.end()) return std::pair(found->second, size);
    }
    return std::nullopt;
  }

  void TakePhraseOfSet(std::string_view text) {
    text = TrimmedOf(text);
    if (text.starts_with('&')) {
      const auto inner = SetAt(text.substr(1));
      inner ? parts_[set_].push_back(inner->first) : static_cast<void>(++out_.skipped);
      return;
    }
    const bool stopped = text.ends_with('_');
    AddPhrase(UpperOf(text));
    if (!stopped) AddPhrase(PluralOf(UpperOf(text)));
  }

  void AddPhrase(std::string_view phrase) {
    std::vector<WordNumber> numbers;
    for (const PhraseWord& word : PhraseWords(phrase, words_)) numbers.push_back(word.word);
    if (!numbers.empty()) out_.sets[set_].push_back(std::move(numbers));
  }

  // Sets inside a set give it their phrases: one level, as the dictionaries have it.
  void Finish(std::size_t s) {
    for (const std::size_t part : parts_[s]) {
      if (part == s) continue;
      const auto phrases = out_.sets[part];
      out_.sets[s].insert(out_.sets[s].end(), phrases.begin(), phrases.end());
    }
    std::stable_sort(out_.sets[s].begin(), out_.sets[s].end(),
                     [](const auto& a, const auto& b) { return a.size() > b.size(); });
  }

  // "BREAK { BROKE BROKEN } [161]", "+BREAK_DOWN {+BROKE_DOWN}", "WIRE_+TAP", "LASH OUT".
  void TakeVerb(std::string_view text) {
    const std::size_t end = std::min(text.find_first_of("{["), text.size());
    std::string_view verb = TrimmedOf(text.substr(0, end));
    while (verb.ends_with('_')) verb.remove_suffix(1);
    const std::string code(InBrackets(text.substr(end)));
    const std::size_t open = text.find('{');
    const std::size_t close = text.find('}');
    const bool braces =
        open != std::string_view::npos && close != std::string_view::npos && open < close;
    if (verb.empty()) {
      ++out_.skipped;
      return;
    }
    const bool several = verb.find_first_of("_+ ") != std::string_view::npos;
    if (several || braces) {
      AddForm(UpperOf(verb), code);
    } else {
      for (const std::string& form : RegularForms(UpperOf(verb))) AddForm(form, code);
    }
    if (!braces) return;
    std::size_t forms = 0;
    for (const std::string_view form : SplitAt(text.substr(open + 1, close - open - 1), " ,\t")) {
      if (++forms > kMostFormsOfAVerb) break;
      AddForm(UpperOf(form), code);
    }
  }

  void AddForm(std::string_view form, const std::string& code) {
    VerbForm made;
    made.entry = static_cast<std::uint32_t>(out_.entries.size() - 1);
    made.code = code;
    WordNumber verb = kUnknownWord;
    const std::vector<std::string_view> parts = SplitAt(form, "_ -");
    if (parts.empty() || parts.size() > kMostPhraseWords) return;
    const auto marked = std::find_if(parts.begin(), parts.end(),
                                     [](std::string_view part) { return part.starts_with('+'); });
    const auto main = marked == parts.end() ? parts.begin() : marked;
    for (auto part = parts.begin(); part != parts.end(); ++part) {
      std::string_view word = *part;
      if (word.starts_with('+')) word.remove_prefix(1);
      if (word.empty()) return;
      const WordNumber number = words_.Add(word);
      if (part == main) {
        verb = number;
      } else {
        (part < main ? made.before : made.behind).push_back(number);
      }
    }
    out_.forms[verb].push_back(std::move(made));
  }

  void TakePattern(std::string_view text, std::size_t number) {
    VerbPattern pattern;
    pattern.line = number;
    pattern.code = CodeIn(text);
    const std::size_t end = text.find('[');
    if (end == std::string_view::npos || !TakeElements(text.substr(0, end), pattern)) {
      ++out_.skipped;
      return;
    }
    for (const auto* side : {&pattern.before, &pattern.behind}) {
      for (const PatternElement& e : *side) {
        pattern.weight += e.kind == Kind::kSkip ? 0 : 2;
        pattern.weight += e.beside ? 1 : 0;
      }
    }
    pattern.weight += pattern.ends_beside_verb ? 1 : 0;
    out_.entries.back().patterns.push_back(std::move(pattern));
  }

  bool TakeElements(std::string_view text, VerbPattern& pattern) {
    bool beside = false;
    bool verb = false;  // the * has been passed
    std::size_t count = 0;
    const auto add = [&](PatternElement element) {
      auto& side = verb ? pattern.behind : pattern.before;
      element.beside = beside && (verb || !side.empty());
      side.push_back(element);
      beside = false;
      return ++count <= kMostPatternElements;
    };
    while (!text.empty()) {
      const char c = text[0];
      std::size_t taken = 1;
      if (c == '_' || c == '-') {
        beside = true;
      } else if (std::string_view(" \t(){}").find(c) != std::string_view::npos) {
        beside = false;
      } else if (c == '*') {
        if (verb) return false;
        pattern.ends_beside_verb = beside;
        verb = true;
        beside = false;
      } else if (c == '&') {
        const auto set = SetAt(text.substr(1));
        if (!set) return false;
        taken += set->second;
        while (taken > 1 && text[taken - 1] == '_') --taken;  // ties what comes next
        if (!add({Kind::kSet, false, 0, static_cast<std::uint32_t>(set->first)})) return false;
      } else if (const auto mark = std::string_view("$+%^").find(c);
                 mark != std::string_view::npos) {
        constexpr Kind kMarks[] = {Kind::kSource, Kind::kTarget, Kind::kBoth, Kind::kSkip};
        if (!add({kMarks[mark], false, 0, 0})) return false;
      } else {
        taken = std::min(text.find_first_of(" \t_-(){}*&"), text.size());
        const WordNumber word = words_.Add(UpperOf(text.substr(0, taken)));
        if (!add({Kind::kWord, false, word, 0})) return false;
      }
      text.remove_prefix(taken);
    }
    return verb;
  }

  EventWords& words_;
  VerbDictionary out_;
  std::unordered_map<std::string, std::size_t> set_named_;
  std::vector<std::vector<std::size_t>> parts_;  // sets inside a set
  bool in_set_ = false;
  std::size_t set_ = 0;
};

}  // namespace

VerbDictionary ReadVerbs(std::string_view bytes, EventWords& words) {
  return VerbReader(words).Read(bytes);
}

}  // namespace checkback
