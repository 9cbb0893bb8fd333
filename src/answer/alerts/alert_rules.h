// Which changes somebody wants to be told of.
//
//   answered, denied, number   of story 17         from two independent origins on
//   ---------- on ----------   ----stories----     ----least_origins----
//
// Plain values, filled from the flags of `watch` or from the configuration ([[alert]]).
//
// Pure.

#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "answer/alerts/state_changes.h"
#include "text/result.h"

namespace checkback {

struct AlertRule {
  std::vector<ChangeKind> on;  // empty: all kinds
  std::vector<std::string>
      stories;                    // ids of stories or of their captures, or beginnings; empty: all
  std::string query;              // words, all of them in the story's headlines and names; "": all
  std::size_t least_origins = 1;  // reports that tell the story, independent of each other
};

// An alert of the configuration:
//
//   [[alert]]
//   url = "https://desk.example/hook"      to be posted to (answer/alerts/webhook.h)
//   secret_file = "/etc/checkback/hook"    or secret = "whsec_..."
//   on = ["answered", "denied"]            and story, query, origins
struct AlertSetting {
  std::string url;
  std::string secret;
  AlertRule rule;
};

// "answered,denied,number" as kinds; "" and "all": none are named. kBadInput names the word that is
// no kind, and all that are.
Result<std::vector<ChangeKind>> ReadChangeKinds(std::string_view typed);
// "new, opened, answered, ..."
std::string AllChangeKinds();

// Whether the rule asks for the kind; for the story, whatever changed in it (ids are not looked at:
// Store::FindStory knows where a story has gone).
bool AsksForKind(const AlertRule& rule, ChangeKind kind);
bool AsksForStory(const AlertRule& rule, const WholeStory& whole);

// What the marks of a rule are kept under: the same for the same rule however it was typed.
std::string NameOfRule(const AlertRule& rule, std::string_view url);

}  // namespace checkback
