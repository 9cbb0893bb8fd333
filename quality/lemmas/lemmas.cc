// Makes rules/en/lemmas.txt: the words of a treebank whose lemma the rules of endings get wrong.
//
//   lemmas TRAIN.conllu...                      the table, to standard output
//   lemmas --measure DEV.conllu...              how many lemmas the program gets right
//
// Built on demand: ninja -C build lemmas. Tags and forms are those of the treebank.
#include <algorithm>
#include <cstdio>
#include <map>
#include <string>

#include "../train_parser/conllu.h"
#include "reading/lemma.h"
#include "text/utf8.h"

namespace {

using checkback::train::TreebankSentence;

struct Key {
  checkback::Upos upos;
  checkback::Form form;
};

Key KeyOf(const checkback::train::Word& word) {
  return {checkback::UposNamed(word.upos).value_or(checkback::Upos::kX),
          checkback::FormOf(word.feats)};
}

// Whether a word that was seen once is one more of its kind and no slip of the pen: small letters,
// and the same begin.
bool IsPlain(const std::string& word, const std::string& lemma) {
  const auto small = [](const std::string& s) {
    return std::all_of(s.begin(), s.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  };
  if (!small(word) || !small(lemma)) return false;
  std::size_t same = 0;
  while (same < word.size() && same < lemma.size() && word[same] == lemma[same]) ++same;
  return 10 * same >= 6 * lemma.size();
}

int Measure(const std::vector<TreebankSentence>& sentences) {
  std::size_t words = 0, right = 0;
  for (const TreebankSentence& sentence : sentences) {
    for (const auto& word : sentence) {
      const Key key = KeyOf(word);
      ++words;
      right += checkback::LemmaOf(word.form, key.upos, key.form, "en") == word.lemma ? 1 : 0;
    }
  }
  std::printf("%zu words, %.2f %% of the lemmas are right\n", words,
              100.0 * static_cast<double>(right) / static_cast<double>(words));
  return 0;
}

int WriteTable(const std::vector<TreebankSentence>& sentences) {
  // kind, word -> lemma -> how often; and whether the rules alone are right more often than not.
  struct Entry {
    std::map<std::string, int> lemmas;
    int by_rule = 0;
  };
  std::map<std::pair<std::string, std::string>, Entry> entries;
  for (const TreebankSentence& sentence : sentences) {
    for (const auto& word : sentence) {
      const Key key = KeyOf(word);
      if (key.upos == checkback::Upos::kPropn || word.lemma.find(' ') != std::string::npos)
        continue;
      const std::string lower = checkback::LowerCase(word.form);
      if (lower.find_first_of(" =") != std::string::npos ||
          word.lemma.find('=') != std::string::npos)
        continue;
      Entry& entry = entries[{std::string(checkback::LemmaKind(key.upos)), lower}];
      ++entry.lemmas[word.lemma];
      entry.by_rule += checkback::LemmaByEnding(lower, key.upos, key.form) == word.lemma ? 1 : 0;
    }
  }
  std::printf(
      "# Words whose dictionary form the rules of endings (src/reading/lemma.cc) get wrong, by "
      "kind.\n"
      "# Made by quality/lemmas from the treebanks that THIRD_PARTY.md names; lines may be "
      "added.\n");
  std::string kind;
  std::size_t width = 0;
  for (const auto& [name, entry] : entries) {
    const auto best =
        std::max_element(entry.lemmas.begin(), entry.lemmas.end(),
                         [](const auto& a, const auto& b) { return a.second < b.second; });
    if (best->second <= entry.by_rule) continue;
    if (best->second < 2 && !IsPlain(name.second, best->first)) continue;
    const std::string cell = " " + name.second + "=" + best->first;
    constexpr std::size_t kWidest = 118;
    if (kind != name.first || width + cell.size() > kWidest) {
      std::printf("%s%s", kind.empty() ? "" : "\n", name.first.c_str());
      kind = name.first;
      width = kind.size();
    }
    std::fputs(cell.c_str(), stdout);
    width += cell.size();
  }
  std::puts("");
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  bool measure = false;
  std::vector<TreebankSentence> sentences;
  for (int i = 1; i < argc; ++i) {
    const std::string name = argv[i];
    if (name == "--measure") {
      measure = true;
    } else if (!checkback::train::ReadConllu(name, sentences)) {
      std::fprintf(stderr, "lemmas: cannot read %s\n", argv[i]);
      return 1;
    }
  }
  return measure ? Measure(sentences) : WriteTable(sentences);
}
