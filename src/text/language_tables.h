// A table for each language, from the files rules/<language>/NAME.
//
//   static const LanguageTables<TokenRules> tables("tokens.txt", ReadRules);
//   const TokenRules& rules = tables.Of("en-GB");
//
// Read once, const from then on: safe to call from many threads.

#pragma once

#include <cstddef>
#include <string_view>
#include <unordered_map>

#include "text/embedded.h"

namespace checkback {

template <typename Table>
class LanguageTables {
 public:
  // `read` makes a table of the bytes of a file, which live as long as the program.
  LanguageTables(std::string_view name, Table (*read)(std::string_view)) {
    constexpr std::string_view kFolder = "rules/";
    for (std::size_t i = 0; i < kEmbeddedCount; ++i) {
      const std::string_view path = kEmbeddedFiles[i].path;
      if (!path.starts_with(kFolder)) continue;
      const std::string_view inside = path.substr(kFolder.size());
      const std::size_t slash = inside.find('/');
      if (slash == std::string_view::npos || inside.substr(slash + 1) != name) continue;
      tables_.emplace(inside.substr(0, slash), read(FindEmbedded(path)));
    }
  }

  // The table of `language` (BCP 47; its first part counts); of English where nobody knows it, and
  // an empty one for a language without a file.
  const Table& Of(std::string_view language) const {
    std::string_view base = language.substr(0, language.find('-'));
    if (base.empty() || base == "und") base = "en";
    const auto found = tables_.find(base);
    return found == tables_.end() ? none_ : found->second;
  }

 private:
  std::unordered_map<std::string_view, Table> tables_;
  Table none_{};
};

}  // namespace checkback
