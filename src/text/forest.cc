#include "text/forest.h"

#include <array>
#include <charconv>
#include <cmath>
#include <numeric>
#include <optional>

namespace checkback {
namespace {

// A sum below the bound after this many trees, and again after each further step, stays far
// from body: the trees that follow correct ever less.
constexpr std::size_t kFirstTrees = 40;
constexpr std::size_t kStep = 20;
constexpr float kHopeless = -6.0f;

constexpr std::uint8_t kDeepest = 60;             // levels of a tree
constexpr std::uint16_t kMostInner = 30'000;      // nodes of a tree; there is one leaf more
constexpr std::size_t kAtOnce = 8, kAtLeast = 4;  // rows that go through a tree side by side

// The words of a text, line by line.
class Words {
 public:
  explicit Words(std::string_view text) : text_(text) {}

  std::string_view Next() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '#' && (at_ == 0 || text_[at_ - 1] == '\n')) {
        at_ = std::min(text_.find('\n', at_), text_.size());
      } else if (c == ' ' || c == '\n') {
        line_ += c == '\n' ? 1 : 0;
        ++at_;
      } else {
        break;
      }
    }
    const std::size_t end = std::min(text_.find_first_of(" \n", at_), text_.size());
    const std::string_view word = text_.substr(at_, end - at_);
    at_ = end;
    return word;
  }

  template <typename Number>
  std::optional<Number> NextNumber() {
    return ToNumber<Number>(Next());
  }

  template <typename Number>
  static std::optional<Number> ToNumber(std::string_view word) {
    Number value{};
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
    if (error != std::errc() || end != word.data() + word.size()) return std::nullopt;
    return value;
  }

  std::size_t line() const { return line_; }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
};

}  // namespace

Result<Forest> Forest::Read(std::string_view text) {
  Words words(text);
  const auto wrong = [&](const char* what) {
    return Fail(Errc::kBadInput, "forest: line " + std::to_string(words.line()) + ": " + what);
  };
  Forest forest;
  if (words.Next() != "columns") return wrong("'columns' is missing");
  const auto columns = words.NextNumber<std::uint16_t>();
  if (!columns || *columns == 0) return wrong("not a number of columns");
  for (int i = 0; i < *columns; ++i) forest.columns_.emplace_back(words.Next());
  if (words.Next() != "trees") return wrong("'trees' is missing");
  const auto trees = words.NextNumber<std::uint16_t>();
  if (!trees) return wrong("not a number of trees");

  for (int tree = 0; tree < *trees; ++tree) {
    if (words.Next() != "tree") return wrong("'tree' is missing");
    const auto count = words.NextNumber<std::uint16_t>();
    if (!count || *count > kMostInner) return wrong("not a number of nodes");
    const auto first = static_cast<std::uint32_t>(forest.nodes_.size());
    std::vector<std::uint8_t> depth(*count + 1u, 0);  // of each inner node, as found from above
    forest.nodes_.resize(first + *count);
    std::uint8_t deepest = 0;
    // Where a word leads: to an inner node behind `from`, or to a new leaf, which leads to itself.
    const auto target = [&](std::int32_t from, std::uint8_t level) -> std::optional<std::uint16_t> {
      const std::string_view word = words.Next();
      if (word.starts_with('@')) {
        const auto place = Words::ToNumber<std::int32_t>(word.substr(1));
        if (!place || *place <= from || *place >= *count || level >= kDeepest) return std::nullopt;
        depth[static_cast<std::size_t>(*place)] = level;
        return static_cast<std::uint16_t>(*place);
      }
      const auto leaf = Words::ToNumber<float>(word);
      if (!leaf) return std::nullopt;
      deepest = std::max(deepest, level);
      const auto own = static_cast<std::uint16_t>(forest.nodes_.size() - first);
      forest.nodes_.push_back({*leaf, 0, {own, own}});
      return own;
    };
    const auto root = target(-1, 0);
    if (!root) return wrong("the tree has no root");
    for (std::int32_t n = 0; n < *count; ++n) {
      const auto column = words.NextNumber<std::uint16_t>();
      const auto threshold = words.NextNumber<float>();
      if (!column || *column >= *columns || !threshold) return wrong("not a node");
      const auto level = static_cast<std::uint8_t>(depth[static_cast<std::size_t>(n)] + 1);
      const auto left = target(n, level);
      const auto right = target(n, level);
      if (!left || !right) return wrong("a node leads nowhere");
      forest.nodes_[first + static_cast<std::uint32_t>(n)] = {*threshold, *column, {*left, *right}};
    }
    forest.trees_.push_back({first, *root, deepest});
  }
  return forest;
}

std::vector<float> Forest::Judge(const std::vector<std::span<const float>>& rows) const {
  std::vector<float> sums(rows.size(), 0.0f);
  std::vector<std::uint32_t> live(rows.size());
  std::iota(live.begin(), live.end(), 0u);
  std::size_t look = kFirstTrees;
  for (std::size_t tree = 0; tree < trees_.size() && !live.empty(); ++tree) {
    if (tree == look) {
      std::erase_if(live, [&](std::uint32_t row) { return sums[row] < kHopeless; });
      look += kStep;
    }
    // Several rows at once: a processor waits for one node of each instead of one after the
    // other. Each walks on in its leaf until the longest path of the tree is done.
    std::span<const std::uint32_t> rest = live;
    while (!rest.empty()) {
      const bool many = rest.size() > kAtLeast;
      if (many) {
        Walk<kAtOnce>(trees_[tree], rows, rest, sums);
      } else if (rest.size() > 1) {
        Walk<kAtLeast>(trees_[tree], rows, rest, sums);
      } else {
        Walk<1>(trees_[tree], rows, rest, sums);
      }
      rest = rest.subspan(std::min(rest.size(), many ? kAtOnce : kAtLeast));
    }
  }
  for (float& sum : sums) sum = 1.0f / (1.0f + std::exp(-sum));
  return sums;
}

// The first kLanes of `live` at most; where they are fewer, the first walks in their place.
template <std::size_t kLanes>
void Forest::Walk(const Tree& tree, const std::vector<std::span<const float>>& rows,
                  std::span<const std::uint32_t> live, std::vector<float>& sums) const {
  const Node* const nodes = nodes_.data() + tree.first;
  std::array<const float*, kLanes> row;
  std::array<std::uint32_t, kLanes> at;
  for (std::size_t i = 0; i < kLanes; ++i) {
    row[i] = rows[live[i < live.size() ? i : 0]].data();
    at[i] = tree.root;
  }
  for (std::uint8_t level = 0; level < tree.depth; ++level) {
#pragma GCC unroll 8
    for (std::size_t i = 0; i < kLanes; ++i) {
      const Node& node = nodes[at[i]];
      at[i] = node.next[row[i][node.column] <= node.number ? 0 : 1];
    }
  }
  const std::size_t walked = std::min(kLanes, live.size());
  for (std::size_t i = 0; i < walked; ++i) sums[live[i]] += nodes[at[i]].number;
}

}  // namespace checkback
