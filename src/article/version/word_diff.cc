#include "article/version/word_diff.h"

#include <algorithm>
#include <cstdint>

namespace checkback {
namespace {

struct Middle {
  std::size_t head = 0;  // tokens that both begin with
  std::size_t tail = 0;
};

Middle MiddleOf(const std::vector<ComparedToken>& was, const std::vector<ComparedToken>& now) {
  Middle middle;
  const std::size_t least = std::min(was.size(), now.size());
  while (middle.head < least && was[middle.head].hash == now[middle.head].hash) ++middle.head;
  while (middle.head + middle.tail < least &&
         was[was.size() - 1 - middle.tail].hash == now[now.size() - 1 - middle.tail].hash)
    ++middle.tail;
  return middle;
}

// Words weigh more than marks, so that a comma does not hold two rewritten halves apart.
std::uint32_t WeightOf(const ComparedToken& token) {
  return token.is_word ? 4 : 1;
}

std::vector<Hunk> ByCommonSubsequence(const std::vector<ComparedToken>& was,
                                      const std::vector<ComparedToken>& now, const Middle& middle) {
  const std::size_t rows = was.size() - middle.head - middle.tail;
  const std::size_t columns = now.size() - middle.head - middle.tail;
  const auto a = [&](std::size_t i) -> const ComparedToken& { return was[middle.head + i]; };
  const auto b = [&](std::size_t j) -> const ComparedToken& { return now[middle.head + j]; };
  // best[i][j]: the weight of what the rests from i and j have in common.
  std::vector<std::uint32_t> best((rows + 1) * (columns + 1));
  const auto at = [&](std::size_t i, std::size_t j) -> std::uint32_t& {
    return best[i * (columns + 1) + j];
  };
  for (std::size_t i = rows; i-- > 0;) {
    for (std::size_t j = columns; j-- > 0;) {
      at(i, j) = std::max(at(i + 1, j), at(i, j + 1));
      if (a(i).hash == b(j).hash) at(i, j) = std::max(at(i, j), at(i + 1, j + 1) + WeightOf(a(i)));
    }
  }
  std::vector<Hunk> hunks;
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < rows || j < columns) {
    Hunk hunk = {middle.head + i, 0, middle.head + j, 0};
    while (i < rows || j < columns) {
      const bool same = i < rows && j < columns && a(i).hash == b(j).hash &&
                        at(i, j) == at(i + 1, j + 1) + WeightOf(a(i));
      if (same) break;
      if (j >= columns || (i < rows && at(i + 1, j) >= at(i, j + 1))) {
        ++i;
      } else {
        ++j;
      }
    }
    hunk.was_end = middle.head + i;
    hunk.now_end = middle.head + j;
    if (hunk.was_begin < hunk.was_end || hunk.now_begin < hunk.now_end) hunks.push_back(hunk);
    while (i < rows && j < columns && a(i).hash == b(j).hash) ++i, ++j;
  }
  return hunks;
}

std::size_t SizeOf(const Hunk& hunk) {
  return std::max(hunk.was_end - hunk.was_begin, hunk.now_end - hunk.now_begin);
}

// A word or two in the place of another.
bool IsSwap(const Hunk& hunk) {
  return SizeOf(hunk) <= 2 && hunk.was_begin < hunk.was_end && hunk.now_begin < hunk.now_end;
}

// Rewritten stretches have words in common by chance: those do not part them.
std::vector<Hunk> Joined(const std::vector<ComparedToken>& was, const std::vector<Hunk>& hunks) {
  constexpr std::size_t kMostBetween = 1;  // words; tuned on data/developing
  constexpr std::size_t kRewritten = 3;    // tokens
  std::vector<Hunk> joined;
  for (const Hunk& hunk : hunks) {
    if (!joined.empty()) {
      Hunk& last = joined.back();
      const auto words = std::count_if(was.begin() + static_cast<std::ptrdiff_t>(last.was_end),
                                       was.begin() + static_cast<std::ptrdiff_t>(hunk.was_begin),
                                       [](const ComparedToken& token) { return token.is_word; });
      const bool near = static_cast<std::size_t>(words) <= kMostBetween;
      const bool apart = words == 0 && IsSwap(last) && IsSwap(hunk);
      if ((words == 0 && !apart) || (near && std::max(SizeOf(last), SizeOf(hunk)) >= kRewritten)) {
        last.was_end = hunk.was_end;
        last.now_end = hunk.now_end;
        continue;
      }
    }
    joined.push_back(hunk);
  }
  return joined;
}

}  // namespace

std::vector<Hunk> DiffWords(const std::vector<ComparedToken>& was,
                            const std::vector<ComparedToken>& now, std::size_t& cells_left) {
  const Middle middle = MiddleOf(was, now);
  const Hunk whole = {middle.head, was.size() - middle.tail, middle.head, now.size() - middle.tail};
  const std::size_t rows = whole.was_end - whole.was_begin;
  const std::size_t columns = whole.now_end - whole.now_begin;
  if (rows == 0 && columns == 0) return {};
  if (rows == 0 || columns == 0) return {whole};
  const std::size_t cells = (rows + 1) * (columns + 1);
  if (cells > cells_left) return {whole};
  cells_left -= cells;
  return Joined(was, ByCommonSubsequence(was, now, middle));
}

}  // namespace checkback
