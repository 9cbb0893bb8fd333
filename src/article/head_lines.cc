#include "article/head_lines.h"

#include <algorithm>
#include <array>

#include "text/utf8.h"

namespace checkback {
namespace {

// How far the head reaches before the headline and (where the body is not known) after it, in
// nodes: on the Fundus pages 99 % of bylines and dates lie within.
constexpr NodeIndex kBefore = 120;
constexpr NodeIndex kAfterHeadline = 500;
constexpr NodeIndex kIntoBody = 60;
constexpr NodeIndex kAfterBody = 160;
constexpr std::size_t kLongestLine = 400;  // bytes: longer lines are running text

template <std::size_t N>
bool HasAny(std::string_view text, const std::array<std::string_view, N>& words) {
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
    return text.find(word) != std::string_view::npos;
  });
}

constexpr std::array<std::string_view, 22> kElsewhere = {
    "comment",   "disqus",   "related",  "recommend", "teaser",   "sidebar",
    "popular",   "trending", "most-",    "mostread",  "newslett", "footer",
    "promo",     "outbrain", "taboola",  "latest",    "readmore", "read-more",
    "read-next", "carousel", "breaking", "cookie"};

// Class, id, itemprop, rel and test id of an element, in lower case.
std::string Labels(const Tree& tree, NodeIndex i) {
  std::string labels;
  if (tree[i].size == 0) return labels;
  for (const Attr attribute : {Attr::kClass, Attr::kId, Attr::kItemprop, Attr::kRel,
                               Attr::kDataTestid, Attr::kDataComponent}) {
    const std::string_view value = tree.Get(i, attribute);
    if (value.empty()) continue;
    labels += AsciiLower(value);
    labels += ' ';
  }
  return labels;
}

bool SaysAuthor(std::string_view labels) {
  constexpr std::array<std::string_view, 10> kAuthor = {
      "byline",      "author",   "autor",   "auteur",     "writer",
      "contributor", "reporter", "creator", "journalist", "verfasser"};
  return HasAny(labels, kAuthor) && labels.find("authori") == std::string_view::npos;
}

bool SaysDate(std::string_view labels) {
  constexpr std::array<std::string_view, 9> kDate = {
      "date", "time", "publish", "posted", "datum", "fecha", "meta-", "entry-meta", "dato"};
  return HasAny(labels, kDate);
}

bool SaysModified(std::string_view labels) {
  constexpr std::array<std::string_view, 6> kModified = {"modif",   "updated", "update-",
                                                         "lastmod", "actuali", "aktuali"};
  return HasAny(labels, kModified);
}

bool SaysPublished(std::string_view labels) {
  constexpr std::array<std::string_view, 3> kPublished = {"publish", "pubdate", "created"};
  return HasAny(labels, kPublished);
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
      if (IsElsewhere(up, Labels(tree_, up))) first = std::max(first, tree_[up].end);
    }
    for (NodeIndex i = first; i < last && lines_.size() < kMaxHeadLines;) i = Visit(i);
    Break();
    open_.clear();
  }

  std::vector<HeadLine> Take() { return std::move(lines_); }

 private:
  struct Open {
    NodeIndex end;
    bool author, date, modified, block;
  };

  // What belongs to the page or to other articles; never what holds headline or body.
  bool IsElsewhere(NodeIndex i, std::string_view labels) const {
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
        return !labels.empty() && HasAny(labels, kElsewhere);
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
      return node.end;
    }
    const std::string labels = Labels(tree_, i);
    if (IsElsewhere(i, labels)) {
      if (IsBlockTag(node.tag)) Break();
      return node.end;
    }
    const bool block = IsBlockTag(node.tag);
    if (block || node.tag == Tag::kBr) Break();
    if (node.end > i + 1) {
      // Only small elements speak of their text: <article class="… author-12"> does not.
      const bool small = node.end - i < 80;
      open_.push_back({node.end, small && SaysAuthor(labels), small && SaysDate(labels),
                       small && SaysModified(labels), block});
    }
    if (node.tag == Tag::kTime || (node.size > 0 && tree_.Has(i, Attr::kDatetime))) {
      AddTime(i, labels);
    }
    if (node.tag == Tag::kA && node.size > 0) AddLink(i, labels);
    return i + 1;
  }

  void AddText(NodeIndex i) {
    for (const Open& open : open_) {
      line_.says_author |= open.author;
      line_.says_date |= open.date;
      line_.says_modified |= open.modified;
    }
    if (raw_.size() < 4 * kLongestLine) {
      raw_ += tree_.Text(i);
      // Neighbouring inline elements of a head are words of their own.
      raw_ += ' ';
    }
  }

  void AddTime(NodeIndex i, std::string_view labels) {
    TimeTag tag;
    tag.datetime = Collapse(tree_.Get(i, Attr::kDatetime));
    tag.text = tree_.TextBelow(i);
    tag.before = Collapse(raw_);
    // The label may stand in a line of its own: <dt>Updated</dt><dd><time>.
    if (tag.before.empty() && !lines_.empty() && lines_.back().times.empty() &&
        lines_.back().text.size() < 40) {
      tag.before = lines_.back().text;
    }
    tag.says_modified = SaysModified(labels);
    tag.says_published = SaysPublished(labels) || tree_.Has(i, Attr::kPubdate);
    for (const Open& open : open_) tag.says_modified |= open.modified;
    line_.times.push_back(std::move(tag));
  }

  void AddLink(NodeIndex i, std::string_view labels) {
    const bool author =
        labels.find("author") != std::string_view::npos || LeadsToAuthor(tree_.Get(i, Attr::kHref));
    if (!author) return;
    std::string text = tree_.TextBelow(i);
    if (!text.empty() && text.size() < kLongestLine) line_.author_links.push_back(std::move(text));
  }

  void Break() {
    line_.text = Collapse(raw_);
    raw_.clear();
    const bool dated = !line_.times.empty();
    const bool short_enough = !line_.text.empty() && line_.text.size() <= kLongestLine;
    if (dated ||
        (short_enough && (keep_ == Keep::kAll || line_.says_date || HoldsYear(line_.text)))) {
      line_.after_body = after_body_;
      lines_.push_back(std::move(line_));
    }
    line_ = {};
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
  walk.Read(first, last, false);
  if (has_body && body.last >= last) {
    const NodeIndex end = tree[body.last].end;
    walk.Read(end, end + kAfterBody, true);
  }
  return walk.Take();
}

std::vector<HeadLine> ReadDatedLines(const Tree& tree, NodeIndex headline, BodyPlace body) {
  Walk walk(tree, headline, body);
  walk.Read(0, static_cast<NodeIndex>(tree.size()), false, Walk::Keep::kDated);
  return walk.Take();
}

}  // namespace checkback
