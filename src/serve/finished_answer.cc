#include "serve/finished_answer.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <string_view>
#include <utility>

#include "follow/fetch/http_date.h"
#include "page/gzip_member.h"
#include "text/hash.h"

namespace checkback {
namespace {

constexpr std::size_t kWorthPacking = 1000;  // bytes; less fits into one packet anyway
// Of 12. A story of 3.3 MB takes 8 ms and comes to 596 kB; with 6, 21 ms and 513 kB (EPYC core).
constexpr int kPackingLevel = 1;

bool IsText(std::string_view type) {
  constexpr std::string_view kKinds[] = {"text/", "json", "xml", "javascript"};
  return !type.starts_with("text/event-stream") &&
         std::any_of(std::begin(kKinds), std::end(kKinds),
                     [&](std::string_view kind) { return type.find(kind) != type.npos; });
}

// Pages carry words of strangers, so nothing but our own style sheet and script is ever loaded, and
// no words can become a script.
void Protect(WebResponse& response) {
  response.headers.emplace_back(
      "Content-Security-Policy",
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src "
      "'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
      "require-trusted-types-for 'script'; trusted-types 'none'");
  response.headers.emplace_back("X-Content-Type-Options", "nosniff");
  // Nothing is told to outlets. Not no-referrer: browsers then send "Origin: null" with our own
  // forms, which is what a page that hides its origin sends.
  response.headers.emplace_back("Referrer-Policy", "same-origin");
  response.headers.emplace_back("Cross-Origin-Resource-Policy", "same-origin");
  response.headers.emplace_back("Cross-Origin-Opener-Policy", "same-origin");
}

}  // namespace

FinishedAnswer::FinishedAnswer(WebResponse response) : response_(std::move(response)) {
  Protect(response_);
  if (response_.status != 200 || is_stream() || response_.write) {
    response_.modified.reset();
    return;
  }
  if (response_.modified)
    response_.headers.emplace_back("Last-Modified", HttpDateOf(*response_.modified));
  tag_ = fmt::format("\"{:016x}\"", Hash64(response_.body));
  response_.headers.emplace_back("ETag", "W/" + tag_);
  if (!IsText(response_.type)) return;
  response_.headers.emplace_back("Vary", "Accept-Encoding");
  size_ = response_.body.size();
  packs_ = size_ >= kWorthPacking;
}

void FinishedAnswer::Pack() {
  if (!packs_ || !packed_.empty()) return;
  packed_ = GzipDeflater(kPackingLevel).Deflate(response_.body);
  response_.body = std::string();
}

// Few clients do not take it packed.
std::string FinishedAnswer::Plain() const {
  if (packed_.empty()) return response_.body;
  std::string body(size_, '\0');
  static_cast<void>(GzipInflater().Inflate(packed_, body.data(), body.size()));  // it is ours
  return body;
}

bool FinishedAnswer::IsHeldBy(const WebRequest& request) const {
  if (tag_.empty() || (request.method != "GET" && request.method != "HEAD")) return false;
  // A weak tag names the same answer, and so does one of a list.
  if (!request.if_none_match.empty())
    return request.if_none_match == "*" || request.if_none_match.find(tag_) != std::string::npos;
  if (!response_.modified || request.if_modified_since.empty()) return false;
  const std::optional<Instant> held = ParseHttpDate(request.if_modified_since);
  return held && *response_.modified <= *held;
}

WebResponse FinishedAnswer::For(const WebRequest& request) const {
  if (IsHeldBy(request))
    return {.status = 304, .type = response_.type, .body = "", .headers = response_.headers};
  const bool packed = packs_ && AcceptsGzip(request.accept_encoding);
  WebResponse sent{.status = response_.status,
                   .type = response_.type,
                   .body = "",
                   .headers = response_.headers,
                   .stream_after = response_.stream_after,
                   .stream_topic = response_.stream_topic,
                   .write = response_.write};
  if (packed)
    sent.body = packed_.empty() ? GzipDeflater(kPackingLevel).Deflate(response_.body) : packed_;
  else
    sent.body = Plain();
  if (packed) sent.headers.emplace_back("Content-Encoding", "gzip");
  return sent;
}

}  // namespace checkback
