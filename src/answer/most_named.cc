#include "answer/most_named.h"

#include <algorithm>

#include "text/utf8.h"

namespace checkback {

std::vector<const StoryName*> MostNamed(const ToldStory& told, NameKind kind) {
  std::vector<const StoryName*> names;
  for (const StoryName& name : told.names) {
    if (name.kind == kind) names.push_back(&name);
  }
  std::stable_sort(names.begin(), names.end(), [](const StoryName* a, const StoryName* b) {
    return a->captures.size() > b->captures.size();
  });
  return names;
}

std::vector<Passage> TellingRoles(const WholeStory& whole, const StoryName& name) {
  std::vector<std::string> bare;
  bare.reserve(name.roles.size());
  for (const Passage& role : name.roles)
    bare.push_back(BareLetters(Words(whole.articles[role.capture].text, role.span)));
  std::vector<Passage> roles;
  for (std::size_t i = 0; i < bare.size(); ++i) {
    const bool in_another = std::any_of(bare.begin(), bare.end(), [&](const std::string& other) {
      return other.size() > bare[i].size() && other.find(bare[i]) != std::string::npos;
    });
    if (!in_another) roles.push_back(name.roles[i]);
  }
  return roles;
}

}  // namespace checkback
