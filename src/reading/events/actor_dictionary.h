// Dictionaries of actors and agents: which phrase is coded how, and from when to when.
//
//   GOLLUM                    BORDER_POLICE {} [~COP]
//   +SMEAGOL
//      [HOB <950601]          "Gondor's border police" -> GONCOP
//      [HOBGOV 19950601 - 19990815]
//
// The format is PETRARCH's (openeventdata.github.io): an underscore ties two words, a blank lets
// others stand between. Agents are put behind (~) or before the code of the actor beside them; they
// have regular plurals unless {} says otherwise.

#pragma once

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "reading/events/words.h"

namespace checkback {

using DayNumber = std::int32_t;  // 19950601

struct DatedCode {
  DayNumber from = 0;
  DayNumber to = std::numeric_limits<DayNumber>::max();
  std::string code;
};

class ActorDictionary {
 public:
  // Reads a file and adds to what was read before; the first entry of a phrase wins. Bad lines are
  // skipped and counted.
  void ReadActors(std::string_view bytes, EventWords& words);
  void ReadAgents(std::string_view bytes, EventWords& words);

  struct Found {
    std::string_view code;   // as long as the dictionary
    std::size_t length = 0;  // words of the phrase that the entry covers, gaps counted
  };
  // The actor whose phrase begins at the first of `words`; the longest. `day`: 0 where not known
  // (then codes without dates are taken first). Length 0: none.
  Found ActorAt(const WordNumber* words, std::size_t size, DayNumber day) const;
  Found AgentAt(const WordNumber* words, std::size_t size) const;

  // The code of a phrase: that of its first actor and of all its agents, "---COP" where no actor
  // stands in it, "" where nothing does. `former`: the word that makes of an officer a former one.
  std::string CodeOf(const std::vector<WordNumber>& words, DayNumber day, WordNumber former) const;
  // Whether an actor begins somewhere in `words`.
  bool HoldsActor(const std::vector<WordNumber>& words, DayNumber day) const;

  std::size_t actors() const { return codes_.size(); }
  std::size_t agents() const { return agent_codes_.size(); }
  std::size_t skipped() const { return skipped_; }

 private:
  struct Name {
    std::vector<PhraseWord> words;
    std::uint32_t entry = 0;
  };
  using Names = std::unordered_map<WordNumber, std::vector<Name>>;

  static void AddName(Names& names, std::vector<PhraseWord> words, std::size_t entry);
  void AddAgent(std::string_view phrase, std::string_view braces, bool plural,
                const std::string& code, EventWords& words);
  std::string_view CodeOn(std::uint32_t entry, DayNumber day) const;

  Names actor_names_, agent_names_;
  std::vector<std::vector<DatedCode>> codes_;
  std::vector<std::string> agent_codes_;  // with their ~
  std::size_t skipped_ = 0;
};

}  // namespace checkback
