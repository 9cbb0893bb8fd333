#include "serve/scope.h"

namespace checkback {

std::string_view NameOf(Scope scope) {
  switch (scope) {
    case Scope::kRead:
      return "read";
    case Scope::kAct:
      return "act";
    case Scope::kAdmin:
      return "admin";
  }
  return "read";
}

std::optional<Scope> ScopeNamed(std::string_view word) {
  for (const Scope scope : {Scope::kRead, Scope::kAct, Scope::kAdmin})
    if (NameOf(scope) == word) return scope;
  return std::nullopt;
}

}  // namespace checkback
