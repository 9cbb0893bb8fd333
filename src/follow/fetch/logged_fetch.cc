#include "follow/fetch/logged_fetch.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

#include "follow/fetch/fetch_answer.h"
#include "follow/fetch/fetch_record.h"
#include "page/http_message.h"
#include "store/fetch_log.h"
#include "store/store.h"
#include "text/utf8.h"

namespace checkback {
namespace {

constexpr std::size_t kMostUnpacked = 32u << 20;  // FetcherOptions::most_unpacked_bytes

// "address: ..." of a metadata record's fields; "" without it.
std::string_view FieldOf(std::string_view fields, std::string_view name) {
  while (!fields.empty()) {
    const std::string_view line = fields.substr(0, fields.find('\n'));
    if (line.starts_with(name) && line.substr(name.size()).starts_with(": "))
      return Trim(line.substr(name.size() + 2));
    fields.remove_prefix(std::min(line.size() + 1, fields.size()));
  }
  return {};
}

bool IsRequestsOwn(const WarcRecord& record) {
  return record.type == WarcType::kRequest || record.type == WarcType::kWarcinfo;
}

LoggedFetch FetchOf(std::int64_t segment, const WarcRecord& record) {
  LoggedFetch fetch;
  fetch.at = record.date.value_or(Instant{});
  fetch.url = record.target_uri;
  fetch.purpose = record.Header(kPurposeHeader);
  if (fetch.purpose.empty()) fetch.purpose = NameOf(FetchPurpose::kPage);
  fetch.source = record.Header(kSourceHeader);
  fetch.outcome = record.Header(kOutcomeHeader);
  fetch.why = record.Header(kWhyHeader);
  fetch.unchanged = record.type == WarcType::kRevisit;
  fetch.cut = !record.Header("WARC-Truncated").empty();
  fetch.segment = segment;
  fetch.offset = record.place.offset;
  if (record.type == WarcType::kMetadata) {
    if (fetch.url.empty()) fetch.url = FieldOf(record.block, "address");
    return fetch;
  }
  const std::optional<HttpHead> head = ReadHttpHead(record.block);
  if (!head) return fetch;
  fetch.status = head->status;
  fetch.bytes = record.block.size() - std::min(head->bytes, record.block.size());
  fetch.location = head->Header("Location");
  // A page that came and was of no use is kept as it was made.
  if (fetch.outcome.empty() && record.type == WarcType::kResponse)
    fetch.outcome = NameOf(FetchOutcome::kFetched);
  return fetch;
}

// Addresses as they are compared, each once.
class Addresses {
 public:
  explicit Addresses(const std::vector<std::string>& addresses) {
    for (const std::string& address : addresses) keys_.insert(PageKeyOf(address));
  }
  bool Hold(const LoggedFetch& fetch) const {
    return keys_.empty() || keys_.count(PageKeyOf(fetch.url)) != 0 ||
           (!fetch.source.empty() && keys_.count(PageKeyOf(fetch.source)) != 0);
  }

 private:
  std::set<std::string> keys_;
};

bool IsIn(const FetchesAsked& asked, Instant at) {
  return (!asked.since || at >= *asked.since) && (!asked.until || at <= *asked.until);
}

}  // namespace

Result<void> ForEachFetch(
    const std::string& store_folder, const FetchesAsked& asked,
    const std::function<bool(const LoggedFetch& fetch, const WarcRecord& record)>& take) {
  const Addresses addresses(asked.addresses);
  return ForEachLoggedRecord(store_folder, asked.since,
                             [&](std::int64_t segment, const WarcRecord& record) {
                               if (IsRequestsOwn(record)) return true;
                               const LoggedFetch fetch = FetchOf(segment, record);
                               if (!IsIn(asked, fetch.at) || !addresses.Hold(fetch)) return true;
                               return take(fetch, record);
                             });
}

Result<void> ForEachFetchMember(const std::string& store_folder, const FetchesAsked& asked,
                                const std::function<bool(std::string_view member)>& take) {
  const Addresses addresses(asked.addresses);
  std::string wanted;  // id of the record whose request belongs to it
  return ForEachLoggedRecord(store_folder, asked.since,
                             [&](std::int64_t segment, const WarcRecord& record) {
                               if (record.type == WarcType::kRequest)
                                 return wanted.empty() ||
                                        record.Header("WARC-Concurrent-To") != wanted ||
                                        take(record.packed);
                               const LoggedFetch fetch = FetchOf(segment, record);
                               wanted.clear();
                               if (!IsIn(asked, fetch.at) || !addresses.Hold(fetch)) return true;
                               wanted = record.id;
                               return take(record.packed);
                             },
                             {.start = {}, .check_digests = false, .keep_packed = true});
}

Result<std::optional<LastSaid>> LastSaidIn(const std::string& store_folder,
                                           const FetchesAsked& asked) {
  std::optional<LastSaid> last;
  std::string block;
  const Result<void> read =
      ForEachFetch(store_folder, asked, [&](const LoggedFetch& fetch, const WarcRecord& record) {
        // What stands in a later segment was kept later, whatever its clock says.
        if (fetch.outcome == NameOf(FetchOutcome::kFetched) && !fetch.unchanged) {
          last = LastSaid{fetch, {}, fetch.at};
          block = record.block;
        } else if (fetch.unchanged && last && record.revisit &&
                   PageKeyOf(fetch.url) == PageKeyOf(last->fetch.url)) {
          last->still = fetch.at;
        }
        return true;
      });
  if (!read) return Fail(read.error());
  if (!last) return std::optional<LastSaid>();
  const std::optional<HttpHead> head = ReadHttpHead(block);
  if (!head) return std::optional<LastSaid>();
  Result<HttpBody> body =
      DecodeBody(*head, std::string_view(block).substr(head->bytes), kMostUnpacked);
  if (!body) return Fail(body.error());
  last->body = std::move(body->bytes);
  return last;
}

}  // namespace checkback
