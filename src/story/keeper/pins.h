// What people decided: articles that belong together, or do not, whatever the words say.
//
// A pin names articles, not stories, so it means the same after a repair, a restart, or when all
// articles are read again. It may be given before its articles come.

#pragma once

#include <cstdint>
#include <unordered_map>
#include <utility>
#include <vector>

#include "story/keeper/article.h"

namespace checkback {

struct Pin {
  enum class Kind : std::uint8_t { kTogether, kApart };
  Kind kind = Kind::kTogether;
  ArticleId a = 0;
  ArticleId b = 0;

  friend bool operator==(const Pin&, const Pin&) = default;
};

class Pins {
 public:
  // A later pin of the same two articles takes the place of an earlier one.
  void Add(const Pin& pin);
  const std::vector<Pin>& all() const { return pins_; }
  bool empty() const { return pins_.empty(); }
  bool Names(ArticleId article) const { return places_.contains(article); }

  // The articles that are pinned together with `article`, or apart from it, oldest pin first.
  std::vector<ArticleId> Of(ArticleId article, Pin::Kind kind) const;
  // `article`, and all that are pinned together with it, or with one of those.
  std::vector<ArticleId> GroupOf(ArticleId article) const;

 private:
  std::vector<Pin> pins_;
  std::unordered_map<ArticleId, std::vector<std::size_t>> places_;
};

}  // namespace checkback
