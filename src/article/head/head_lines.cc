#include "article/head/head_lines.h"

#include <algorithm>
#include <array>

#include "article/head/head_hints.h"
#include "article/head/short_text.h"
#include "text/utf8.h"

namespace checkback {
namespace {

// How far the head reaches before the headline and (where the body is not known) after it, in
// nodes: on the Fundus pages 99 % of bylines and dates lie within.
constexpr NodeIndex kBefore = 120;
constexpr NodeIndex kAfterHeadline = 500;
constexpr NodeIndex kIntoBody = 60;
constexpr NodeIndex kAfterBody = 300;
constexpr std::size_t kLongestName = 100;  // bytes
constexpr std::size_t kLongestDate = 20;   // bytes, of a headline's own: "14. September 2025 |"
constexpr std::size_t kMostTexts = 20;     // of a headline looked at for a date
constexpr std::size_t kLongestLine = 400;  // bytes: longer lines are running text

template <std::size_t N>
bool HasAny(std::string_view text, const std::array<std::string_view, N>& words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
    return text.find(word) != std::string_view::npos;
  });
}

bool LeadsToAuthor(std::string_view href) {
  constexpr std::array<std::string_view, 17> kPaths = {
      "/author", "/autor",  "/auteur",    "/profile",  "/people/", "/staff/",
      "/by/",    "/writer", "/contrib",   "/journal",  "/person",  "/reporter",
      "/team/",  "/redakt", "/columnist", "/experts/", "/bio/"};
  return HasAny(AsciiLower(href), kPaths);
}

// A short line with a year in it may be a date that no class speaks of.
bool HoldsYear(std::string_view text) {
  if (text.size() > 80) return false;
  int run = 0;
  for (const char c : text) {
    run = c >= '0' && c <= '9' ? run + 1 : 0;
    if (run == 4) return true;
  }
  return false;
}

class Walk {
 public:
  Walk(const Tree& tree, NodeIndex headline, BodyPlace body)
      : tree_(tree), headline_(headline), body_(body) {
    const NodeIndex start = headline != kNoNode ? headline : body.first;
    for (NodeIndex up = start; up != kNoNode && !in_article_; up = tree[up].parent) {
      in_article_ = tree[up].tag == Tag::kArticle;
    }
  }

  enum class Keep { kAll, kDated };
  void Read(NodeIndex first, NodeIndex last, bool after_body, Keep keep = Keep::kAll) {
    keep_ = keep;
    after_body_ = after_body;
    last = std::min<NodeIndex>(last, static_cast<NodeIndex>(tree_.size()));
    // What already lies open at the start may say something too, or lie elsewhere.
    for (NodeIndex up = first < last ? tree_[first].parent : kNoNode; up != kNoNode;
         up = tree_[up].parent) {
      if (IsElsewhere(up, HintsOf(tree_, up, scratch_))) first = std::max(first, tree_[up].end);
    }
    for (NodeIndex i = first; i < last && lines_.size() < kMaxHeadLines;) i = Visit(i);
    Break();
    open_.clear();
  }

  std::vector<HeadLine> Take() { return std::move(lines_); }

 private:
  struct Open {
    NodeIndex end;
    unsigned hints;
    bool block;
    bool address;  // in one
    bool link;     // in one, or in a heading
  };

  Open Around() const { return open_.empty() ? Open{0, 0, false, false, false} : open_.back(); }

  static bool IsHeading(Tag tag) { return tag >= Tag::kH1 && tag <= Tag::kH6; }

  // What belongs to the page or to other articles; never what holds headline or body.
  bool IsElsewhere(NodeIndex i, unsigned hints) const {
    if (headline_ != kNoNode && tree_.Below(headline_, i)) return false;
    if (body_.first != kNoNode && tree_.Below(body_.first, i)) return false;
    switch (tree_[i].tag) {
      case Tag::kNav:
      case Tag::kFooter:
      case Tag::kSelect:
      case Tag::kScript:
      case Tag::kStyle:
      case Tag::kNoscript:
      case Tag::kFigure:
      case Tag::kFigcaption:
      case Tag::kTextarea:
      case Tag::kSvg:
      case Tag::kIframe:
        return true;
      case Tag::kArticle:
        return in_article_;  // another article than the one around the headline
      default:
        return (hints & kHintElsewhere) != 0;
    }
  }

  NodeIndex Visit(NodeIndex i) {
    while (!open_.empty() && open_.back().end <= i) {
      if (open_.back().block) Break();
      open_.pop_back();
    }
    const Tree::Node& node = tree_[i];
    if (node.tag == Tag::kText) {
      AddText(i);
      return i + 1;
    }
    if (i == headline_) {
      Break();
      AddDatesOfHeadline();
      return node.end;
    }
    const unsigned hints = HintsOf(tree_, i, scratch_);
    if (IsElsewhere(i, hints)) {
      if (IsBlockTag(node.tag)) Break();
      return node.end;
    }
    const bool block = IsBlockTag(node.tag);
    if (block || node.tag == Tag::kBr) Break();
    if (node.end > i + 1) {
      // Only small elements speak of their text: <article class="… author-12"> does not.
      const bool small = node.end - i < 80;
      const Open around = Around();
      open_.push_back({node.end, around.hints | (small ? hints : 0u), block,
                       around.address || (small && node.tag == Tag::kAddress),
                       around.link || node.tag == Tag::kA || IsHeading(node.tag)});
    }
    if (node.tag == Tag::kTime || (node.size > 0 && tree_.Has(i, Attr::kDatetime))) {
      AddTime(i, hints);
    }
    if (node.tag == Tag::kA && node.size > 0) AddLink(i, hints);
    return i + 1;
  }

  void AddText(NodeIndex i) {
    const auto [end, hints, block, address, link] = Around();
    line_.below_headline = headline_ != kNoNode && i > headline_ &&
                           (body_.last == kNoNode || i < tree_[body_.last].end);
    line_.in_address |= address && line_.below_headline;
    line_.in_link |= link;
    line_.says_author |= (hints & kHintAuthor) != 0 || line_.in_address;
    line_.says_date |= (hints & kHintDate) != 0;
    line_.says_modified |= (hints & kHintModified) != 0;
    if (line_.says_author && line_.pieces.size() < 12) {
      std::string piece = CutShort(Collapse(tree_.Text(i).substr(0, kLongestLine)), kLongestName);
      if (!piece.empty()) line_.pieces.push_back(std::move(piece));
    }
    if (raw_.size() < 4 * kLongestLine) {
      raw_ += tree_.Text(i).substr(0, 8 * kLongestLine);
      // Neighbouring inline elements of a head are words of their own.
      raw_ += ' ';
    }
  }

  // <h1><span>14.05.2025</span> Talks resume</h1>: a text of its own that opens with a number.
  void AddDatesOfHeadline() {
    std::size_t texts = 0;
    for (NodeIndex i = headline_ + 1; i < tree_[headline_].end && texts < kMostTexts; ++i) {
      if (tree_[i].tag != Tag::kText) continue;
      ++texts;
      HeadLine line;
      line.text = Collapse(tree_.Text(i).substr(0, kLongestName));
      const bool opens = !line.text.empty() && line.text[0] >= '0' && line.text[0] <= '9';
      if (!opens || line.text.size() > kLongestDate || !HoldsYear(line.text)) continue;
      line.says_date = true;
      lines_.push_back(std::move(line));
    }
  }

  void AddTime(NodeIndex i, unsigned hints) {
    TimeTag tag;
    tag.datetime = Collapse(tree_.Get(i, Attr::kDatetime));
    tag.text = ShortTextBelow(tree_, i, kLongestLine);
    tag.before = Collapse(raw_);
    // The label may stand in a line of its own: <dt>Updated</dt><dd><time>.
    if (tag.before.empty() && !lines_.empty() && lines_.back().times.empty() &&
        lines_.back().text.size() < 40) {
      tag.before = lines_.back().text;
    }
    tag.says_modified = (hints & kHintModified) != 0;
    tag.says_published = (hints & kHintPublished) != 0 || tree_.Has(i, Attr::kPubdate);
    if (!open_.empty()) tag.says_modified |= (open_.back().hints & kHintModified) != 0;
    line_.times.push_back(std::move(tag));
  }

  void AddLink(NodeIndex i, unsigned hints) {
    const bool author = (hints & kHintAuthor) != 0 || LeadsToAuthor(tree_.Get(i, Attr::kHref));
    if (!author) return;
    std::string text = ShortTextBelow(tree_, i, kLongestLine);
    if (!text.empty()) line_.author_links.push_back(std::move(text));
  }

  void Break() {
    line_.text = Collapse(raw_);
    raw_.clear();
    if (line_.text.size() > kLongestLine && line_.text[0] >= '0' && line_.text[0] <= '9') {
      line_.text = CutShort(line_.text, kLongestName);  // "29.11.2022 – Mehrfach hatte …"
      line_.running_text = true;
    }
    const bool dated = !line_.times.empty();
    const bool short_enough = !line_.text.empty() && line_.text.size() <= kLongestLine;
    if (dated ||
        (short_enough && (keep_ == Keep::kAll || line_.says_date || HoldsYear(line_.text)))) {
      line_.after_body = after_body_;
      lines_.push_back(std::move(line_));
      line_ = {};
      return;
    }
    // A link may hold blocks: what it leads to speaks of the text still to come.
    const bool empty = line_.text.empty();
    std::vector<std::string> links = std::move(line_.author_links);
    line_ = {};
    if (empty) line_.author_links = std::move(links);
  }

  const Tree& tree_;
  NodeIndex headline_;
  BodyPlace body_;
  bool in_article_ = false;
  bool after_body_ = false;
  Keep keep_ = Keep::kAll;
  std::vector<Open> open_;
  std::vector<HeadLine> lines_;
  HeadLine line_;
  std::string raw_;
  std::string scratch_;
};

}  // namespace

std::vector<HeadLine> ReadHeadLines(const Tree& tree, NodeIndex headline, BodyPlace body) {
  Walk walk(tree, headline, body);
  const bool has_body = body.first != kNoNode;
  if (headline == kNoNode && !has_body) return {};
  const NodeIndex top = headline != kNoNode ? headline : body.first;
  const NodeIndex first = top > kBefore ? top - kBefore : 0;
  NodeIndex last = top + kAfterHeadline;
  // The body's first nodes too: bylines often stand in its container.
  if (has_body && body.first >= top) last = std::min(last, body.first + kIntoBody);
  const bool live = body.first_post != kNoNode;
  if (live) last = std::min(last, body.first_post);
  walk.Read(first, last, false);
  if (has_body && body.last >= last && !live) {
    const NodeIndex end = tree[body.last].end;
    walk.Read(end, end + kAfterBody, true);
  }
  return walk.Take();
}

std::vector<HeadLine> ReadDatedLines(const Tree& tree, NodeIndex headline, BodyPlace body) {
  Walk walk(tree, headline, body);
  const auto all = static_cast<NodeIndex>(tree.size());
  walk.Read(0, body.first_post == kNoNode ? all : body.first_post, false, Walk::Keep::kDated);
  return walk.Take();
}

}  // namespace checkback
