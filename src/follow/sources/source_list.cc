#include "follow/sources/source_list.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "follow/sources/book_rows.h"
#include "page/charset.h"
#include "page/feed/opml.h"
#include "page/url.h"
#include "text/utf8.h"

namespace checkback {
namespace {

// newsboat's lines are short; a longer one is no list of sources.
constexpr std::size_t kMostLineBytes = 64u << 10;
constexpr std::size_t kMostTags = 32;
constexpr std::size_t kMostTagBytes = 256;
constexpr std::size_t kShownBytes = 200;

std::string Shown(std::string_view text) {
  std::string shown = RepairUtf8(text.substr(0, kShownBytes));
  if (text.size() > kShownBytes) shown += "…";
  return Collapse(shown);
}

void AddTag(std::string_view tag, std::vector<std::string>& tags) {
  std::string one = Collapse(RepairUtf8(tag.substr(0, kMostTagBytes)));
  if (one.empty() || tags.size() >= kMostTags ||
      std::find(tags.begin(), tags.end(), one) != tags.end())
    return;
  tags.push_back(std::move(one));
}

// Takes the sources that can be followed, each once.
class ListBuilder {
 public:
  explicit ListBuilder(const std::vector<NetBlock>& allowed) : allowed_(allowed) {}

  void Take(NewSource source, std::size_t line) {
    std::string why = WhyNotFollowed(source.url, allowed_);
    if (why.empty()) {
      const auto [there, is_new] = met_.emplace(NameOfAddress(source.url), line);
      if (!is_new)
        why = there->second == 0 ? "in the list already"
                                 : fmt::format("on line {} already", there->second);
    }
    if (!why.empty()) return Refuse(source.url, std::move(why), line);
    list_.sources.push_back({std::move(source), line});
  }
  void Refuse(std::string_view what, std::string why, std::size_t line) {
    if (++list_.refused_count <= kMostRefusedNamed)
      list_.refused.push_back({Shown(what), std::move(why), line});
  }
  std::size_t size() const { return list_.sources.size() + list_.refused_count; }
  SourceList Done() { return std::move(list_); }

 private:
  const std::vector<NetBlock>& allowed_;
  SourceList list_;
  std::unordered_map<std::string, std::size_t> met_;  // by address, the line
};

// ---- OPML

std::string Unescaped(std::string_view value) {
  std::string out;
  while (!value.empty()) {
    constexpr std::string_view kAmp = "&amp;";
    const std::size_t at = std::min(value.find(kAmp), value.size());
    out += value.substr(0, at);
    if (at < value.size()) out += '&';
    value.remove_prefix(std::min(at + kAmp.size(), value.size()));
  }
  return out;
}

// The lines of the xmlUrl attributes of the file, found by reading over it: the tree of XML does
// not know where its nodes stood.
std::unordered_map<std::string, std::size_t> LinesOfAddresses(std::string_view bytes) {
  std::unordered_map<std::string, std::size_t> lines;
  const std::string lower = AsciiLower(bytes);
  constexpr std::string_view kName = "xmlurl";
  std::size_t line = 1, counted = 0;
  for (std::size_t at = lower.find(kName); at != std::string::npos;
       at = lower.find(kName, at + 1)) {
    line +=
        static_cast<std::size_t>(std::count(bytes.begin() + static_cast<std::ptrdiff_t>(counted),
                                            bytes.begin() + static_cast<std::ptrdiff_t>(at), '\n'));
    counted = at;
    const std::size_t equals = bytes.find_first_not_of(" \t\r\n", at + kName.size());
    if (equals == std::string_view::npos || bytes[equals] != '=') continue;
    const std::size_t quote = bytes.find_first_not_of(" \t\r\n", equals + 1);
    if (quote == std::string_view::npos || (bytes[quote] != '"' && bytes[quote] != '\'')) continue;
    const std::string_view rest = bytes.substr(quote + 1, kMostLineBytes);
    const std::size_t end = rest.find(bytes[quote]);
    if (end != std::string_view::npos) lines.emplace(Unescaped(Trim(rest.substr(0, end))), line);
  }
  return lines;
}

Result<SourceList> OfOpml(const Opml& opml, std::string_view bytes,
                          const std::vector<NetBlock>& allowed) {
  const auto lines = LinesOfAddresses(bytes);
  const auto line_of = [&](const std::string& url) {
    const auto found = lines.find(url);
    return found == lines.end() ? 0 : found->second;
  };
  ListBuilder list(allowed);
  for (const OpmlFeed& feed : opml.feeds) {
    NewSource source{.kind = FollowedKind::kFeed, .url = feed.url, .title = feed.title};
    for (const std::string& folder : feed.folders) AddTag(folder, source.tags);
    for (const std::string& tag : feed.tags) AddTag(tag, source.tags);
    list.Take(std::move(source), line_of(feed.url));
  }
  // As the reader of OPML words it: "Aldmere Post: 'file:///etc/passwd' is no address of the web".
  for (const std::string& refused : opml.refused) {
    const std::size_t begin = refused.find(": '"), end = refused.rfind("' is ");
    const bool quoted = begin != std::string::npos && end != std::string::npos && end > begin + 3;
    const std::string address = quoted ? refused.substr(begin + 3, end - begin - 3) : refused;
    list.Refuse(address, "not http or https", line_of(address));
  }
  SourceList done = list.Done();
  done.refused_count += opml.refused_count - opml.refused.size();
  return done;
}

// ---- lines

// The next word of a line, in quotes or up to a blank; false at its end.
bool NextWord(std::string_view& line, std::string& word) {
  line = Trim(line);
  if (line.empty()) return false;
  word.clear();
  if (line.front() != '"') {
    const std::size_t end = std::min(line.find_first_of(" \t"), line.size());
    word = line.substr(0, end);
    line.remove_prefix(end);
    return true;
  }
  std::size_t at = 1;
  for (; at < line.size() && line[at] != '"'; ++at) {
    if (line[at] == '\\' && at + 1 < line.size()) ++at;
    word += line[at];
  }
  line.remove_prefix(std::min(at + 1, line.size()));
  return true;
}

void TakeLine(std::string_view line, std::size_t number, ListBuilder& list) {
  std::string word;
  if (!NextWord(line, word)) return;
  NewSource source{.kind = FollowedKind::kFeed, .url = word};
  // newsboat's own: a search over other feeds, a program, a filter.
  if (word.starts_with("query:") || word.starts_with("exec:") || word.starts_with("filter:"))
    return list.Refuse(word, "a feed that newsboat makes itself", number);
  while (NextWord(line, word)) {
    if (word.starts_with('~'))
      source.title = Collapse(RepairUtf8(std::string_view(word).substr(1, kMostTagBytes)));
    else if (word != "!")  // newsboat: hidden
      AddTag(word, source.tags);
  }
  list.Take(std::move(source), number);
}

bool LooksLikeLines(std::string_view text) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = Trim(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.empty() || line.front() == '#') continue;
    const std::string head = AsciiLower(line.substr(0, 16));
    return head.find("://") != std::string::npos || head.starts_with("\"query:") ||
           head.starts_with("\"exec:") || head.starts_with("filter:") || head.starts_with("exec:");
  }
  return false;
}

Result<SourceList> OfLines(std::string_view text, const std::vector<NetBlock>& allowed) {
  ListBuilder list(allowed);
  for (std::size_t number = 1; !text.empty(); ++number) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = Trim(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.empty() || line.front() == '#') continue;
    if (list.size() >= kMaxOpmlFeeds)
      return Fail(Errc::kTooLarge, fmt::format("the list has over {} lines", kMaxOpmlFeeds));
    if (line.size() > kMostLineBytes)
      list.Refuse(line, fmt::format("a line of {} bytes", line.size()), number);
    else
      TakeLine(line, number, list);
  }
  return list.Done();
}

// Names that mean this machine or its network, whoever answers for them (RFC 6761, 6762, 8375).
bool IsNameAtHome(std::string_view host) {
  for (const std::string_view end : {"localhost", "local", "internal", "home.arpa"}) {
    if (host == end) return true;
    if (host.size() > end.size() && host.ends_with(end) &&
        host[host.size() - end.size() - 1] == '.')
      return true;
  }
  return false;
}

}  // namespace

std::string WhyNotFollowed(std::string_view url, const std::vector<NetBlock>& allowed) {
  const auto parts = SplitUrl(url);
  if (!parts) return "not http or https";
  const std::string_view authority = url.substr(0, url.find_first_of("/?#", url.find("//") + 2));
  if (authority.find('@') != std::string_view::npos) return "a name or password in the address";
  std::string_view host = parts->host;
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  if (const auto address = ParseAddress(host)) {
    if (!IsReachable(*address, allowed))
      return std::string(SpecialUse(*address).value_or("not public"));
    return "";
  }
  if (allowed.empty() && IsNameAtHome(host)) return "a name of this machine or its network";
  return "";
}

Result<SourceList> ReadSourceList(std::string_view bytes, const std::vector<NetBlock>& allowed) {
  if (bytes.size() > kMaxOpmlBytes)
    return Fail(Errc::kTooLarge, fmt::format("the list has {} MB; the most that is read is {} MB",
                                             bytes.size() >> 20, kMaxOpmlBytes >> 20));
  const std::string text = DecodeBytes(std::string(bytes), "").text;
  if (LooksLikeLines(text)) return OfLines(text, allowed);
  const Result<Opml> opml = ReadOpml(bytes);
  if (opml) return OfOpml(*opml, text, allowed);
  if (Trim(text).empty()) return Fail(Errc::kBadInput, "the list is empty");
  return Fail(Errc::kBadInput, fmt::format("neither OPML ({}) nor lines that begin with an address",
                                           opml.error().what));
}

std::string SourcesAsOpml(const std::vector<FollowedSource>& sources) {
  Opml opml;
  opml.title = "checkback";
  opml.feeds.reserve(sources.size());
  for (const FollowedSource& source : sources) {
    OpmlFeed feed;
    feed.title = source.title;
    const bool is_list =
        source.kind == FollowedKind::kFeed || source.kind == FollowedKind::kSitemap;
    feed.url = is_list ? source.url_in_use : source.url;
    if (!source.tags.empty()) feed.folders.push_back(source.tags.front());
    feed.tags.assign(source.tags.begin() + (source.tags.empty() ? 0 : 1), source.tags.end());
    opml.feeds.push_back(std::move(feed));
  }
  // So that a folder is opened once; those without a tag stand first.
  std::stable_sort(opml.feeds.begin(), opml.feeds.end(),
                   [](const OpmlFeed& a, const OpmlFeed& b) { return a.folders < b.folders; });
  return WriteOpml(opml);
}

}  // namespace checkback
