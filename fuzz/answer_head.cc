// The head of a response and, behind it, a body: what is read of it is bounded and can be sent
// back.

#include "follow/fetch/answer_head.h"

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "follow/fetch/fetch_target.h"
#include "follow/fetch/http_date.h"
#include "follow/fetch/judge.h"
#include "follow/websub/websub.h"
#include "text/utf8.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace checkback;
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const std::size_t blank = input.find("\r\n\r\n");
  const std::string_view head = blank == input.npos ? input : input.substr(0, blank + 4);
  constexpr FetchTime kNow = FetchTime(std::chrono::hours(500'000));
  constexpr std::chrono::seconds kMost = std::chrono::hours(24);

  const AnswerHead read = ReadAnswerHead(head, kNow, kMost);
  for (const std::string& validator : {read.etag, read.last_modified}) {
    if (!validator.empty() && !IsValidator(validator)) std::abort();
    if (validator.find('\n') != validator.npos) std::abort();
  }
  if (read.not_before && (*read.not_before < kNow || *read.not_before > kNow + kMost)) std::abort();
  if (read.fresh_for && (read.fresh_for->count() < 0 || *read.fresh_for > kLongestFresh))
    std::abort();
  if (read.date && ParseHttpDate(HttpDateOf(*read.date)) != read.date) std::abort();
  const auto to =
      FollowRedirect("https://a.example/x", 302, read.location, FetchRequest::Method::kGet);
  if (to && !to->starts_with("https://")) std::abort();
  if (to) ReadFetchTarget(*to, {});

  const auto links = LinksOfHead(head, "https://a.example/x");
  if (links.size() > kMostHeadLinks) std::abort();
  for (const HeadLink& link : links)
    for (const std::string& rel : link.rels)
      if (rel.empty()) std::abort();
  const auto offer = PushOfferOf(head, "https://a.example/x", {});
  if (offer && (!offer->hub.starts_with("http") || offer->topic.size() > kLongestPushUrl))
    std::abort();

  HopResult hop;
  hop.end = HopEnd::kWhole;
  hop.status = 200;
  hop.response_head = head;
  hop.wire = input.substr(head.size());
  FetchAnswer answer;
  answer.url = "https://a.example/x";
  constexpr std::size_t kMostUnpacked = 1u << 20;
  Judge(hop, read, {.most_unpacked_bytes = kMostUnpacked}, answer);
  if (answer.body.size() > kMostUnpacked || !IsValidUtf8(answer.why)) std::abort();
  for (const char c : answer.why)
    if (static_cast<unsigned char>(c) < 0x20) std::abort();
  return 0;
}
