#include "page/http_message.h"

#include <algorithm>
#include <utility>

#include "page/content_coding.h"
#include "text/utf8.h"

namespace checkback {
namespace {

constexpr std::size_t kMaxHeaders = 1000;

std::string_view TrimBlanks(std::string_view text) {
  const auto is_blank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
  return text;
}

// "HTTP/1.1 200 OK": the first word after the version, where it is a number of three digits.
int StatusOf(std::string_view line) {
  const std::size_t blank = line.find(' ');
  if (blank == std::string_view::npos) return 0;
  const std::string_view word = TrimBlanks(line.substr(blank)).substr(0, 3);
  if (word.size() != 3) return 0;
  int status = 0;
  for (const char c : word) {
    if (c < '0' || c > '9') return 0;
    status = status * 10 + (c - '0');
  }
  return status;
}

// The value of the parameter `name` in "text/html; charset=utf-8".
std::string_view ParameterOf(std::string_view content_type, std::string_view name) {
  std::size_t at = content_type.find(';');
  while (at != std::string_view::npos) {
    const std::size_t end = std::min(content_type.find(';', at + 1), content_type.size());
    const std::string_view part = TrimBlanks(content_type.substr(at + 1, end - at - 1));
    const std::size_t equals = part.find('=');
    if (equals != std::string_view::npos &&
        AsciiLower(TrimBlanks(part.substr(0, equals))) == name) {
      std::string_view value = TrimBlanks(part.substr(equals + 1));
      if (value.size() >= 2 && (value.front() == '"' || value.front() == '\'') &&
          value.back() == value.front())
        value = value.substr(1, value.size() - 2);
      return TrimBlanks(value);
    }
    at = end < content_type.size() ? end : std::string_view::npos;
  }
  return {};
}

// All values of `name`, with commas between, in lower case.
std::string Joined(const HttpHead& head, std::string_view name) {
  std::string joined;
  for (const HttpHeader& header : head.headers) {
    if (AsciiLower(header.name) != name) continue;
    if (!joined.empty()) joined += ',';
    joined += AsciiLower(header.value);
  }
  return joined;
}

std::vector<std::string> ListOf(std::string_view value) {
  std::vector<std::string> list;
  while (!value.empty()) {
    const std::size_t comma = std::min(value.find(','), value.size());
    const std::string_view word = TrimBlanks(value.substr(0, comma));
    if (!word.empty()) list.emplace_back(word);
    value.remove_prefix(std::min(comma + 1, value.size()));
  }
  return list;
}

// The size line of a chunk: hex digits, perhaps an extension, a line end.
struct ChunkSize {
  std::size_t line = 0;  // its bytes; 0 where it is none
  std::size_t size = 0;
};
ChunkSize ChunkSizeOf(std::string_view text) {
  constexpr std::size_t kLongestLine = 1024;
  constexpr std::size_t kMostDigits = 15;
  const std::size_t end = text.substr(0, kLongestLine).find('\n');
  if (end == std::string_view::npos) return {};
  const std::string_view line = TrimBlanks(text.substr(0, end));
  std::size_t digits = 0;
  std::size_t size = 0;
  for (; digits < line.size() && digits <= kMostDigits; ++digits) {
    const char c = line[digits];
    const int value = c >= '0' && c <= '9'   ? c - '0'
                      : c >= 'a' && c <= 'f' ? c - 'a' + 10
                      : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                             : -1;
    if (value < 0) break;
    size = size * 16 + static_cast<std::size_t>(value);
  }
  const std::string_view rest = TrimBlanks(line.substr(digits));
  if (digits == 0 || digits > kMostDigits || (!rest.empty() && rest.front() != ';')) return {};
  return {.line = end + 1, .size = size};
}

}  // namespace

std::string_view HttpHead::Header(std::string_view name) const {
  const std::string lower = AsciiLower(name);
  for (const HttpHeader& header : headers) {
    if (header.name.size() == lower.size() && AsciiLower(header.name) == lower) return header.value;
  }
  return {};
}

std::string HttpHead::MediaType() const {
  return MediaTypeOf(Header("Content-Type"));
}

std::string HttpHead::Charset() const {
  return CharsetOf(Header("Content-Type"));
}

std::string MediaTypeOf(std::string_view content_type) {
  return AsciiLower(TrimBlanks(content_type.substr(0, content_type.find_first_of(";,"))));
}

std::string CharsetOf(std::string_view content_type) {
  return AsciiLower(ParameterOf(content_type, "charset"));
}

std::optional<HttpHead> ReadHttpHead(std::string_view message) {
  if (!message.starts_with("HTTP/")) return std::nullopt;
  HttpHead head;
  head.bytes = message.size();
  std::size_t at = 0;
  while (at < message.size()) {
    const std::size_t end = std::min(message.find('\n', at), message.size());
    const std::string_view line = message.substr(at, end - at);
    const bool first = at == 0;
    at = std::min(end + 1, message.size());
    if (first) {
      head.status = StatusOf(line);
      continue;
    }
    if (TrimBlanks(line).empty()) {
      head.bytes = at;
      break;
    }
    const std::size_t colon = line.find(':');
    if ((line.front() == ' ' || line.front() == '\t') && !head.headers.empty()) {
      (head.headers.back().value += ' ') += RepairUtf8(TrimBlanks(line));
    } else if (colon != std::string_view::npos && head.headers.size() < kMaxHeaders) {
      head.headers.push_back({RepairUtf8(TrimBlanks(line.substr(0, colon))),
                              RepairUtf8(TrimBlanks(line.substr(colon + 1)))});
    }
  }
  return head;
}

std::optional<HttpBody> WithoutChunks(std::string_view raw) {
  ChunkSize chunk = ChunkSizeOf(raw);
  if (chunk.line == 0) return std::nullopt;
  HttpBody body;
  while (chunk.line != 0 && chunk.size > 0) {
    raw.remove_prefix(chunk.line);
    body.bytes += raw.substr(0, chunk.size);
    if (raw.size() < chunk.size) {
      body.cut_short = true;
      return body;
    }
    raw.remove_prefix(chunk.size);
    if (raw.starts_with("\r\n"))
      raw.remove_prefix(2);
    else if (raw.starts_with('\n'))
      raw.remove_prefix(1);
    else if (!raw.empty() && body.bytes.size() == chunk.size)
      return std::nullopt;  // the very first does not end as a chunk: a page that begins with
                            // digits
    chunk = ChunkSizeOf(raw);
  }
  body.cut_short = chunk.line == 0;
  return body;
}

Result<HttpBody> DecodeBody(const HttpHead& head, std::string_view raw, std::size_t most) {
  HttpBody body;
  std::vector<std::string> codings = ListOf(Joined(head, "content-encoding"));
  std::vector<std::string> transfer = ListOf(Joined(head, "transfer-encoding"));
  bool owned = false;
  if (!transfer.empty() && transfer.back() == "chunked") {
    transfer.pop_back();
    if (auto whole = WithoutChunks(raw)) {
      body = std::move(*whole);
      owned = true;
    }
  }
  codings.insert(codings.end(), transfer.begin(), transfer.end());
  std::erase(codings, "identity");
  if (codings.size() > kMaxCodings)
    return Fail(Errc::kBadInput, "the body is packed more often than any server does");
  for (auto coding = codings.rbegin(); coding != codings.rend(); ++coding) {
    Result<Unpacked> next = UnpackCoding(*coding, owned ? body.bytes : raw, most);
    if (!next) return Fail(next.error());
    if (next->as_it_is) continue;
    body.bytes = std::move(next->bytes);
    body.cut_short |= next->cut_short;
    owned = true;
  }
  if (!owned) body.bytes = raw;
  if (body.bytes.size() > most) return Fail(Errc::kTooLarge, "the body is larger than is read");
  return body;
}

}  // namespace checkback
