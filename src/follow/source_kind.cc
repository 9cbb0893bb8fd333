#include "follow/source_kind.h"

#include <algorithm>
#include <string>

#include "text/utf8.h"

namespace checkback {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kRootSearched = 16384;

constexpr std::string_view kPages[] = {".html", ".htm", ".xhtml", ".txt", ".jsonl", ".ndjson"};
constexpr std::string_view kArchives[] = {".warc", ".wet"};
constexpr std::string_view kFeeds[] = {".rss", ".atom"};
constexpr std::string_view kAnything[] = {".json", ".xml"};

template <std::size_t n>
bool EndsWithOne(std::string_view name, const std::string_view (&endings)[n]) {
  return std::any_of(std::begin(endings), std::end(endings),
                     [&](std::string_view ending) { return name.ends_with(ending); });
}

// In lower case and without ".gz" and ".zst".
std::string Unpacked(std::string_view name) {
  for (const std::string_view packing : {".gz"sv, ".zst"sv, ".GZ"sv, ".ZST"sv})
    if (name.ends_with(packing)) return AsciiLower(name.substr(0, name.size() - packing.size()));
  return AsciiLower(name);
}

// An object's brace and its first name: a template's "{% if" is no JSON.
bool OpensLikeJson(std::string_view words) {
  if (!words.starts_with('{')) return false;
  const std::string_view inside = Trim(words.substr(1, 64));
  return inside.starts_with('"') || inside.starts_with('}');
}

// The version that JSON Feed demands, as a member and not inside of a text: there the quotation
// marks would be escaped.
bool IsJsonFeed(std::string_view words) {
  const std::string_view head = words.substr(0, kRootSearched);
  constexpr std::string_view kName = "\"version\"";
  for (std::size_t at = head.find(kName); at != std::string_view::npos;
       at = head.find(kName, at + 1)) {
    const std::string_view value = head.substr(at + kName.size());
    const std::size_t begin = value.find_first_not_of(" \t\r\n:");
    if (begin == std::string_view::npos) return false;
    const std::string_view text = value.substr(begin, 64);
    if (text.starts_with('"') && text.find("jsonfeed.org/version/") <= "\"https://www."sv.size())
      return true;
  }
  return false;
}

// What follows the first `mark` of `text`; "" without one.
std::string_view Behind(std::string_view text, std::string_view mark) {
  const std::size_t at = text.find(mark);
  return at == std::string_view::npos ? std::string_view() : text.substr(at + mark.size());
}

// Behind a DOCTYPE, which may have declarations in brackets.
std::string_view BehindDoctype(std::string_view text) {
  const std::size_t end = text.find('>');
  const std::size_t bracket = text.find('[');
  return bracket < end ? Behind(Behind(text, "]"), ">") : Behind(text, ">");
}

// The name of the first element without its prefix, in lower case; "" where none is seen.
std::string RootOf(std::string_view text) {
  while (true) {
    text = Trim(text);
    if (text.starts_with("<?"))
      text = Behind(text, "?>");
    else if (text.starts_with("<!--"))
      text = Behind(text, "-->");
    else if (text.starts_with("<!"))
      text = BehindDoctype(text);
    else
      break;
  }
  if (!text.starts_with('<')) return {};
  std::string_view name = text.substr(1, 64);
  name = name.substr(0, name.find_first_of(" \t\r\n/>"));
  if (const std::size_t colon = name.find(':'); colon != std::string_view::npos)
    name.remove_prefix(colon + 1);
  return AsciiLower(name);
}

SourceKind XmlKind(std::string_view head) {
  const std::string root = RootOf(head);
  for (const std::string_view feed : {"rss"sv, "rdf"sv, "feed"sv, "urlset"sv, "sitemapindex"sv})
    if (root == feed) return SourceKind::kFeed;
  return root == "opml" ? SourceKind::kOpml : SourceKind::kPage;
}

// The head as ASCII: UTF-16 loses its NULs, the mark of the byte order goes.
std::string AsAscii(std::string_view head) {
  std::string text(head.substr(0, 2 * kRootSearched));
  std::erase(text, '\0');
  for (const std::string_view mark : {"\xEF\xBB\xBF"sv, "\xFF\xFE"sv, "\xFE\xFF"sv})
    if (text.starts_with(mark)) return text.substr(mark.size());
  return text;
}

}  // namespace

SourceKind KindOf(std::string_view head, std::string_view name, bool everything) {
  const std::string_view words = Trim(head);
  const std::string ending = Unpacked(name);
  if (everything && words.starts_with("WARC/")) return SourceKind::kArchive;
  if (OpensLikeJson(words))
    return everything && IsJsonFeed(words) ? SourceKind::kFeed : SourceKind::kLines;
  if (words.empty() && (name == "-" || ending.ends_with(".jsonl") || ending.ends_with(".ndjson")))
    return SourceKind::kLines;
  if (!everything) return SourceKind::kPage;
  const SourceKind kind = XmlKind(AsAscii(head));
  return kind == SourceKind::kPage && EndsWithOne(ending, kFeeds) ? SourceKind::kFeed : kind;
}

bool IsPacked(std::string_view head) {
  // The last is what zstd skips: a .warc.zst begins so with its dictionary.
  return head.starts_with("\x1F\x8B") || head.starts_with("\x28\xB5\x2F\xFD") ||
         (head.size() >= 4 && (static_cast<unsigned char>(head[0]) & 0xF0) == 0x50 &&
          head.substr(1, 3) == "\x2A\x4D\x18");
}

bool IsNamedAsArchive(std::string_view name) {
  return EndsWithOne(Unpacked(name), kArchives);
}

bool IsPageFile(std::string_view name) {
  return EndsWithOne(AsciiLower(name), kPages);
}

bool IsAnyInputFile(std::string_view name) {
  const std::string ending = Unpacked(name);
  return EndsWithOne(ending, kPages) || EndsWithOne(ending, kArchives) ||
         EndsWithOne(ending, kFeeds) || EndsWithOne(ending, kAnything);
}

std::string EndingOf(std::string_view name) {
  constexpr std::size_t kMostShown = 12;
  const std::size_t dot = name.rfind('.');
  if (dot == std::string_view::npos || name.find('/', dot) != std::string_view::npos)
    return "no ending";
  const std::string ending = AsciiLower(name.substr(dot));
  const bool plain = std::all_of(ending.begin(), ending.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
  });
  return plain && ending.size() <= kMostShown ? ending : "odd endings";
}

bool IsNamedAsAnything(std::string_view name) {
  return EndsWithOne(Unpacked(name), kAnything);
}

std::string_view Refusal(std::string_view head, bool everything) {
  if (everything && (IsPacked(head) || head.starts_with("WARC/")))
    return "archives and what is packed are read from files only: checkback import FILE";
  if (head.starts_with("\x1f\x8b"))
    return "this is gzip; a web archive: checkback extract --warc FILE; "
           "anything else: zcat FILE | checkback ... -";
  if (head.starts_with("\x28\xb5\x2f\xfd"))
    return "this is zstd; a web archive: checkback extract --warc FILE; "
           "anything else: zstdcat FILE | checkback ... -";
  if (head.starts_with("WARC/")) return "this is a web archive: checkback extract --warc FILE";
  return {};
}

}  // namespace checkback
