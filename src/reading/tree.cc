#include "reading/tree.h"

#include <algorithm>
#include <limits>

#include "reading/highest.h"

namespace checkback {
namespace {

constexpr double kNever = -std::numeric_limits<double>::infinity();
// Taken off every arc from the root, so that the best tree has one of them only; scores are far
// smaller.
constexpr double kRootCost = 1e6;

// The contraction on a matrix of its own. Nodes 0 to n - 1 are words or the circles that stand for
// them, node n the root.
class Contraction {
 public:
  Contraction(std::span<const float> scores, std::size_t n)
      : n_(n), arcs_(n * (n + 1)), alive_(n, true), head_(n, 0) {
    words_of_.resize(n);
    for (std::size_t w = 0; w < n; ++w) {
      words_of_[w].push_back(w);
      for (std::size_t h = 0; h <= n; ++h) {
        const double s = scores[w * (n + 1) + h];
        arcs_[w * (n + 1) + h] = {h == w   ? kNever
                                  : h == n ? s - kRootCost
                                           : s,
                                  static_cast<std::uint32_t>(w), static_cast<std::uint32_t>(h)};
      }
    }
  }

  std::vector<std::int32_t> Run() {
    for (std::size_t w = 0; w < n_; ++w) ChooseHead(w);
    while (FindCircle()) Contract();
    return Expand();
  }

 private:
  struct Arc {
    double score;
    std::uint32_t word, head;  // of the text
  };
  // A circle that became one node.
  struct Folded {
    std::vector<Arc> inner;                       // the arcs of the circle
    std::vector<std::vector<std::size_t>> words;  // of the node that each arc leads to
  };

  Arc& At(std::size_t word, std::size_t head) { return arcs_[word * (n_ + 1) + head]; }

  void ChooseHead(std::size_t w) {
    std::size_t best = n_;
    for (std::size_t h = 0; h < n_; ++h) {
      if (h != w && alive_[h] && At(w, h).score > At(w, best).score) best = h;
    }
    head_[w] = best;
  }

  bool FindCircle() {
    std::vector<std::uint32_t> seen(n_, 0);
    for (std::size_t start = 0; start < n_; ++start) {
      if (!alive_[start] || seen[start] != 0) continue;
      const auto mark = static_cast<std::uint32_t>(start + 1);
      std::size_t w = start;
      while (w != n_ && seen[w] == 0) {
        seen[w] = mark;
        w = head_[w];
      }
      if (w == n_ || seen[w] != mark) continue;
      circle_.clear();
      for (std::size_t c = w; circle_.empty() || c != w; c = head_[c]) circle_.push_back(c);
      return true;
    }
    return false;
  }

  // The circle becomes its first node; an arc into it counts what it gains over the one it breaks.
  void Contract() {
    const std::size_t node = circle_[0];
    Folded folded;
    for (const std::size_t c : circle_) folded.inner.push_back(At(c, head_[c]));
    std::vector<bool> inside(n_ + 1, false);
    for (const std::size_t c : circle_) inside[c] = true;
    std::vector<Arc> in(n_ + 1, {kNever, 0, 0});
    for (std::size_t i = 0; i < circle_.size(); ++i) {
      const std::size_t c = circle_[i];
      for (std::size_t h = 0; h <= n_; ++h) {
        if (inside[h] || (h < n_ && !alive_[h])) continue;
        Arc arc = At(c, h);
        arc.score -= folded.inner[i].score;
        if (arc.score > in[h].score) in[h] = arc;
      }
    }
    for (std::size_t w = 0; w < n_; ++w) {
      if (inside[w] || !alive_[w]) continue;
      Arc best = {kNever, 0, 0};
      for (const std::size_t c : circle_) {
        if (At(w, c).score > best.score) best = At(w, c);
      }
      At(w, node) = best;
      if (inside[head_[w]]) head_[w] = node;
    }
    for (std::size_t h = 0; h <= n_; ++h) At(node, h) = in[h];
    std::vector<std::size_t> all;
    for (const std::size_t c : circle_) {
      alive_[c] = c == node;
      all.insert(all.end(), words_of_[c].begin(), words_of_[c].end());
      folded.words.push_back(std::move(words_of_[c]));
    }
    words_of_[node] = std::move(all);
    folds_.push_back(std::move(folded));
    ChooseHead(node);
  }

  // Arcs between nodes are arcs between words; of each circle all inner arcs hold but the one to
  // the node that an arc from outside reaches.
  std::vector<std::int32_t> Expand() {
    std::vector<std::int32_t> heads(n_, kOpen);
    const auto set = [&](const Arc& arc) {
      heads[arc.word] = arc.head == n_ ? -1 : static_cast<std::int32_t>(arc.head);
    };
    for (std::size_t w = 0; w < n_; ++w) {
      if (alive_[w]) set(At(w, head_[w]));
    }
    for (std::size_t f = folds_.size(); f-- > 0;) {
      const Folded& fold = folds_[f];
      for (std::size_t i = 0; i < fold.inner.size(); ++i) {
        const bool reached = std::any_of(fold.words[i].begin(), fold.words[i].end(),
                                         [&](std::size_t w) { return heads[w] != kOpen; });
        if (!reached) set(fold.inner[i]);
      }
    }
    return heads;
  }

  static constexpr std::int32_t kOpen = -2;

  std::size_t n_;
  std::vector<Arc> arcs_;
  std::vector<bool> alive_;
  std::vector<std::size_t> head_;
  std::vector<std::size_t> circle_;
  std::vector<std::vector<std::size_t>> words_of_;  // of each node
  std::vector<Folded> folds_;
};

// The best head of word `w` by itself, the first of several; the root (`n`) where none is better.
std::size_t BestHead(const float* row, std::size_t n, std::size_t w) {
  std::size_t best = n;
  const auto look = [&](std::size_t from, std::size_t to) {
    if (from >= to) return;
    const std::size_t found = from + FirstHighest(row + from, to - from);
    if (row[found] > row[best]) best = found;
  };
  look(0, w);
  look(w + 1, n);
  return best;
}

bool IsTree(const std::vector<std::int32_t>& heads) {
  std::size_t roots = 0;
  std::vector<std::uint32_t> seen(heads.size(), 0);
  for (std::size_t start = 0; start < heads.size(); ++start) {
    if (heads[start] < 0) ++roots;
    auto w = static_cast<std::int32_t>(start);
    while (w >= 0 && seen[static_cast<std::size_t>(w)] == 0) {
      seen[static_cast<std::size_t>(w)] = static_cast<std::uint32_t>(start + 1);
      w = heads[static_cast<std::size_t>(w)];
    }
    if (w >= 0 && seen[static_cast<std::size_t>(w)] == start + 1) return false;
  }
  return roots == 1;
}

}  // namespace

std::vector<std::int32_t> BestTree(std::span<const float> scores, std::size_t n) {
  std::vector<std::int32_t> heads(n);
  for (std::size_t w = 0; w < n; ++w) {
    const std::size_t best = BestHead(scores.data() + w * (n + 1), n, w);
    heads[w] = best == n ? -1 : static_cast<std::int32_t>(best);
  }
  if (IsTree(heads)) return heads;
  return Contraction(scores, n).Run();
}

}  // namespace checkback
