#include "article/body/live_entries.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>

#include "article/body/class_words.h"
#include "text/hash.h"
#include "text/utf8.h"

namespace checkback {
namespace {

constexpr std::size_t kMostTimes = 4000;       // looked at on one page
constexpr int kMostLevels = 8;                 // from a time up to its entry
constexpr std::size_t kClockBytes = 24;        // "12.55 p.m. GMT", with a label
constexpr std::size_t kFewestEntryBytes = 40;  // of words outside links
// A stream of whole articles has longer ones.
constexpr std::size_t kMostEntryBytes = 3000;
// Without a word of live blogs in the classes, more is asked (tuned on the 1,466 pages of
// the extraction sets, few of them live, and the developing set).
constexpr std::size_t kFewestPlainEntries = 4;
constexpr std::size_t kFewestPlainBytes = 120;

// One kind of sibling: same tag, same class, same depth; without a class same parent.
using Shape = std::tuple<Tag, std::uint64_t, std::uint16_t, NodeIndex>;

class EntryFinder {
 public:
  EntryFinder(const Tree& tree, const std::vector<Instant>& told)
      : tree_(tree), trades_(tree, ClassWords::Builtin()), told_(told.begin(), told.end()) {}

  std::vector<LiveEntry> Run() {
    FindTimes();
    if (times_.size() < 2) return {};
    SumBytes();
    Gather();
    const std::vector<LiveEntry>* best = nullptr;
    std::size_t most = 0;
    for (auto& [shape, entries] : shapes_) {
      std::erase_if(entries, [this](const LiveEntry& entry) { return !HasWords(entry.node); });
      if (entries.size() < 2 || !IsLive(entries)) continue;
      if (best != nullptr && entries.size() < best->size()) continue;
      const std::size_t bytes = BytesOf(entries);
      if (best != nullptr && entries.size() == best->size() && bytes <= most) continue;
      best = &entries;
      most = bytes;
    }
    return best == nullptr ? std::vector<LiveEntry>{} : *best;
  }

 private:
  Trades Bit(std::string_view name) const { return ClassWords::Builtin().Bit(name); }

  static bool IsAside(Tag tag) {
    return tag == Tag::kNav || tag == Tag::kFooter || tag == Tag::kAside || tag == Tag::kForm ||
           tag == Tag::kTable || tag == Tag::kHead || tag == Tag::kNoscript ||
           tag == Tag::kScript || tag == Tag::kStyle || tag == Tag::kFigure;
  }

  void FindTimes() {
    const Trades apart =
        Bit("comment") | Bit("related") | Bit("nav") | Bit("footer") | Bit("sidebar") | Bit("ad");
    for (NodeIndex i = 0; i < tree_.size() && times_.size() < kMostTimes; ++i) {
      const Tree::Node& node = tree_[i];
      if (node.tag == Tag::kText) {
        if (node.size <= kClockBytes && ReadClockTime(tree_.Text(i))) times_.push_back(i);
        continue;
      }
      if (IsAside(node.tag) ||
          ((trades_.Of(i) & apart) != 0 && node.tag != Tag::kBody && node.tag != Tag::kHtml &&
           node.tag != Tag::kMain && node.tag != Tag::kArticle)) {
        i = node.end - 1;
        continue;
      }
      const bool tagged =
          node.tag == Tag::kTime && ParsePageTime(tree_.Get(i, Attr::kDatetime)).has_value();
      if (!tagged && !ParsePageTime(tree_.Get(i, Attr::kDataTime))) continue;
      times_.push_back(i);
      if (tagged) i = node.end - 1;
    }
  }

  // bytes_[i]: bytes of words in the nodes before i; links_[i]: those inside links.
  void SumBytes() {
    bytes_.resize(tree_.size() + 1);
    links_.resize(tree_.size() + 1);
    NodeIndex link_end = 0;
    NodeIndex skip_end = 0;
    for (NodeIndex i = 0; i < tree_.size(); ++i) {
      const Tree::Node& node = tree_[i];
      if (node.tag == Tag::kA) link_end = std::max(link_end, node.end);
      if (node.tag == Tag::kScript || node.tag == Tag::kStyle)
        skip_end = std::max(skip_end, node.end);
      std::uint32_t size = 0;
      if (node.tag == Tag::kText && i >= skip_end)
        size = static_cast<std::uint32_t>(Trim(tree_.Text(i)).size());
      bytes_[i + 1] = bytes_[i] + size;
      links_[i + 1] = links_[i] + (i < link_end ? size : 0);
    }
  }

  std::uint32_t WordsOutsideLinks(NodeIndex i) const {
    const NodeIndex end = tree_[i].end;
    return (bytes_[end] - bytes_[i]) - (links_[end] - links_[i]);
  }
  bool HasWords(NodeIndex i) const {
    const NodeIndex end = tree_[i].end;
    return WordsOutsideLinks(i) >= kFewestEntryBytes &&
           links_[end] - links_[i] < WordsOutsideLinks(i);
  }
  std::size_t BytesOf(const std::vector<LiveEntry>& entries) const {
    std::size_t bytes = 0;
    for (const LiveEntry& entry : entries) bytes += WordsOutsideLinks(entry.node);
    return bytes;
  }

  void Gather() {
    for (const NodeIndex time : times_) {
      NodeIndex node = time;
      for (int level = 0; level < kMostLevels && node != kNoNode;
           ++level, node = tree_[node].parent) {
        const Tree::Node& element = tree_[node];
        if (element.tag == Tag::kText || element.tag == Tag::kTime) continue;
        if (element.tag == Tag::kBody || element.tag == Tag::kHtml) break;
        const std::string_view name = tree_.Get(node, Attr::kClass);
        const Shape shape(element.tag, name.empty() ? 0 : Hash64(name.substr(0, name.find(' '))),
                          element.depth, name.empty() ? element.parent : kNoNode);
        auto& entries = shapes_[shape];
        if (entries.empty() || entries.back().node != node)
          entries.push_back({.node = node, .time = time});
      }
    }
  }

  bool IsLive(const std::vector<LiveEntry>& entries) {
    const auto teasers = static_cast<std::size_t>(
        std::count_if(entries.begin(), entries.end(),
                      [this](const LiveEntry& entry) { return IsTeaser(entry.node); }));
    if (teasers * 2 >= entries.size() || BytesOf(entries) > entries.size() * kMostEntryBytes)
      return false;
    if (CalledLive(entries.front().node) || AreTold(entries)) return true;
    return entries.size() >= kFewestPlainEntries &&
           BytesOf(entries) >= entries.size() * kFewestPlainBytes &&
           std::all_of(entries.begin(), entries.end(), [this](const LiveEntry& entry) {
             return HasParagraph(entry.node) && HasClock(entry.time);
           });
  }

  // Most have the time of a post that metadata tells.
  bool AreTold(const std::vector<LiveEntry>& entries) const {
    if (told_.empty()) return false;
    const auto told = std::count_if(entries.begin(), entries.end(), [this](const LiveEntry& entry) {
      const auto time = TimeSaid(entry.time);
      return time && time->has_time && told_.contains(time->utc);
    });
    return static_cast<std::size_t>(told) * 2 > entries.size();
  }

  // Its heading leads to another page, or it is an article by itself.
  bool IsTeaser(NodeIndex entry) const {
    if (tree_.Get(entry, Attr::kItemtype).ends_with("Article")) return true;  // one page shows many
    for (NodeIndex i = entry; i < tree_[entry].end; ++i) {
      const Tree::Node& node = tree_[i];
      const bool heading = node.tag >= Tag::kH1 && node.tag <= Tag::kH6;
      if (!heading) continue;
      const bool linked = links_[node.end] - links_[i] > (bytes_[node.end] - bytes_[i]) / 2;
      if (!linked) return false;
      NodeIndex link = tree_.Find(Tag::kA, i);
      if (link == kNoNode || !tree_.Below(link, i)) {
        for (link = i; link != kNoNode && tree_[link].tag != Tag::kA;) link = tree_[link].parent;
      }
      return link != kNoNode && tree_.Get(link, Attr::kHref).find('#') == std::string_view::npos;
    }
    return false;
  }

  bool CalledLive(NodeIndex entry) {
    const Trades live = Bit("live");
    NodeIndex node = entry;
    for (int level = 0; level < kMostLevels && node != kNoNode;
         ++level, node = tree_[node].parent) {
      if (tree_[node].tag == Tag::kBody) return false;
      if ((trades_.Of(node) & live) != 0) return true;
      if (tree_.Get(node, Attr::kItemtype).find("LiveBlogPosting") != std::string_view::npos)
        return true;
    }
    return false;
  }

  bool HasParagraph(NodeIndex entry) const {
    const NodeIndex p = tree_.Find(Tag::kP, entry);
    return p != kNoNode && tree_.Below(p, entry);
  }
  bool HasClock(NodeIndex time) const {
    if (tree_[time].tag == Tag::kText) return true;
    const auto said = TimeSaid(time);
    return said && said->has_time;
  }
  std::optional<PageTime> TimeSaid(NodeIndex time) const {
    auto said = ParsePageTime(tree_.Get(time, Attr::kDatetime));
    return said ? said : ParsePageTime(tree_.Get(time, Attr::kDataTime));
  }

  const Tree& tree_;
  TradesOfElements trades_;
  std::set<Instant> told_;
  std::vector<NodeIndex> times_;
  std::vector<std::uint32_t> bytes_;
  std::vector<std::uint32_t> links_;
  std::map<Shape, std::vector<LiveEntry>> shapes_;
};

}  // namespace

std::vector<LiveEntry> FindLiveEntries(const Tree& tree, const std::vector<Instant>& told) {
  return EntryFinder(tree, told).Run();
}

std::optional<ClockTime> ReadClockTime(std::string_view text) {
  text = Trim(text);
  if (text.size() < 4 || text.size() > kClockBytes || text[0] < '0' || text[0] > '9')
    return std::nullopt;
  std::size_t at = 0;
  const auto number = [&](std::size_t most) {
    int value = -1;
    for (std::size_t n = 0; n < most && at < text.size() && text[at] >= '0' && text[at] <= '9';
         ++n, ++at) {
      value = std::max(value, 0) * 10 + (text[at] - '0');
    }
    return value;
  };
  int hour = number(2);
  if (at >= text.size() || (text[at] != ':' && text[at] != '.' && text[at] != 'h'))
    return std::nullopt;
  ++at;
  const std::size_t start = at;
  const int minute = number(2);
  if (at != start + 2 || hour > 23 || minute > 59) return std::nullopt;
  if (at < text.size() && text[at] == ':') {  // seconds
    ++at;
    number(2);
  }
  std::string rest;
  for (const char c : AsciiLower(text.substr(at))) {
    if (c != '.' && c != ' ') rest += c;
  }
  if (rest.starts_with("pm") || rest.starts_with("am")) {
    if (hour == 0 || hour > 12) return std::nullopt;
    hour = hour % 12 + (rest[0] == 'p' ? 12 : 0);
    rest.erase(0, 2);
  }
  ClockTime time{.since_midnight = std::chrono::minutes(hour * 60 + minute),
                 .offset = std::nullopt};
  if (rest == "gmt" || rest == "utc") time.offset = std::chrono::minutes(0);
  // A zone has at most four letters, "Uhr", "hrs" and "h" less.
  const bool letters =
      std::all_of(rest.begin(), rest.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  if (!letters || rest.size() > 4) return std::nullopt;
  return time;
}

}  // namespace checkback
