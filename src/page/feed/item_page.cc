#include "page/feed/feed.h"
#include "page/feed/plain_html.h"
#include "text/hash.h"
#include "text/utf8.h"

namespace checkback {
namespace {

// All set by reason, tuned on no set.
constexpr std::size_t kWordsOfText = 60;
// Briefs: a text under 60 words that is clearly more than its teaser.
constexpr std::size_t kWordsOfBrief = 25;
// Longer texts may end with an ellipsis of their own.
constexpr std::size_t kWordsOfLongText = 400;

// "… [...]", "...", "[…]": the rest stands on the page.
bool IsBrokenOff(std::string_view text) {
  while (text.ends_with(']') || text.ends_with(')') || text.ends_with(' ')) text.remove_suffix(1);
  return text.ends_with("...") || text.ends_with("\u2026");
}

bool CarriesText(const FeedItem& item) {
  const std::string text = PlainText(item.content_html);
  const std::size_t words = CountWords(text);
  if (words < kWordsOfLongText && IsBrokenOff(text)) return false;
  const std::size_t teaser = CountWords(item.summary);
  return words >= kWordsOfText || (words >= kWordsOfBrief && teaser > 0 && words >= 2 * teaser);
}

// The item set as a page: what the feed says stands where pages say it.
std::string HtmlOf(const FeedItem& item, std::string_view language) {
  std::string html = "<!DOCTYPE html>\n<html";
  if (!language.empty()) {
    html += " lang=\"";
    AppendEscaped(language, html);
    html += '"';
  }
  html += "><head><meta charset=\"utf-8\"><title>";
  AppendEscaped(item.title, html);
  html += "</title>\n";
  for (const std::string& author : item.authors) {
    html += "<meta name=\"author\" content=\"";
    AppendEscaped(author, html);
    html += "\">\n";
  }
  html += "</head><body><article>\n<h1>";
  AppendEscaped(item.title, html);
  html.append("</h1>\n").append(item.content_html).append("\n</article></body></html>\n");
  return html;
}

}  // namespace

std::optional<Page> PageOfItem(const Feed& feed, const FeedItem& item, Instant seen_at) {
  if (!CarriesText(item)) return std::nullopt;
  Page page;
  page.url = item.url;
  page.seen_at = seen_at;
  page.format = PageFormat::kHtml;
  page.language = item.language.empty() ? feed.language : item.language;
  page.content = HtmlOf(item, page.language);
  page.media_type = "text/html";
  page.charset = "utf-8";
  page.sha256 = Sha256Hex(page.content);
  page.outlet = item.outlet;
  page.published_at = item.published_at;
  return page;
}

}  // namespace checkback
