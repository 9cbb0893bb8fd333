#include "page/warc_head.h"

#include <fmt/format.h>

#include <algorithm>

#include "text/utf8.h"

namespace checkback {
namespace {

constexpr std::string_view kMagic = "WARC/";
constexpr std::size_t kMaxHeaders = 512;

bool IsDigit(char c) {
  return c >= '0' && c <= '9';
}

std::string_view WithoutReturn(std::string_view line) {
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

std::string_view TrimAscii(std::string_view text) {
  const auto is_blank = [](char c) { return c == ' ' || c == '\t' || c == '\r'; };
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

WarcType TypeOf(std::string_view name) {
  const std::string lower = AsciiLower(name);
  for (const WarcType type :
       {WarcType::kWarcinfo, WarcType::kRequest, WarcType::kResponse, WarcType::kResource,
        WarcType::kConversion, WarcType::kRevisit, WarcType::kMetadata, WarcType::kContinuation}) {
    if (lower == NameOf(type)) return type;
  }
  return WarcType::kOther;
}

// WARC 1.1 allows fractions of a second, and less than a whole time ("2016-01").
std::optional<Instant> DateOf(std::string_view text) {
  if (text.empty()) return std::nullopt;
  if (const auto instant = ParseInstant(text)) return instant;
  const auto time = ParsePageTime(text);
  return time ? std::optional(time->utc) : std::nullopt;
}

// wget writes addresses between brackets.
std::string UriOf(std::string_view value) {
  if (value.size() >= 2 && value.front() == '<' && value.back() == '>')
    value = value.substr(1, value.size() - 2);
  return std::string(value);
}

void ReadLines(std::string_view head, std::vector<WarcHeader>& headers) {
  while (!head.empty()) {
    const std::size_t end = std::min(head.find('\n'), head.size());
    const std::string_view line = WithoutReturn(head.substr(0, end));
    head.remove_prefix(std::min(end + 1, head.size()));
    if (line.empty()) continue;
    if ((line.front() == ' ' || line.front() == '\t') && !headers.empty()) {
      std::string& value = headers.back().value;
      if (!value.empty()) value += ' ';
      value += RepairUtf8(TrimAscii(line));
      continue;
    }
    const std::size_t colon = line.find(':');
    if (colon == std::string_view::npos || headers.size() == kMaxHeaders) continue;
    headers.push_back({RepairUtf8(TrimAscii(line.substr(0, colon))),
                       RepairUtf8(TrimAscii(line.substr(colon + 1)))});
  }
}

WarcRevisit RevisitOf(const WarcRecord& record) {
  return {.target_uri = UriOf(record.Header("WARC-Refers-To-Target-URI")),
          .date = DateOf(record.Header("WARC-Refers-To-Date")),
          .record_id = std::string(record.Header("WARC-Refers-To")),
          .payload_digest = std::string(record.Header("WARC-Payload-Digest")),
          .profile = UriOf(record.Header("WARC-Profile"))};
}

}  // namespace

std::string_view NameOf(WarcType type) {
  switch (type) {
    case WarcType::kWarcinfo:
      return "warcinfo";
    case WarcType::kRequest:
      return "request";
    case WarcType::kResponse:
      return "response";
    case WarcType::kResource:
      return "resource";
    case WarcType::kConversion:
      return "conversion";
    case WarcType::kRevisit:
      return "revisit";
    case WarcType::kMetadata:
      return "metadata";
    case WarcType::kContinuation:
      return "continuation";
    case WarcType::kOther:
      return "other";
  }
  return "other";
}

std::string_view WarcRecord::Header(std::string_view name) const {
  const std::string lower = AsciiLower(name);
  for (const WarcHeader& header : headers) {
    if (header.name.size() == lower.size() && AsciiLower(header.name) == lower) return header.value;
  }
  return {};
}

std::string_view WarcVersionLine(std::string_view text) {
  constexpr std::size_t kLongest = 24;
  if (!text.starts_with(kMagic)) return {};
  const std::size_t end = text.substr(0, kLongest).find('\n');
  if (end == std::string_view::npos) return {};
  const std::string_view version = TrimAscii(text.substr(0, end).substr(kMagic.size()));
  const std::size_t dot = version.find('.');
  if (dot == std::string_view::npos || dot == 0 || dot + 1 == version.size()) return {};
  const bool digits =
      std::all_of(version.begin(), version.end(), [](char c) { return IsDigit(c) || c == '.'; });
  return digits ? version : std::string_view{};
}

HeadScan ScanHead(std::string_view text) {
  if (!text.starts_with(kMagic.substr(0, text.size())))
    return {.bytes = 0, .wrong = "no record begins here"};
  constexpr std::size_t kLongestVersionLine = 32;
  if (text.find('\n') == std::string_view::npos && text.size() < kLongestVersionLine) return {};
  if (WarcVersionLine(text).empty())
    return {.bytes = 0, .wrong = "the version of WARC cannot be read"};
  std::size_t at = text.find('\n') + 1;
  while (true) {
    const std::size_t end = text.find('\n', at);
    if (end == std::string_view::npos) return {};
    const std::string_view line = WithoutReturn(text.substr(at, end - at));
    if (line.empty()) return {.bytes = end + 1, .wrong = {}};
    const bool continues = line.front() == ' ' || line.front() == '\t';
    if (!continues && line.find(':') == std::string_view::npos)
      return {.bytes = 0, .wrong = "the headers hold a line that is none"};
    at = end + 1;
  }
}

void ReadHeaders(std::string_view head, WarcRecord& record) {
  record.version = WarcVersionLine(head);
  ReadLines(head.substr(head.find('\n') + 1), record.headers);
  record.type = TypeOf(record.Header("WARC-Type"));
  record.id = record.Header("WARC-Record-ID");
  record.target_uri = UriOf(record.Header("WARC-Target-URI"));
  record.date = DateOf(record.Header("WARC-Date"));
  record.content_type = record.Header("Content-Type");
  if (record.type == WarcType::kRevisit) record.revisit = RevisitOf(record);
}

}  // namespace checkback
