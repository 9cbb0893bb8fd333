// Where the text of an article is not what the page shows as one: bodies that only metadata
// holds, and live blogs, which are read entry by entry.

#include <algorithm>
#include <unordered_map>

#include "article/body/body.h"
#include "article/body/live_blog.h"
#include "article/lines/lines.h"
#include "text/utf8.h"

namespace checkback {
namespace {

// The visible text is a stub where it has less than this share of the one in metadata.
constexpr double kStubShare = 0.4;
constexpr std::size_t kFewestWords = 60;
// A line of fewer words may stand twice for a reason.
constexpr std::size_t kRepeatWords = 6;

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

// The entries become blocks, each paragraph once however often the page repeats it.
class PostWriter {
 public:
  PostWriter(Body& body, std::vector<PlacedBlock>& out) : body_(body), out_(out) {}

  // A paragraph that is out_'s already: entries do not say it again.
  void Know(std::string_view words, std::size_t place) {
    seen_.try_emplace(std::string(words), place);
  }

  void Append(const LivePost& post) {
    if (!post.headline.empty()) Add(post.headline, post);
    for (const std::string& paragraph : post.paragraphs) Add(paragraph, post);
  }

 private:
  void Add(std::string_view words, const LivePost& post) {
    auto placed = BlockOf(words, BlockKind::kPost, body_);
    if (!placed) return;
    const auto [seen, fresh] = seen_.try_emplace(std::string(words), out_.size());
    if (!fresh && CountWords(words) >= kRepeatWords) {
      ++out_[seen->second].block.repeats;
      return;
    }
    placed->block.time = post.time;
    placed->node = post.node;
    out_.push_back(std::move(*placed));
  }

  Body& body_;
  std::vector<PlacedBlock>& out_;
  std::unordered_map<std::string, std::size_t> seen_;  // words -> place in out_
};

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

void TakePosts(const Tree& tree, const std::vector<LivePost>& posts, Body& body) {
  if (posts.empty()) return;
  const NodeIndex first = posts.front().node;
  std::vector<PlacedBlock> out;
  PostWriter writer(body, out);
  auto post = posts.begin();
  for (PlacedBlock& placed : body.blocks) {
    while (post != posts.end() && post->node != kNoNode && post->node <= placed.node) {
      writer.Append(*post++);
    }
    // Paragraphs among and behind the entries are theirs; what is only in metadata has no place
    // among the page's own paragraphs, so these stay as the introduction.
    const bool behind = first != kNoNode && placed.node > first;
    if (placed.in_text && (behind || InOnePost(tree, placed.node, posts))) continue;
    if (placed.in_text) writer.Know(placed.block.text, out.size());
    out.push_back(std::move(placed));
  }
  while (post != posts.end()) writer.Append(*post++);
  body.blocks = std::move(out);
}

}  // namespace checkback
