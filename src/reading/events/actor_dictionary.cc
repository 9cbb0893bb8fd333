#include "reading/events/actor_dictionary.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "reading/events/dictionary_lines.h"

namespace checkback {
namespace {

constexpr std::size_t kLongestCode = 40;

// "950601" and "19950601"; two digits of a year before 40 are of this century.
std::optional<DayNumber> DayOf(std::string_view text) {
  DayNumber day = 0;
  const char* const end = text.data() + text.size();
  const auto read = std::from_chars(text.data(), end, day);
  if (read.ec != std::errc() || read.ptr != end || day < 0) return std::nullopt;
  if (text.size() == 8) return day;
  if (text.size() != 6) return std::nullopt;
  return day + (day < 400000 ? 20000000 : 19000000);
}

// "HOBGOV 19950601 - 19990815", "HOB <950601", "GON".
std::optional<DatedCode> DatedCodeOf(std::string_view text) {
  const std::size_t end = text.find_first_of(" \t<>");
  DatedCode dated;
  dated.code = std::string(text.substr(0, end));
  if (dated.code.empty() || dated.code.size() > kLongestCode) return std::nullopt;
  if (end == std::string_view::npos) return dated;
  std::string_view when = TrimmedOf(text.substr(end));
  if (when.empty()) return dated;
  const char sign = when[0];
  if (sign == '<' || sign == '>') {
    const auto day = DayOf(TrimmedOf(when.substr(1)));
    if (!day) return std::nullopt;
    (sign == '<' ? dated.to : dated.from) = *day;
    return dated;
  }
  const std::size_t dash = when.find('-');
  if (dash == std::string_view::npos) return std::nullopt;
  const auto from = DayOf(TrimmedOf(when.substr(0, dash)));
  const auto to = DayOf(TrimmedOf(when.substr(dash + 1)));
  if (!from || !to) return std::nullopt;
  dated.from = *from;
  dated.to = *to;
  return dated;
}

// Words covered from the first on, 0 where `name` is not there.
std::size_t Fits(const std::vector<PhraseWord>& name, const WordNumber* words, std::size_t size) {
  if (size == 0 || words[0] != name[0].word) return 0;
  std::size_t at = 1;
  for (std::size_t i = 1; i < name.size(); ++i) {
    while (!name[i].beside && at < size && words[at] != name[i].word) ++at;
    if (at >= size || words[at] != name[i].word) return 0;
    ++at;
  }
  return at;
}

// !PERSON! = MAN, MEN: the words that stand for a mark in the phrases of agents.
struct Substitution {
  std::string mark;
  std::vector<std::string> words;
};

std::optional<Substitution> SubstitutionOf(std::string_view line) {
  const std::size_t equals = line.find('=');
  if (!line.starts_with('!') || equals == std::string_view::npos) return std::nullopt;
  Substitution made;
  made.mark = std::string(TrimmedOf(line.substr(0, equals)));
  std::string_view rest = line.substr(equals + 1);
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(','), rest.size());
    const std::string_view word = TrimmedOf(rest.substr(0, end));
    if (!word.empty()) made.words.emplace_back(word);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  if (made.mark.size() < 3) return std::nullopt;
  return made;
}

// `phrase` with every mark replaced by each of its words (one mark a phrase is all there is).
std::vector<std::string> Substituted(std::string_view phrase,
                                     const std::vector<Substitution>& substitutions) {
  for (const Substitution& s : substitutions) {
    const std::size_t at = phrase.find(s.mark);
    if (at == std::string_view::npos) continue;
    std::vector<std::string> out;
    for (const std::string& word : s.words) {
      out.push_back(std::string(phrase.substr(0, at)) + word +
                    std::string(phrase.substr(at + s.mark.size())));
    }
    return out;
  }
  return {std::string(phrase)};
}

// Adds an agent's code to that of an actor, unless it is there already (codes are of threes).
void Join(std::string& code, std::string_view agent) {
  const bool behind = agent.starts_with('~');
  const std::string_view part = behind ? agent.substr(1) : agent.substr(0, agent.size() - 1);
  for (std::size_t i = 0; i + part.size() <= code.size(); i += 3) {
    if (std::string_view(code).substr(i, part.size()) == part) return;
  }
  behind ? code.append(part) : code.insert(0, part);
}

}  // namespace

void ActorDictionary::AddName(Names& names, std::vector<PhraseWord> words, std::size_t entry) {
  if (words.empty()) return;
  std::vector<Name>& same = names[words[0].word];
  const auto longer = [](const Name& a, const Name& b) { return a.words.size() > b.words.size(); };
  Name name{std::move(words), static_cast<std::uint32_t>(entry)};
  same.insert(std::upper_bound(same.begin(), same.end(), name, longer), std::move(name));
}

void ActorDictionary::ReadActors(std::string_view bytes, EventWords& words) {
  const DictionaryLines read = LinesOfDictionary(bytes);
  skipped_ += read.too_long;
  bool open = false;  // an entry has begun that further lines belong to
  for (const DictionaryLine& line : read.lines) {
    std::string_view text = line.text;
    const std::size_t bracket = std::min(text.find('['), text.size());
    std::string_view name = TrimmedOf(text.substr(0, bracket));
    const bool synonym = name.starts_with('+');
    if (synonym) name.remove_prefix(1);
    if (!name.empty() && !synonym) {
      codes_.emplace_back();
      open = true;
    }
    if (!open) {
      ++skipped_;
      continue;
    }
    if (!name.empty()) {
      std::vector<PhraseWord> phrase = PhraseWords(name, words);
      if (phrase.empty()) ++skipped_;
      AddName(actor_names_, std::move(phrase), codes_.size() - 1);
    }
    for (text.remove_prefix(bracket); !text.empty();) {
      const std::size_t close = text.find(']');
      if (close == std::string_view::npos) {
        ++skipped_;
        break;
      }
      auto code = DatedCodeOf(InBrackets(text));
      code ? codes_.back().push_back(std::move(*code)) : static_cast<void>(++skipped_);
      text.remove_prefix(std::min(text.find('[', close), text.size()));
    }
  }
}

void ActorDictionary::AddAgent(std::string_view phrase, std::string_view braces, bool plural,
                               const std::string& code, EventWords& words) {
  agent_codes_.push_back(code);
  const std::size_t entry = agent_codes_.size() - 1;
  AddName(agent_names_, PhraseWords(phrase, words), entry);
  if (plural) AddName(agent_names_, PhraseWords(PluralOf(phrase), words), entry);
  while (!braces.empty()) {
    const std::size_t end = std::min(braces.find_first_of(" ,"), braces.size());
    AddName(agent_names_, PhraseWords(braces.substr(0, end), words), entry);
    braces.remove_prefix(std::min(end + 1, braces.size()));
  }
}

void ActorDictionary::ReadAgents(std::string_view bytes, EventWords& words) {
  const DictionaryLines read = LinesOfDictionary(bytes);
  skipped_ += read.too_long;
  std::vector<Substitution> substitutions;
  for (const DictionaryLine& line : read.lines) {
    if (auto s = SubstitutionOf(line.text)) {
      substitutions.push_back(std::move(*s));
      continue;
    }
    const std::string code = UpperOf(InBrackets(line.text));
    const bool marked = code.size() > 1 && code.size() <= kLongestCode &&
                        (code.front() == '~') != (code.back() == '~');
    const std::size_t end = std::min(line.text.find_first_of("{["), line.text.size());
    std::string_view phrase = TrimmedOf(line.text.substr(0, end));
    while (phrase.ends_with('_')) phrase.remove_suffix(1);
    if (!marked || phrase.empty()) {
      ++skipped_;
      continue;
    }
    const std::size_t open = line.text.find('{');
    const std::size_t close = line.text.find('}');
    const bool braces =
        open != std::string_view::npos && close != std::string_view::npos && open < close;
    const std::string_view irregular =
        braces ? line.text.substr(open + 1, close - open - 1) : std::string_view();
    for (const std::string& one : Substituted(UpperOf(phrase), substitutions)) {
      AddAgent(one, irregular, !braces, code, words);
    }
  }
}

std::string_view ActorDictionary::CodeOn(std::uint32_t entry, DayNumber day) const {
  std::string_view always;
  constexpr DayNumber kNever = std::numeric_limits<DayNumber>::max();
  for (const DatedCode& dated : codes_[entry]) {
    if (dated.from == 0 && dated.to == kNever) {
      always = dated.code;
    } else if (day != 0 && dated.from <= day && day <= dated.to) {
      return dated.code;
    }
  }
  return always;
}

ActorDictionary::Found ActorDictionary::ActorAt(const WordNumber* words, std::size_t size,
                                                DayNumber day) const {
  const auto names = size == 0 ? actor_names_.end() : actor_names_.find(words[0]);
  if (names == actor_names_.end()) return {};
  for (const Name& name : names->second) {
    const std::size_t length = Fits(name.words, words, size);
    if (length == 0) continue;
    const std::string_view code = CodeOn(name.entry, day);
    if (!code.empty()) return {code, length};
  }
  return {};
}

ActorDictionary::Found ActorDictionary::AgentAt(const WordNumber* words, std::size_t size) const {
  const auto names = size == 0 ? agent_names_.end() : agent_names_.find(words[0]);
  if (names == agent_names_.end()) return {};
  for (const Name& name : names->second) {
    const std::size_t length = Fits(name.words, words, size);
    if (length > 0) return {agent_codes_[name.entry], length};
  }
  return {};
}

bool ActorDictionary::HoldsActor(const std::vector<WordNumber>& words, DayNumber day) const {
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (ActorAt(words.data() + i, words.size() - i, day).length > 0) return true;
  }
  return false;
}

std::string ActorDictionary::CodeOf(const std::vector<WordNumber>& words, DayNumber day,
                                    WordNumber former) const {
  std::string code;
  std::size_t actor_first = words.size(), actor_end = words.size();
  for (std::size_t i = 0; i < words.size() && code.empty(); ++i) {
    const Found actor = ActorAt(words.data() + i, words.size() - i, day);
    if (actor.length == 0) continue;
    code = std::string(actor.code);
    actor_first = i;
    actor_end = i + actor.length;
  }
  const bool was =
      former != kUnknownWord && std::find(words.begin(), words.end(), former) != words.end();
  for (std::size_t i = 0; i < words.size();) {
    if (i == actor_first) {
      i = actor_end;
      continue;
    }
    const Found agent = AgentAt(words.data() + i, words.size() - i);
    if (agent.length == 0) {
      ++i;
      continue;
    }
    if (code.empty()) code = "---";
    Join(code, was ? std::string_view("~ELI") : agent.code);
    i += agent.length;
  }
  return code;
}

}  // namespace checkback
