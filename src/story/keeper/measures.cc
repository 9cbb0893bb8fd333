#include "story/keeper/measures.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <span>
#include <utility>

namespace checkback {
namespace {

constexpr std::size_t kMembers = 8;        // the newest voices, each compared by itself
constexpr std::size_t kTimedMembers = 64;  // the newest voices, whose times are looked at
constexpr double kHour = 3'600'000;

float HoursBetween(StoryTime a, StoryTime b) {
  return static_cast<float>(static_cast<double>(a < b ? b - a : a - b) / kHour);
}

float Share(double part, double whole) {
  return whole > 0 ? static_cast<float>(part / whole) : 0.0f;
}

double Square(float x) {
  return static_cast<double>(x) * x;
}

// Sums over the terms of one view.
struct View {
  double dot = 0;
  double own = 0;    // squares of the article's weights that the story has too
  double story = 0;  // of the story's that the article has too
  double idf = 0;

  void Add(float a, float s, double term_idf) {
    dot += static_cast<double>(a) * s;
    own += Square(a);
    story += Square(s);
    if (a > 0 && s > 0) idf += term_idf;
  }
};

// What stands in both ledes and in one of them only, of one kind of words, in squares of weights.
struct Apart {
  double dot = 0;
  double own_met = 0;
  double other_met = 0;
  double other_all = 0;

  // Whether it is of the kind is told by each side; either is enough to have met.
  void Meet(float a, bool a_is, float s, bool s_is) {
    if (a <= 0 || s <= 0) return;
    if (a_is || s_is) dot += static_cast<double>(a) * s;
    if (a_is) own_met += Square(a);
    if (s_is) other_met += Square(s);
  }
  // Shares of the two ledes; `own_all` and the squared length of the other one are given.
  float Own(double own_all) const { return static_cast<float>(std::max(0.0, own_all - own_met)); }
  float Other(double length) const { return Share(std::max(0.0, other_all - other_met), length); }
  float Both(double own_all, double length) const {
    return std::sqrt(Own(own_all) * Other(length));
  }
};

// What the story says most and in figures, and whether the article has it.
void MeasureKept(const Reader& reader, const KeptStory& story, float voices, Measures& m) {
  const std::span<const TermId> terms = story.sum.terms();
  for (std::size_t i = 0; i < story.names.size(); ++i) {
    const bool found = reader.lookup.Find(story.names.begin()[i]) != nullptr;
    m[found ? kCoreNamesFound : kCoreNamesMissing] += story.name_weights[i] / voices;
  }
  for (std::size_t part = 0; part < story.figures.size(); ++part) {
    for (std::uint64_t rest = story.figures[part]; rest != 0; rest &= rest - 1) {
      const std::size_t place = 64 * part + static_cast<std::size_t>(std::countr_zero(rest));
      if (reader.lookup.Find(terms[place]) == nullptr)
        m[kFiguresMissing] += story.sum[place].lede / voices;
    }
  }
}

// The article beside the story as a whole.
void MeasureWhole(const Reader& reader, const KeptStory& story, float voices,
                  TermLookup::Meeting& meeting, Measures& m) {
  const Weight* const first = reader.terms.data();
  View head, lede, all, name;
  double head_in_all = 0, all_in_head = 0;
  Apart names, figures;
  names.other_all = story.name_ledes;
  figures.other_all = story.figure_ledes;
  MeasureKept(reader, story, voices, m);
  reader.lookup.Meet(story.sum.terms(), meeting);
  for (const TermLookup::Met& met : meeting) {
    const Weight s = story.sum[met.place];
    const Weight* const a = met.weight;
    if ((story.figures[met.place / 64] >> met.place % 64 & 1) != 0) {
      m[kFiguresFound] += a->lede;
      figures.Meet(a->lede, true, s.lede, true);
    }
    names.Meet(a->lede, a->name > 0, s.lede, s.name > 0);
    const auto place = static_cast<std::size_t>(a - first);
    if (reader.top[place] != 0) m[kOwnTopFound] += 1;
    if (s.name > 0 && reader.told_in[place] <= story.voices) m[kOwnNamesMet] += 1;
    const double idf = reader.idf[place];
    head.Add(a->head, s.head, idf);
    lede.Add(a->lede, s.lede, idf);
    all.Add(a->all, s.all, idf);
    name.Add(a->name, s.name, idf);
    head_in_all += static_cast<double>(a->head) * s.all;
    all_in_head += static_cast<double>(a->all) * s.head;
  }
  const Lengths& length = story.length;
  const double square = Square(length.lede);
  m[kNamesMet] = Share(names.dot, length.lede);
  m[kOwnNamesApart] = names.Own(reader.lede_names);
  m[kStoryNamesApart] = names.Other(square);
  m[kNamesApart] = m[kNamesApartLeast] = names.Both(reader.lede_names, square);
  m[kOwnFiguresApart] = figures.Own(reader.lede_figures);
  m[kFiguresApart] = figures.Both(reader.lede_figures, square);
  m[kCosHead] = Share(head.dot, length.head);
  m[kCosLede] = Share(lede.dot, length.lede);
  m[kCosAll] = Share(all.dot, length.all);
  m[kCosName] = Share(name.dot, length.name);
  m[kHeadInAll] = Share(head_in_all, length.all);
  m[kAllInHead] = Share(all_in_head, length.head);
  m[kMeanHead] = Share(head.dot, voices);
  m[kMeanLede] = Share(lede.dot, voices);
  m[kMeanAll] = Share(all.dot, voices);
  m[kMeanName] = Share(name.dot, voices);
  m[kSharedHeadIdf] = static_cast<float>(head.idf);
  m[kSharedLedeIdf] = static_cast<float>(lede.idf);
  m[kSharedNamesIdf] = static_cast<float>(name.idf);
  m[kOwnHeadFound] = static_cast<float>(head.own);
  m[kOwnLedeFound] = static_cast<float>(lede.own);
  m[kOwnAllFound] = static_cast<float>(all.own);
  m[kOwnNamesFound] = static_cast<float>(name.own);
  m[kStoryHeadFound] = Share(head.story, Square(length.head));
  m[kStoryLedeFound] = Share(lede.story, Square(length.lede));
  m[kStoryAllFound] = Share(all.story, Square(length.all));
  m[kStoryNamesFound] = Share(name.story, Square(length.name));
}

// The article beside the story's newest articles, one by one.
void MeasureMembers(const Reader& reader, const KeptStory& story,
                    const std::vector<KeptArticle>& articles, TermLookup::Meeting& meeting,
                    Measures& m) {
  const KeptArticle& article = reader.article;
  float nearest = HoursBetween(article.time, story.last);
  double words = 0;
  std::size_t voices = 0;
  for (auto it = story.articles.rbegin(); it != story.articles.rend(); ++it) {
    const KeptArticle& member = articles[*it];
    if (member.follows != 0) continue;
    nearest = std::min(nearest, HoursBetween(article.time, member.time));
    words += member.words;
    if (++voices == kTimedMembers) break;
    if (voices > kMembers || story.voices == 1) continue;
    float head = 0, lede = 0, all = 0, name = 0;
    Apart names;
    names.other_all = member.name_ledes;
    reader.lookup.Meet(member.terms.terms(), meeting);
    for (const TermLookup::Met& met : meeting) {
      const PackedWeight s = member.terms[met.place];
      const Weight* const a = met.weight;
      const float s_lede = kUnpacked[s.lede];
      head += a->head * kUnpacked[s.head];
      lede += a->lede * s_lede;
      all += a->all * kUnpacked[s.all];
      name += a->name * kUnpacked[s.name];
      names.Meet(a->lede, a->name > 0, s_lede, s.name > 0);
    }
    m[kNamesApartLeast] = std::min(m[kNamesApartLeast], names.Both(reader.lede_names, 1));
    m[kBestHead] = std::max(m[kBestHead], head);
    m[kBestLede] = std::max(m[kBestLede], lede);
    m[kBestAll] = std::max(m[kBestAll], all);
    m[kBestName] = std::max(m[kBestName], name);
  }
  if (story.voices == 1) {  // the sum is its only article
    m[kBestHead] = m[kMeanHead];
    m[kBestLede] = m[kMeanLede];
    m[kBestAll] = m[kMeanAll];
    m[kBestName] = m[kMeanName];
  }
  m[kHoursToNearest] = nearest;
  m[kStoryWords] = Share(words, static_cast<double>(voices));
}

void MeasureTop(const Reader& reader, const KeptStory& story, Measures& m) {
  for (const TermId term : story.top)
    m[kStoryTopFound] += reader.lookup.Find(term) != nullptr ? 1 : 0;
  m[kStoryTopFound] = Share(m[kStoryTopFound], static_cast<double>(story.top.size()));
  m[kOwnTopFound] = Share(m[kOwnTopFound], static_cast<double>(reader.tops));
}

}  // namespace

const std::array<std::string_view, kColumns> kColumnNames = {"cos_head",
                                                             "cos_lede",
                                                             "cos_all",
                                                             "cos_name",
                                                             "head_in_all",
                                                             "all_in_head",
                                                             "mean_head",
                                                             "mean_lede",
                                                             "mean_all",
                                                             "mean_name",
                                                             "best_head",
                                                             "best_lede",
                                                             "best_all",
                                                             "best_name",
                                                             "shared_head_idf",
                                                             "shared_lede_idf",
                                                             "shared_names_idf",
                                                             "own_all_found",
                                                             "own_lede_found",
                                                             "own_head_found",
                                                             "own_names_found",
                                                             "story_all_found",
                                                             "story_lede_found",
                                                             "story_head_found",
                                                             "story_names_found",
                                                             "own_top_found",
                                                             "story_top_found",
                                                             "core_names_found",
                                                             "core_names_missing",
                                                             "figures_found",
                                                             "figures_missing",
                                                             "hours_to_nearest",
                                                             "hours_to_first",
                                                             "hours_to_last",
                                                             "voices",
                                                             "head_words",
                                                             "words",
                                                             "story_words",
                                                             "cohesion_lede",
                                                             "cohesion_all",
                                                             "margin_lede",
                                                             "margin_all",
                                                             "rank_all",
                                                             "time_rank",
                                                             "names_met",
                                                             "own_names_apart",
                                                             "story_names_apart",
                                                             "names_apart",
                                                             "names_apart_least",
                                                             "own_figures_apart",
                                                             "figures_apart",
                                                             "own_names_met"};

void Describe(KeptStory& story, const Vocabulary& vocabulary) {
  const TermVector sum = story.sum.Unpacked();
  story.length = LengthsOf(sum);
  story.top.Set(Heaviest(sum, &Weight::all, kTopTerms));
  story.names.Set(Heaviest(sum, &Weight::name, kCoreNames));
  DescribeLedes(story, vocabulary);
}

void DescribeLedes(KeptStory& story, const Vocabulary& vocabulary) {
  story.figures = {};
  story.name_weights = {};
  story.figure_ledes = story.name_ledes = 0;
  for (std::size_t i = 0; i < story.sum.size(); ++i) {
    const Weight s = story.sum[i];
    const auto name = std::find(story.names.begin(), story.names.end(), s.term);
    if (name != story.names.end())
      story.name_weights[static_cast<std::size_t>(name - story.names.begin())] = s.name;
    if (s.name > 0) story.name_ledes += Square(s.lede);
    if (s.lede <= 0 || !vocabulary.IsFigure(s.term)) continue;
    story.figures[i / 64] |= std::uint64_t{1} << i % 64;
    story.figure_ledes += Square(s.lede);
  }
}

void DescribeLedes(KeptArticle& article) {
  article.name_ledes = 0;
  for (std::size_t i = 0; i < article.terms.size(); ++i) {
    const PackedWeight w = article.terms[i];
    if (w.name > 0) article.name_ledes += Square(kUnpacked[w.lede]);
  }
}

Reader::Reader(const KeptArticle& of, const Vocabulary& vocabulary, std::uint32_t counted)
    : article(of), terms(Unpacked(of.terms)), lookup(terms) {
  const std::vector<TermId> heaviest = Heaviest(terms, &Weight::all, kTopTerms);
  tops = heaviest.size();
  idf.reserve(terms.size());
  top.reserve(terms.size());
  told_in.reserve(terms.size());
  for (const Weight& w : terms) {
    idf.push_back(static_cast<float>(vocabulary.Idf(w.term)));
    top.push_back(std::binary_search(heaviest.begin(), heaviest.end(), w.term) ? 1 : 0);
    const std::uint32_t articles = vocabulary.Articles(w.term);
    told_in.push_back(w.name > 0 && vocabulary.IsForeign(w.term)
                          ? articles - std::min(articles, counted)
                          : kNoName);
    if (w.name > 0) lede_names += Square(w.lede);
    if (vocabulary.IsFigure(w.term)) lede_figures += Square(w.lede);
  }
}

void MeasureAlone(const Reader& reader, const KeptStory& story,
                  const std::vector<KeptArticle>& articles, Measures& measures) {
  measures.fill(0);
  const auto voices = static_cast<float>(std::max<std::uint32_t>(story.voices, 1));
  TermLookup::Meeting meeting;
  MeasureWhole(reader, story, voices, meeting, measures);
  MeasureMembers(reader, story, articles, meeting, measures);
  MeasureTop(reader, story, measures);
  const KeptArticle& article = reader.article;
  measures[kHoursToFirst] = HoursBetween(article.time, story.first);
  measures[kHoursToLast] = HoursBetween(article.time, story.last);
  measures[kVoices] = voices;
  measures[kHeadWords] = article.head_words;
  measures[kWords] = article.words;
  measures[kCohesionLede] = story.length.lede / voices;
  measures[kCohesionAll] = story.length.all / voices;
}

void MeasureBeside(std::vector<Candidate>& candidates) {
  const std::pair<Column, Column> margins[] = {{kCosLede, kMarginLede}, {kCosAll, kMarginAll}};
  for (const auto& [from, to] : margins) {
    float best = 0, second = 0;
    for (const Candidate& c : candidates) {
      const float value = c.measures[from];
      second = std::max(second, std::min(best, value));
      best = std::max(best, value);
    }
    for (Candidate& c : candidates) {
      const float value = c.measures[from];
      c.measures[to] = value - (value == best ? second : best);
    }
  }
  const float share = candidates.empty() ? 0.0f : 1.0f / static_cast<float>(candidates.size());
  for (Candidate& c : candidates) {
    for (const Candidate& other : candidates) {
      if (other.measures[kCosAll] > c.measures[kCosAll]) c.measures[kRankAll] += 1;
      const float mine = c.measures[kHoursToNearest], theirs = other.measures[kHoursToNearest];
      if (mine != theirs) c.measures[kTimeRank] += theirs < mine ? share : -share;
    }
  }
}

}  // namespace checkback
