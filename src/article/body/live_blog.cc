#include "article/body/live_blog.h"

#include <algorithm>

#include "article/body/live_entries.h"
#include "article/lines/lines.h"
#include "text/utf8.h"

namespace checkback {
namespace {

constexpr std::size_t kMostPosts = 2000;

bool IsHeading(Tag tag) {
  return tag >= Tag::kH1 && tag <= Tag::kH6;
}

// Parts of an entry that are not its words.
bool IsLeftOut(Tag tag) {
  switch (tag) {
    case Tag::kTime:
    case Tag::kFigure:
    case Tag::kFigcaption:
    case Tag::kButton:
    case Tag::kForm:
    case Tag::kNav:
    case Tag::kAside:
    case Tag::kFooter:
    case Tag::kScript:
    case Tag::kStyle:
    case Tag::kNoscript:
    case Tag::kSvg:
    case Tag::kIframe:
    case Tag::kAddress:
    case Tag::kSelect:
    case Tag::kTextarea:
      return true;
    default:
      return false;
  }
}

// The words of one entry, a paragraph for each block.
class PostReader {
 public:
  PostReader(const Tree& tree, std::string_view language) : tree_(tree), language_(language) {}

  void Read(const LiveEntry& entry, LivePost& post) {
    const NodeIndex end = tree_[entry.node].end;
    NodeIndex owner = kNoNode;
    for (NodeIndex i = entry.node; i < end; ++i) {
      const Tree::Node& node = tree_[i];
      if (node.tag == Tag::kText) {
        const NodeIndex block = BlockOf(i, entry.node);
        if (block != owner) Flush(post);
        owner = block;
        if (i != entry.time) words_ += tree_.Text(i);
      } else if (IsHeading(node.tag)) {
        Flush(post);
        TakeHeading(tree_.TextBelow(i), post);
        i = node.end - 1;
      } else if (i == entry.time || IsLeftOut(node.tag)) {
        i = node.end - 1;
      } else if (node.tag == Tag::kBr) {
        words_ += ' ';
      } else if (IsBlockTag(node.tag)) {
        Flush(post);
        owner = i;
      }
    }
    Flush(post);
  }

 private:
  NodeIndex BlockOf(NodeIndex text, NodeIndex entry) const {
    NodeIndex node = tree_[text].parent;
    while (node != kNoNode && node != entry && !IsBlockTag(tree_[node].tag))
      node = tree_[node].parent;
    return node;
  }

  static void TakeHeading(std::string heading, LivePost& post) {
    if (heading.empty() || ReadClockTime(heading)) return;
    if (post.headline.empty() && post.paragraphs.empty()) {
      post.headline = std::move(heading);
    } else if (heading != post.headline) {
      post.paragraphs.push_back(std::move(heading));
    }
  }

  void Flush(LivePost& post) {
    std::string paragraph = Collapse(words_);
    words_.clear();
    if (paragraph.empty() || paragraph == post.headline || CountWords(paragraph) == 0) return;
    if (ReadClockTime(paragraph)) return;
    const LineVerdict verdict = JudgeLine(paragraph, language_);
    if (verdict.kind == LineKind::kFurniture || verdict.kind == LineKind::kCredit) return;
    const auto& said = post.paragraphs;
    if (std::find(said.begin(), said.end(), paragraph) == said.end())
      post.paragraphs.push_back(std::move(paragraph));
  }

  const Tree& tree_;
  std::string_view language_;
  std::string words_;
};

// The day to which bare times of day belong: the page's own.
std::optional<std::chrono::sys_days> DayOf(const Witnesses& said) {
  for (const auto* list : {&said.published, &said.modified}) {
    for (const Said& value : *list) {
      if (const auto time = ParsePageTime(value.value)) return time->LocalDay();
    }
  }
  return std::nullopt;
}

std::optional<PageTime> TimeOf(const Tree& tree, NodeIndex node,
                               std::optional<std::chrono::sys_days> day) {
  if (tree[node].tag != Tag::kText) {
    if (auto time = ParsePageTime(tree.Get(node, Attr::kDatetime))) return time;
    return ParsePageTime(tree.Get(node, Attr::kDataTime));
  }
  const auto clock = ReadClockTime(tree.Text(node));
  if (!clock || !day) return std::nullopt;
  return PageTime{
      .utc = Instant(*day) + clock->since_midnight, .offset = clock->offset, .has_time = true};
}

std::vector<LivePost> FromTree(const Tree& tree, const Witnesses& said) {
  std::vector<LivePost> posts;
  const auto day = DayOf(said);
  PostReader reader(tree, said.language);
  std::vector<Instant> told;
  for (const SaidPost& post : said.posts) {
    if (post.time && post.time->has_time) told.push_back(post.time->utc);
  }
  for (const LiveEntry& entry : FindLiveEntries(tree, told)) {
    if (posts.size() >= kMostPosts) break;
    LivePost post;
    post.node = entry.node;
    post.time = TimeOf(tree, entry.time, day);
    reader.Read(entry, post);
    if (!post.paragraphs.empty()) posts.push_back(std::move(post));
  }
  return posts;
}

std::vector<LivePost> FromMetadata(const Witnesses& said) {
  std::vector<LivePost> posts;
  for (const SaidPost& entry : said.posts) {
    if (posts.size() >= kMostPosts) break;
    LivePost post;
    post.headline = entry.headline;
    post.time = entry.time;
    for (std::size_t at = 0; at < entry.body.size();) {
      const std::size_t end = std::min(entry.body.find('\n', at), entry.body.size());
      if (const auto line = Trim(std::string_view(entry.body).substr(at, end - at)); !line.empty())
        post.paragraphs.emplace_back(line);
      at = end + 1;
    }
    if (!post.paragraphs.empty()) posts.push_back(std::move(post));
  }
  return posts;
}

std::size_t BytesOf(const std::vector<LivePost>& posts) {
  std::size_t bytes = 0;
  for (const LivePost& post : posts) {
    for (const std::string& paragraph : post.paragraphs) bytes += paragraph.size();
  }
  return bytes;
}

}  // namespace

std::vector<LivePost> FindPosts(const Tree& tree, const Witnesses& said) {
  std::vector<LivePost> shown = FromTree(tree, said);
  std::vector<LivePost> told = FromMetadata(said);
  // Scripts load the rest of a long blog; metadata then holds more than the page shows.
  std::vector<LivePost>& posts = BytesOf(told) > BytesOf(shown) * 3 / 2 ? told : shown;
  return posts.size() < 2 ? std::vector<LivePost>{} : std::move(posts);
}

}  // namespace checkback
