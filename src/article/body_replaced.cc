// Where the text of an article is not what the page shows as one: bodies that only metadata
// holds, and live blogs, which are read entry by entry.

#include <algorithm>

#include "article/body.h"
#include "article/lines.h"
#include "article/live_blog.h"
#include "text/utf8.h"

namespace checkback {
namespace {

// The visible text is a stub where it has less than this share of the one in metadata.
constexpr double kStubShare = 0.4;
constexpr std::size_t kFewestWords = 60;

template <typename Use>
void EachLine(std::string_view text, Use&& use) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    if (const std::string_view line = Trim(text.substr(0, end)); !line.empty()) use(line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

// A paragraph without markup: body, or a notice by its words; nothing for furniture.
std::optional<PlacedBlock> BlockOf(std::string_view line, BlockKind body_kind, Body& body) {
  const LineVerdict verdict = JudgeLine(line, "");
  PlacedBlock placed;
  placed.block.text = std::string(line);
  placed.in_text = false;
  switch (verdict.kind) {
    case LineKind::kFurniture:
      return std::nullopt;
    case LineKind::kNotice:
      body.developing = body.developing || verdict.developing;
      placed.block.kind = BlockKind::kNotice;
      return placed;
    case LineKind::kCorrection:
      placed.block.kind = BlockKind::kCorrection;
      return placed;
    case LineKind::kCredit:
      placed.block.kind = BlockKind::kCredit;
      return placed;
    case LineKind::kBody:
      break;
  }
  placed.block.kind = body_kind;
  placed.in_text = true;
  return placed;
}

bool InOnePost(const Tree& tree, NodeIndex node, const std::vector<LivePost>& posts) {
  if (node == kNoNode) return false;
  return std::any_of(posts.begin(), posts.end(), [&](const LivePost& post) {
    return post.node != kNoNode && tree.Below(node, post.node);
  });
}

void AppendPost(const LivePost& post, Body& body, std::vector<PlacedBlock>& out) {
  const auto add = [&](std::string_view words) {
    auto placed = BlockOf(words, BlockKind::kPost, body);
    if (!placed) return;
    placed->block.time = post.time;
    placed->node = post.node;
    out.push_back(std::move(*placed));
  };
  if (!post.headline.empty()) add(post.headline);
  for (const std::string& paragraph : post.paragraphs) add(paragraph);
}

}  // namespace

void TakeSaidBody(const Witnesses& said, Body& body) {
  const Said* best = nullptr;
  for (const Said& one : said.bodies) {
    if (!best || one.value.size() > best->value.size()) best = &one;
  }
  if (!best || CountWords(best->value) < kFewestWords) return;
  const auto shown = static_cast<double>(body.TextBytes());
  if (shown > kStubShare * static_cast<double>(best->value.size())) return;
  std::erase_if(body.blocks, [](const PlacedBlock& placed) { return placed.in_text; });
  EachLine(best->value, [&](std::string_view line) {
    if (auto placed = BlockOf(line, BlockKind::kParagraph, body)) {
      body.blocks.push_back(std::move(*placed));
    }
  });
}

void TakePosts(const Tree& tree, const Witnesses& said, Body& body) {
  const std::vector<LivePost> posts = FindPosts(tree, said);
  if (posts.empty()) return;
  const NodeIndex first = posts.front().node;
  std::vector<PlacedBlock> out;
  auto post = posts.begin();
  for (PlacedBlock& placed : body.blocks) {
    while (post != posts.end() && post->node != kNoNode && post->node <= placed.node) {
      AppendPost(*post++, body, out);
    }
    // Paragraphs among and behind the entries are theirs; what is only in metadata has no place
    // among the page's own paragraphs, so these stay as the introduction.
    const bool behind = first != kNoNode && placed.node > first;
    if (placed.in_text && (behind || InOnePost(tree, placed.node, posts))) continue;
    out.push_back(std::move(placed));
  }
  while (post != posts.end()) AppendPost(*post++, body, out);
  body.blocks = std::move(out);
}

}  // namespace checkback
