// Any bytes as a dictionary of actors, agents, verbs or discards, and a sentence coded by it.

#include <cstdint>
#include <cstdlib>
#include <string>

#include "reading/events.h"
#include "text/sentences.h"
#include "text/utf8.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace checkback;
  static const std::string text =
      "The police of Gondor and Arnor said on Monday that they had met the rebels. Gondor was "
      "attacked by Arnor.";
  static const Parse parse = ParseText(text, FindSentences(text, "en"), "en");
  static const Grammar grammar(text, parse, "en");
  static const Names names = FindNames(grammar);
  static const Clauses clauses = FindClauses(grammar);
  static const Standings standings = FindStandings(grammar, clauses, names, {});

  const std::string bytes(reinterpret_cast<const char*>(data), size);
  const std::string actors = "GONDOR [GON]\nARNOR [ARN]\n";
  const EventDictionaries dictionaries = ReadDictionaries({{"a.actors.txt", actors + bytes},
                                                           {"a.agents.txt", bytes},
                                                           {"a.discards.txt", bytes},
                                                           {"a.verbs.txt", bytes}});
  const auto events = FindEvents({.grammar = grammar,
                                  .names = names,
                                  .times = {},
                                  .clauses = clauses,
                                  .standings = standings,
                                  .printed = std::nullopt,
                                  .dictionaries = &dictionaries});
  for (const Event& event : events) {
    if (event.span.end > text.size() || event.span.start > event.span.end) std::abort();
    if (event.source_code.empty() || event.target_code.empty()) std::abort();
  }
  return 0;
}
