#include "page/page.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "page/charset.h"
#include "page/format.h"
#include "text/hash.h"
#include "text/json.h"
#include "text/utf8.h"

namespace checkback {
namespace {

// A line escapes its page; every byte doubled is more than any real one.
constexpr std::size_t kMaxLineBytes = 2 * kMaxPageBytes;

Error TooLarge(std::string_view what, std::size_t bytes, std::size_t most) {
  return {Errc::kTooLarge, fmt::format("{} has {} MB; the most that is read is {} MB", what,
                                       bytes >> 20, most >> 20)};
}

const char* MediaTypeOf(PageFormat format) {
  return format == PageFormat::kHtml ? "text/html" : "text/plain";
}

// As much of a foreign text as an error message can hold, without line breaks.
std::string Shown(std::string_view text) {
  constexpr std::size_t kMost = 60;
  std::string shown = Collapse(text.substr(0, kMost));
  std::erase_if(shown, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
  return RepairUtf8(text.size() > kMost ? shown + "..." : shown);
}

std::string_view NameOf(Json::Kind kind) {
  switch (kind) {
    case Json::Kind::kNull:
      return "null";
    case Json::Kind::kBool:
      return "true or false";
    case Json::Kind::kNumber:
      return "a number";
    case Json::Kind::kText:
      return "a text";
    case Json::Kind::kArray:
      return "a list";
    case Json::Kind::kObject:
      return "an object";
  }
  return "null";
}

// NUL can stand in JSON as \u0000 but in no text; a mark at the beginning is no letter.
void CleanText(std::string& text) {
  if (text.find('\0') != std::string::npos) std::erase(text, '\0');
  constexpr std::string_view kMark = "\uFEFF";
  if (text.starts_with(kMark)) text.erase(0, kMark.size());
}

// Takes the members of one line into a page.
class LineReader {
 public:
  LineReader(Json line, const LineOptions& options) : line_(std::move(line)), options_(options) {}

  Result<Page> Read() {
    for (const auto step :
         {&LineReader::ReadAddress, &LineReader::ReadTime, &LineReader::ReadContent}) {
      if (auto error = (this->*step)()) return Fail(std::move(*error));
    }
    page_.outlet = TextOf("outlet");
    page_.language = TextOf("language");
    page_.published_at = ParsePageTime(line_["published_at"].Text());
    page_.media_type = MediaTypeOf(page_.format);
    page_.charset = "utf-8";
    return std::move(page_);
  }

 private:
  using Problem = std::optional<Error>;

  static Problem Bad(std::string what) { return Error{Errc::kBadInput, std::move(what)}; }
  Problem NotText(std::string_view name) const {
    return Bad(fmt::format("{} is {}, not a text", name, NameOf(line_[name].kind())));
  }

  // A member that only helps; left out where it is no text.
  std::string TextOf(std::string_view name) {
    Json* member = line_.Find(name);
    std::string text = member ? member->TakeText() : "";
    CleanText(text);
    return text;
  }

  // A member that has to be a text where it is given; null is as good as absent.
  Problem Take(std::string_view name, std::string& into) {
    Json* member = line_.Find(name);
    if (member == nullptr || member->is_null()) return {};
    if (!member->is_text()) return NotText(name);
    into = member->TakeText();
    CleanText(into);
    if (into.size() > kMaxPageBytes) return TooLarge(name, into.size(), kMaxPageBytes);
    return {};
  }

  bool Has(std::string_view name) const { return !line_[name].is_null(); }

  Problem ReadAddress() { return Take("url", page_.url); }

  Problem ReadTime() {
    if (!Has("seen_at")) {
      if (!options_.seen_at) return Bad("seen_at is missing (a time like 2025-05-14T06:30:00Z)");
      page_.seen_at = *options_.seen_at;
      return {};
    }
    if (!line_["seen_at"].is_text()) return NotText("seen_at");
    const std::string_view text = line_["seen_at"].Text();
    const std::optional<Instant> instant = ParseInstant(text);
    if (!instant) return Bad(fmt::format("seen_at is not a time: '{}'", Shown(text)));
    page_.seen_at = *instant;
    return {};
  }

  Problem ReadContent() {
    if (Has("html")) return ReadWhole("html", PageFormat::kHtml);
    if (Has("text")) return ReadWhole("text", PageFormat::kScrapedText);
    // A body may have no title (null is as good as ""); a title alone is a line that lost its body.
    if (Has("body")) return ReadExtracted();
    if (Has("title")) return Bad("title stands without body");
    return Bad("html, text, or title and body are missing: there is nothing to read");
  }

  Problem ReadWhole(std::string_view name, PageFormat format) {
    page_.format = format;
    if (auto problem = Take(name, page_.content)) return problem;
    if (Trim(page_.content).empty()) return Bad(fmt::format("{} is empty", name));
    const std::string_view binary = BinaryKind(page_.content);
    if (!binary.empty()) return Bad(fmt::format("{} is {}, not a page", name, binary));
    if (options_.hash) page_.sha256 = Sha256Hex(page_.content);
    return {};
  }

  Problem ReadExtracted() {
    page_.format = PageFormat::kExtracted;
    if (auto problem = Take("title", page_.title)) return problem;
    if (auto problem = Take("body", page_.content)) return problem;
    if (Trim(page_.title).empty() && Trim(page_.content).empty())
      return Bad("title and body are both empty");
    if (options_.hash) page_.sha256 = Sha256Hex(page_.title + "\n\n" + page_.content);
    return {};
  }

  Json line_;
  const LineOptions& options_;
  Page page_;
};

// The text of the first "url" member that can be made out in a line that is no JSON.
std::string UrlOfBrokenLine(std::string_view line) {
  constexpr std::string_view kName = "\"url\"";
  std::size_t at = line.find(kName);
  if (at == std::string_view::npos) return "";
  at = line.find_first_not_of(" \t:", at + kName.size());
  if (at == std::string_view::npos || line[at] != '"') return "";
  std::size_t end = at + 1;
  while (end < line.size() && line[end] != '"') end += line[end] == '\\' ? 2 : 1;
  if (end >= line.size()) return "";
  const Result<Json> text = Json::Parse(line.substr(at, end + 1 - at));
  return text ? std::string(text->Text()) : "";
}

}  // namespace

Result<Page> ReadPage(std::string bytes, const PageSource& source) {
  if (bytes.size() > kMaxPageBytes) return Fail(TooLarge("the page", bytes.size(), kMaxPageBytes));
  if (bytes.empty()) return Fail(Errc::kBadInput, "the page is empty");
  const std::string_view binary = BinaryKind(bytes);
  if (!binary.empty()) return Fail(Errc::kBadInput, fmt::format("this is {}, not a page", binary));

  Page page;
  page.url = source.url;
  page.seen_at = source.seen_at;
  if (source.hash) page.sha256 = Sha256Hex(bytes);
  Decoded decoded = DecodeBytes(std::move(bytes), source.transport_charset);
  page.content = std::move(decoded.text);
  page.charset = std::move(decoded.charset);
  if (Trim(page.content).empty())
    return Fail(Errc::kBadInput, "the page is empty: nothing but white space");
  page.format = source.format.value_or(FormatOf(page.content));
  page.media_type = MediaTypeOf(page.format);
  return page;
}

Result<Page> ReadLine(std::string_view line, const LineOptions& options) {
  if (line.size() > kMaxLineBytes) return Fail(TooLarge("the line", line.size(), kMaxLineBytes));
  if (Trim(line.substr(0, 64)).empty() && Trim(line).empty())
    return Fail(Errc::kBadInput, "the line is empty");
  Result<Json> json = Json::Parse(line);
  if (!json) return Fail(json.error().code, "the line is no JSON object: " + json.error().what);
  if (!json->is_object()) {
    return Fail(Errc::kBadInput,
                fmt::format("the line is {}, not a JSON object", NameOf(json->kind())));
  }
  return LineReader(std::move(*json), options).Read();
}

std::string UrlOfLine(std::string_view line) {
  if (line.size() > kMaxLineBytes) return UrlOfBrokenLine(line.substr(0, 64u << 10));
  Result<Json> json = Json::Parse(line);
  return json ? std::string((*json)["url"].Text()) : UrlOfBrokenLine(line);
}

}  // namespace checkback
