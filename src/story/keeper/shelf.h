// The living stories of one language.

#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "story/keeper/evidence.h"
#include "story/keeper/story_index.h"
#include "text/forest.h"

namespace checkback {

struct Candidate_ {
  std::uint32_t story = 0;
  Measures evidence{};
  float score = 0;
};

class Shelf {
 public:
  Shelf(std::string_view language, const Forest* forest) : vocabulary(language), forest_(forest) {}

  // Research hook: sees all judged candidates of an article.
  std::function<void(ArticleId, const std::vector<Candidate_>&)> watch;
  float cut = 0.5f;

  std::uint32_t Add(const StoryArticle& article);

  Vocabulary vocabulary;
  std::vector<KeptArticle> articles;
  std::vector<KeptStory> stories;
  std::unordered_map<ArticleId, std::uint32_t> places;

 private:
  std::vector<Candidate_> Judge(const KeptArticle& article);
  void Measure(const KeptArticle& article, const TermLookup& lookup, const KeptStory& story,
               Measures& evidence) const;
  std::uint32_t Found(std::uint32_t article);
  void Join(std::uint32_t article, std::uint32_t story);

  StoryIndex index_;
  const Forest* forest_;
};

}  // namespace checkback
