#include "cli/fetches.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "answer/fetches_json.h"
#include "cli/fetches_view.h"
#include "cli/open_store.h"
#include "cli/output.h"
#include "follow/fetch/logged_fetch.h"
#include "follow/sources/source_book.h"

namespace checkback {
namespace {

// Writes what is given in pieces; false where nobody takes more.
class Pieces {
 public:
  bool Write(std::string_view piece) {
    constexpr std::size_t kAtOnce = 64 << 10;
    ready_ += piece;
    return ready_.size() < kAtOnce || Flush();
  }
  bool Flush() {
    taken_ = taken_ && WriteOut(ready_);
    ready_.clear();
    return taken_;
  }

 private:
  std::string ready_;
  bool taken_ = true;
};

// The addresses of the source that `typed` is, or itself.
Result<std::vector<std::string>> AddressesOf(const std::string& folder, const std::string& typed) {
  const auto book = SourceBook::OpenToRead(fmt::format("{}/{}", folder, SourceBook::kFileName));
  if (!book) return Fail(book.error());
  if (!*book) return std::vector<std::string>{typed};
  const Result<std::optional<FollowedSource>> found = (*book)->Find(typed);
  if (!found) return Fail(found.error());
  if (!*found) return std::vector<std::string>{typed};
  return std::vector<std::string>{(*found)->url, (*found)->url_in_use};
}

struct AskedOfLog {
  std::string folder;
  FetchesAsked fetches;
};

// What was typed, with the address after `words` words; the exit code where that is not possible.
std::optional<int> Understand(const Arguments& typed, const Surroundings& surroundings,
                              std::size_t words, AskedOfLog& asked) {
  if (typed.inputs.size() > words + 1) {
    Complain("one address, please; without one: all of them");
    return kExitUsage;
  }
  if (!MomentOrComplain(typed.since, "--since", OfDay::kBeginning, asked.fetches.since) ||
      !MomentOrComplain(typed.as_of, "--as-of", OfDay::kEnd, asked.fetches.until))
    return kExitUsage;
  asked.folder = StoreFolder(typed, surroundings);
  if (asked.folder.empty()) {
    Complain("where is the store? Neither --store nor HOME says it");
    return kExitFailed;
  }
  if (typed.inputs.size() <= words) return std::nullopt;
  Result<std::vector<std::string>> addresses = AddressesOf(asked.folder, typed.inputs[words]);
  if (!addresses) {
    Complain(addresses.error().what);
    return kExitFailed;
  }
  asked.fetches.addresses = std::move(*addresses);
  return std::nullopt;
}

int EndOf(const Result<void>& read, bool written) {
  if (!read) Complain(read.error().what);
  return read && written ? kExitOk : kExitFailed;
}

}  // namespace

int ListFetches(const Arguments& typed, const Surroundings& surroundings) {
  AskedOfLog asked;
  if (const auto failed = Understand(typed, surroundings, 1, asked)) return *failed;
  const Terminal terminal = DescribeTerminal(surroundings.terminal, typed.color);
  Pieces out;
  std::size_t count = 0;
  const Result<void> read =
      ForEachFetch(asked.folder, asked.fetches, [&](const LoggedFetch& fetch, const WarcRecord&) {
        ++count;
        if (typed.json) return out.Write((count > 1 ? ",\n" : "[") + FetchAsJson(fetch));
        return out.Write(typed.jsonl ? FetchAsJson(fetch) + '\n' : FetchViewOf(fetch, terminal));
      });
  if (typed.json) out.Write(count > 0 ? "]\n" : "[]\n");
  if (read && count == 0 && !typed.json && !typed.jsonl) Complain("the log holds no such fetch");
  return EndOf(read, out.Flush());
}

int WriteSaid(const Arguments& typed, const Surroundings& surroundings) {
  if (typed.inputs.size() < 2 || typed.json || typed.jsonl || !typed.since.empty()) {
    Complain(
        "said takes an address, and --as-of: checkback sources said ADDRESS --as-of 2025-05-13");
    return kExitUsage;
  }
  AskedOfLog asked;
  if (const auto failed = Understand(typed, surroundings, 1, asked)) return *failed;
  const Result<std::optional<LastSaid>> said = LastSaidIn(asked.folder, asked.fetches);
  if (!said) return EndOf(Fail(said.error()), false);
  if (!*said) {
    Complain("the log holds no whole answer of that address");
    return kExitFailed;
  }
  const LastSaid& last = **said;
  Complain(fmt::format("{} said so at {}{}", last.fetch.url, ToRfc3339(last.fetch.at),
                       last.still == last.fetch.at
                           ? ""
                           : fmt::format(", and still did at {}", ToRfc3339(last.still))));
  if (!surroundings.terminal.is_terminal) return WriteOut(last.body) ? kExitOk : kExitFailed;
  // Whatever it holds, a terminal is not to obey it; lines stay lines.
  std::string shown;
  std::string_view rest = last.body;
  while (!rest.empty()) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    shown += Harmless(line) + '\n';
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
  }
  return WriteOut(shown) ? kExitOk : kExitFailed;
}

int ExportFetches(const Arguments& typed, const Surroundings& surroundings) {
  if (surroundings.terminal.is_terminal) {
    Complain("a web archive is nothing to look at: checkback export --fetches >fetches.warc.gz");
    return kExitUsage;
  }
  AskedOfLog asked;
  if (const auto failed = Understand(typed, surroundings, 0, asked)) return *failed;
  Pieces out;
  const Result<void> read = ForEachFetchMember(
      asked.folder, asked.fetches, [&](std::string_view member) { return out.Write(member); });
  return EndOf(read, out.Flush());
}

}  // namespace checkback
