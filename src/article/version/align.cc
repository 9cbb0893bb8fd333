#include "article/version/align.h"

#include <algorithm>
#include <limits>
#include <unordered_map>

namespace checkback {
namespace {

constexpr std::size_t kNone = std::numeric_limits<std::size_t>::max();
// Tuned on data/developing (10 stories, 38 edits).
constexpr double kNear = 0.5;
constexpr double kNeighbours = 0.2;  // what a common neighbour adds
// A word in more changed sentences than this finds nothing; a sentence is compared with at most so
// many others. The bounds keep 10,000 changed sentences under a second.
constexpr std::size_t kMostSentencesOfWord = 40;
constexpr std::size_t kMostCandidates = 8;

struct Near {
  double score = 0;
  std::size_t was = 0, now = 0;
};

double Dice(const std::vector<std::uint64_t>& a, const std::vector<std::uint64_t>& b) {
  std::size_t common = 0;
  for (auto x = a.begin(), y = b.begin(); x != a.end() && y != b.end();) {
    if (*x < *y) {
      ++x;
    } else if (*y < *x) {
      ++y;
    } else {
      ++common, ++x, ++y;
    }
  }
  const std::size_t all = a.size() + b.size();
  return all == 0 ? 0 : 2.0 * static_cast<double>(common) / static_cast<double>(all);
}

std::vector<std::uint64_t> WordsOf(const ComparedSentence& sentence) {
  std::vector<std::uint64_t> words;
  for (const ComparedToken& token : sentence.tokens) {
    if (token.is_word) words.push_back(token.hash);
  }
  std::sort(words.begin(), words.end());
  return words;
}

class Aligner {
 public:
  Aligner(const std::vector<ComparedSentence>& was, const std::vector<ComparedSentence>& now)
      : was_(was), now_(now), now_of_(was.size(), kNone), was_of_(now.size(), kNone) {}

  std::vector<SentencePair> Run() {
    MatchSame();
    same_now_of_ = now_of_;
    MatchNear();
    MatchAlone();
    return InOrder();
  }

 private:
  void Match(std::size_t i, std::size_t j) {
    now_of_[i] = j;
    was_of_[j] = i;
  }

  // The first of equal ones with the first, the second with the second.
  void MatchSame() {
    std::unordered_map<std::uint64_t, std::vector<std::size_t>> places;
    for (std::size_t j = now_.size(); j-- > 0;) places[now_[j].hash].push_back(j);
    for (std::size_t i = 0; i < was_.size(); ++i) {
      const auto found = places.find(was_[i].hash);
      if (found == places.end() || found->second.empty()) continue;
      Match(i, found->second.back());
      found->second.pop_back();
    }
  }

  // Whether the sentence before, or the one behind, is the same for both.
  bool AreNeighbours(std::size_t i, std::size_t j) const {
    const bool both_first = i == 0 && j == 0;
    const bool both_last = i + 1 == was_.size() && j + 1 == now_.size();
    const bool before = i > 0 && j > 0 && now_of_[i - 1] == j - 1;
    const bool behind = i + 1 < was_.size() && j + 1 < now_.size() && now_of_[i + 1] == j + 1;
    return both_first || both_last || before || behind;
  }

  void MatchNear() {
    std::unordered_map<std::uint64_t, std::vector<std::size_t>> holds;  // word: sentences of now
    std::vector<std::vector<std::uint64_t>> words(now_.size());
    for (std::size_t j = 0; j < now_.size(); ++j) {
      if (was_of_[j] != kNone) continue;
      words[j] = WordsOf(now_[j]);
      for (std::size_t n = 0; n < words[j].size(); ++n) {
        if (n > 0 && words[j][n] == words[j][n - 1]) continue;
        std::vector<std::size_t>& places = holds[words[j][n]];
        if (places.size() <= kMostSentencesOfWord) places.push_back(j);
      }
    }
    std::vector<Near> pairs;
    std::unordered_map<std::size_t, std::size_t> shared;
    for (std::size_t i = 0; i < was_.size(); ++i) {
      if (now_of_[i] != kNone) continue;
      const std::vector<std::uint64_t> mine = WordsOf(was_[i]);
      shared.clear();
      for (std::size_t n = 0; n < mine.size(); ++n) {
        if (n > 0 && mine[n] == mine[n - 1]) continue;
        const auto found = holds.find(mine[n]);
        if (found == holds.end() || found->second.size() > kMostSentencesOfWord) continue;
        for (const std::size_t j : found->second) ++shared[j];
      }
      AddNear(i, mine, words, shared, pairs);
    }
    std::sort(pairs.begin(), pairs.end(), [](const Near& a, const Near& b) {
      if (a.score != b.score) return a.score > b.score;
      return a.was != b.was ? a.was < b.was : a.now < b.now;
    });
    for (const Near& pair : pairs) {
      if (now_of_[pair.was] == kNone && was_of_[pair.now] == kNone) Match(pair.was, pair.now);
    }
  }

  void AddNear(std::size_t i, const std::vector<std::uint64_t>& mine,
               const std::vector<std::vector<std::uint64_t>>& words,
               const std::unordered_map<std::size_t, std::size_t>& shared,
               std::vector<Near>& pairs) const {
    std::vector<std::pair<std::size_t, std::size_t>> best(shared.begin(), shared.end());
    std::sort(best.begin(), best.end(), [](const auto& a, const auto& b) {
      return a.second != b.second ? a.second > b.second : a.first < b.first;
    });
    if (best.size() > kMostCandidates) best.resize(kMostCandidates);
    for (const auto& candidate : best) {
      const std::size_t j = candidate.first;
      const double score = Dice(mine, words[j]) + (AreNeighbours(i, j) ? kNeighbours : 0);
      if (score >= kNear) pairs.push_back({score, i, j});
    }
  }

  // One sentence gone and one new between the same two neighbours: the one stands for the other,
  // however different.
  void MatchAlone() {
    for (std::size_t i = 0; i < was_.size(); ++i) {
      if (now_of_[i] != kNone) continue;
      const std::size_t j = i == 0 ? 0 : now_of_[i - 1] + (now_of_[i - 1] == kNone ? 0 : 1);
      if (j >= now_.size() || was_of_[j] != kNone) continue;
      const bool ends_was = i + 1 == was_.size();
      const bool ends_now = j + 1 == now_.size();
      if (ends_was != ends_now) continue;
      if (ends_was || now_of_[i + 1] == j + 1) Match(i, j);
    }
  }

  std::vector<SentencePair> InOrder() const {
    std::vector<SentencePair> pairs;
    std::size_t next = 0;  // the first of was not yet told
    const auto gone_before = [&](std::size_t end) {
      for (; next < end; ++next) {
        if (now_of_[next] == kNone) pairs.push_back({next, std::nullopt});
      }
    };
    for (std::size_t j = 0; j < now_.size(); ++j) {
      const std::size_t i = was_of_[j];
      if (i == kNone) {
        pairs.push_back({std::nullopt, j});
        continue;
      }
      gone_before(i);
      if (same_now_of_[i] == kNone) pairs.push_back({i, j});
    }
    gone_before(was_.size());
    return pairs;
  }

  const std::vector<ComparedSentence>& was_;
  const std::vector<ComparedSentence>& now_;
  std::vector<std::size_t> now_of_, was_of_;
  std::vector<std::size_t> same_now_of_;  // only those that did not change
};

}  // namespace

std::vector<SentencePair> AlignSentences(const std::vector<ComparedSentence>& was,
                                         const std::vector<ComparedSentence>& now) {
  return Aligner(was, now).Run();
}

}  // namespace checkback
