#include "article/body/forest.h"

#include <charconv>
#include <cmath>
#include <optional>

namespace checkback {
namespace {

// A sum below the bound after this many trees, and again after each further step, stays far
// from body: the trees that follow correct ever less.
constexpr std::size_t kFirstTrees = 40;
constexpr std::size_t kStep = 20;
constexpr float kHopeless = -6.0f;

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
    return Fail(Errc::kBadInput,
                "forest: line " + std::to_string(words.line()) + ": " + what);
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
    if (!count) return wrong("not a number of nodes");
    const auto first = static_cast<std::int32_t>(forest.nodes_.size());
    // Where a word leads: to a node of this tree behind `from`, or to a new leaf.
    const auto target = [&](std::int32_t from) -> std::optional<std::int32_t> {
      const std::string_view word = words.Next();
      if (word.starts_with('@')) {
        const auto place = Words::ToNumber<std::int32_t>(word.substr(1));
        if (!place || *place <= from || *place >= *count) return std::nullopt;
        return first + *place;
      }
      const auto leaf = Words::ToNumber<float>(word);
      if (!leaf) return std::nullopt;
      forest.leaves_.push_back(*leaf);
      return -static_cast<std::int32_t>(forest.leaves_.size());
    };
    const auto root = target(-1);
    if (!root) return wrong("the tree has no root");
    forest.roots_.push_back(*root);
    for (std::int32_t n = 0; n < *count; ++n) {
      const auto column = words.NextNumber<std::uint16_t>();
      const auto threshold = words.NextNumber<float>();
      if (!column || *column >= *columns || !threshold) return wrong("not a node");
      const auto left = target(n);
      const auto right = target(n);
      if (!left || !right) return wrong("a node leads nowhere");
      forest.nodes_.push_back({*threshold, *column, *left, *right});
    }
  }
  return forest;
}

float Forest::Judge(std::span<const float> row) const {
  const Node* const nodes = nodes_.data();
  const float* const leaves = leaves_.data();
  const float* const values = row.data();
  float sum = 0;
  std::size_t look = kFirstTrees;
  for (std::size_t tree = 0; tree < roots_.size(); ++tree) {
    if (tree == look) {
      if (sum < kHopeless) break;
      look += kStep;
    }
    std::int32_t at = roots_[tree];
    while (at >= 0) {
      const Node& node = nodes[at];
      at = values[node.column] <= node.threshold ? node.left : node.right;
    }
    sum += leaves[-1 - at];
  }
  return 1.0f / (1.0f + std::exp(-sum));
}

}  // namespace checkback
