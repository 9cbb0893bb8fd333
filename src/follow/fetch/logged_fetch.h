// What the log of fetches (store/fetch_log.h) says: who was asked when, and what he said.
//
//   2025-05-13 09:30  poll   200            https://news.example/rss        18 kB
//   2025-05-13 10:00  poll   304 unchanged  https://news.example/rss
//   2025-05-13 10:30  poll   timeout        https://news.example/rss
//
// Reads the log from its beginning, or from a time on: some 100 MB of it a second when unpacked.
// Errors: kIo. Safe to call while it is written to.

#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "page/warc.h"
#include "text/instant.h"
#include "text/result.h"

namespace checkback {

struct LoggedFetch {
  Instant at{};
  std::string url;           // that was asked
  std::string purpose;       // NameOf(FetchPurpose); a page's where the record does not say
  std::string source;        // "": none is named
  std::string outcome;       // NameOf(FetchOutcome), "redirect"
  std::string why;           // "" where there is nothing to say
  int status = 0;            // of HTTP; 0: nothing came
  std::string location;      // of a redirect, as the server wrote it
  std::uint64_t bytes = 0;   // of the body as it is kept, chunks and codings included
  bool unchanged = false;    // the same as before, so that no body is kept
  bool cut = false;          // not all of the body came, or is kept
  std::int64_t segment = 0;  // of the log
  std::uint64_t offset = 0;  // of the record in it
};

struct FetchesAsked {
  // Any of them: the address that was asked, or that of the source. Empty: everything.
  std::vector<std::string> addresses = {};
  std::optional<Instant> since = {};  // at it or later
  std::optional<Instant> until = {};  // at it or earlier
};

// In the order in which they were kept. `take` may end it with false; `record` is the answer.
Result<void> ForEachFetch(
    const std::string& store_folder, const FetchesAsked& asked,
    const std::function<bool(const LoggedFetch& fetch, const WarcRecord& record)>& take);
// The members of the same fetches, their requests included, as they stand in the log: together they
// are a web archive.
Result<void> ForEachFetchMember(const std::string& store_folder, const FetchesAsked& asked,
                                const std::function<bool(std::string_view member)>& take);

// What was said last, whole, until `asked.until`.
struct LastSaid {
  LoggedFetch fetch;
  std::string body;  // without chunks and codings
  Instant still{};   // when it was found unchanged last; else when it was said
};
// Nothing where the log holds no such answer.
Result<std::optional<LastSaid>> LastSaidIn(const std::string& store_folder,
                                           const FetchesAsked& asked);

}  // namespace checkback
