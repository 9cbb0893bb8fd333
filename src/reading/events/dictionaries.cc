#include "reading/events/dictionaries.h"

#include <algorithm>
#include <map>

#include "reading/events/dictionary_lines.h"

namespace checkback {
namespace {

enum class FileKind { kActors, kAgents, kVerbs, kDiscards, kOther };

// Verbs are known by a header: "--- ABANDON [345] ---".
bool HoldsVerbs(std::string_view bytes) {
  return bytes.find("\n---") != std::string_view::npos &&
         bytes.find("\n- ") != std::string_view::npos;
}

FileKind KindOf(const DictionaryFile& file) {
  const auto named = [&](std::string_view part) {
    return file.name.find(part) != std::string::npos;
  };
  if (named(".actors.")) return FileKind::kActors;
  if (named(".agents.")) return FileKind::kAgents;
  if (named(".discards.")) return FileKind::kDiscards;
  if (named(".verbs.") || HoldsVerbs(file.bytes)) return FileKind::kVerbs;
  return FileKind::kOther;
}

// "PETR.Validate" of "PETR.Validate.actors.txt".
std::string FirstNameOf(const std::string& name) {
  for (const std::string_view kind : {".actors.", ".agents.", ".verbs.", ".discards."}) {
    const std::size_t at = name.find(kind);
    if (at != std::string::npos) return name.substr(0, at);
  }
  return name;
}

void ReadDiscards(std::string_view bytes, DictionarySet& set) {
  for (const DictionaryLine& line : LinesOfDictionary(bytes).lines) {
    std::string_view phrase = line.text;
    const bool article = phrase.starts_with('+');
    if (article) phrase.remove_prefix(1);
    phrase = phrase.substr(0, phrase.find('['));
    std::string tied(TrimmedOf(phrase));
    std::replace(tied.begin(), tied.end(), ' ', '_');
    std::vector<PhraseWord> words = PhraseWords(tied, set.words);
    if (words.empty()) {
      ++set.skipped;
      continue;
    }
    DiscardTable& table = article ? set.articles_left_out : set.sentences_left_out;
    const WordNumber first = words[0].word;
    table[first].push_back(std::move(words));
  }
}

void ReadInto(DictionarySet& set, const DictionaryFile& file) {
  switch (KindOf(file)) {
    case FileKind::kActors:
      return set.actors.ReadActors(file.bytes, set.words);
    case FileKind::kAgents:
      return set.actors.ReadAgents(file.bytes, set.words);
    case FileKind::kDiscards:
      return ReadDiscards(file.bytes, set);
    case FileKind::kVerbs:
      if (!set.verb_file.empty()) return;  // one set has the patterns of one file
      set.verbs = ReadVerbs(file.bytes, set.words);
      set.verb_file = file.name;
      return;
    case FileKind::kOther:
      return;
  }
}

}  // namespace

EventDictionaries ReadDictionaries(std::vector<DictionaryFile> files) {
  std::sort(files.begin(), files.end(),
            [](const DictionaryFile& a, const DictionaryFile& b) { return a.name < b.name; });
  struct Held {
    bool actors = false, verbs = false;
  };
  std::map<std::string, Held> held;
  for (const DictionaryFile& file : files) {
    const FileKind kind = KindOf(file);
    held[FirstNameOf(file.name)].actors |= kind == FileKind::kActors;
    held[FirstNameOf(file.name)].verbs |= kind == FileKind::kVerbs;
  }
  std::map<std::string, std::vector<const DictionaryFile*>> sets;  // "" is the common one
  for (const DictionaryFile& file : files) {
    const std::string first = FirstNameOf(file.name);
    const bool own = held[first].actors && held[first].verbs;
    if (KindOf(file) != FileKind::kOther) sets[own ? first : std::string()].push_back(&file);
  }
  EventDictionaries out;
  const auto read = [&](const std::string& name) {
    DictionarySet set;
    set.name = name;
    set.words.Add(kFormer);
    for (const DictionaryFile* file : sets[name]) ReadInto(set, *file);
    set.skipped += set.actors.skipped() + set.verbs.skipped;
    out.sets.push_back(std::move(set));
  };
  for (const auto& [name, of] : sets) {
    if (!name.empty()) read(name);
  }
  if (sets.contains("")) read("");
  return out;
}

}  // namespace checkback
