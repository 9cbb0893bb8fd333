// What speaks for an article belonging to a story, as numbers: the columns of rules/story.model.
//
// An article is compared with the story as a whole (the sum of its articles), with the most like
// of its articles, and with the other stories that come into question. "cos" is a cosine, "mean"
// the mean cosine with the story's articles, "best" the cosine with the nearest of them, each in
// the views of vectors.h. Time is hours apart, whichever came first: late arrivals find their
// place.

#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "story/keeper/kept.h"
#include "story/keeper/vectors.h"

namespace checkback {

enum Column : std::size_t {
  kCosHead,
  kCosLede,
  kCosAll,
  kCosName,
  kHeadInAll,  // the article's headline beside all of the story
  kAllInHead,  // all of the article beside the story's headlines
  kMeanHead,
  kMeanLede,
  kMeanAll,
  kMeanName,
  kBestHead,
  kBestLede,
  kBestAll,
  kBestName,
  kSharedHeadIdf,  // sums, no shares: short texts are alike by few words
  kSharedLedeIdf,
  kSharedNamesIdf,
  kOwnAllFound,  // how much of the article is in the story, in squares of weights
  kOwnLedeFound,
  kOwnHeadFound,
  kOwnNamesFound,
  kStoryAllFound,  // how much of the story is in the article
  kStoryLedeFound,
  kStoryHeadFound,
  kStoryNamesFound,
  kOwnTopFound,     // share of the article's kTopTerms that are in the story
  kStoryTopFound,   // share of the story's that are in the article
  kCoreNamesFound,  // of the kCoreNames that the story says most
  kCoreNamesMissing,
  kFiguresFound,  // of the figures in the ledes
  kFiguresMissing,
  kHoursToNearest,  // of the story's articles
  kHoursToFirst,
  kHoursToLast,
  kVoices,
  kHeadWords,
  kWords,
  kStoryWords,    // of its articles, on the mean
  kCohesionLede,  // how alike the story's articles are: 1 for a single one
  kCohesionAll,
  kMarginLede,  // before the best of the other candidates
  kMarginAll,
  kRankAll,          // how many candidates have a higher cosine
  kTimeRank,         // share of candidates that are nearer in time, less those that are farther
  kNamesMet,         // cosine of the ledes, of what is written like a name
  kOwnNamesApart,    // names of the article's lede that no lede of the story has
  kStoryNamesApart,  // names of the story's ledes that the article's lede lacks
  kNamesApart,       // both at once: each tells of somebody or somewhere else
  kNamesApartLeast,  // the same with the article that it is least so with
  kOwnFiguresApart,  // the same of figures
  kFiguresApart,
  kOwnNamesMet,  // names in both that the language's background lacks and this story alone has told
  kColumns
};
// Those before are the columns of the forest.
inline constexpr std::size_t kForestColumns = kOwnNamesMet;
extern const std::array<std::string_view, kColumns> kColumnNames;
using Measures = std::array<float, kColumns>;

// A story that an article may belong to.
struct Candidate {
  std::uint32_t story = 0;  // its place on the shelf
  float score = 0;          // how likely, 0 to 1
  Measures measures{};
};

// Brings what follows from the sum of a story up to date: lengths, top, names, figures.
void Describe(KeptStory& story, const Vocabulary& vocabulary);
// The parts of it that no snapshot holds.
void DescribeLedes(KeptStory& story, const Vocabulary& vocabulary);
void DescribeLedes(KeptArticle& article);

// An article made ready to be compared with many stories. `article` must outlive it.
struct Reader {
  // `counted`: how many articles are counted that are not beside the story: the article itself,
  // where it was counted already, and those that it is measured together with.
  Reader(const KeptArticle& article, const Vocabulary& vocabulary, std::uint32_t counted = 0);

  const KeptArticle& article;
  TermVector terms;  // of the article
  TermLookup lookup;
  std::vector<float> idf;         // of its terms, in their order
  std::vector<std::uint8_t> top;  // 1: one of its heaviest terms; in the same order
  // In how many articles a name stands that the background lacks; kNoName: it is no such name.
  static constexpr std::uint32_t kNoName = ~std::uint32_t{0};
  std::vector<std::uint32_t> told_in;
  std::size_t tops = 0;
  double lede_names = 0;    // squares of the lede's weights that are names
  double lede_figures = 0;  // that are figures
};

// Fills the measures of one article and one story alone. `articles` are those of the shelf.
void MeasureAlone(const Reader& reader, const KeptStory& story,
                  const std::vector<KeptArticle>& articles, Measures& measures);

// Fills those that compare the candidates with one another.
void MeasureBeside(std::vector<Candidate>& candidates);

}  // namespace checkback
