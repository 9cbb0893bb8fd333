// checkback sources: what is followed, and how it is doing.

#include <fmt/format.h>

#include <vector>

#include "answer/sources_json.h"
#include "cli/commands.h"
#include "cli/fetches.h"
#include "cli/open_book.h"
#include "cli/open_store.h"
#include "cli/output.h"
#include "cli/sources_view.h"
#include "follow/sources/source_list.h"

namespace checkback {
namespace {

int RemoveSources(const Arguments& typed, const Surroundings& surroundings) {
  if (typed.inputs.size() < 2) {
    Complain("remove what? An address or a number: checkback sources remove ADDRESS");
    return kExitUsage;
  }
  const std::unique_ptr<SourceBook> book = OpenBookOrComplain(typed, surroundings);
  if (!book) return kExitFailed;
  std::size_t missing = 0;
  for (std::size_t i = 1; i < typed.inputs.size(); ++i) {
    const auto found = book->Find(typed.inputs[i]);
    if (!found) {
      Complain(found.error().what);
      return kExitFailed;
    }
    if (!*found) {
      Complain(
          fmt::format("{}: is not followed; `checkback sources` lists what is", typed.inputs[i]));
      ++missing;
      continue;
    }
    if (const auto removed = book->Remove((*found)->key); !removed) {
      Complain(removed.error().what);
      return kExitFailed;
    }
    if (!WriteOut(Harmless(fmt::format("removed {}", (*found)->url)) + '\n')) return kExitFailed;
  }
  if (missing == 0) return kExitOk;
  return missing + 1 == typed.inputs.size() ? kExitFailed : kExitPartly;
}

std::string Told(const std::vector<SourceStatus>& sources, const Arguments& typed,
                 const Surroundings& surroundings) {
  if (typed.opml) {
    std::vector<FollowedSource> followed;
    followed.reserve(sources.size());
    for (const SourceStatus& status : sources) followed.push_back(status.source);
    return SourcesAsOpml(followed);
  }
  if (!typed.json && !typed.jsonl)
    return SourcesViewOf(sources, surroundings.now,
                         DescribeTerminal(surroundings.terminal, typed.color));
  std::string out;
  for (const SourceStatus& status : sources)
    (out += out.empty() ? "" : typed.json ? ",\n" : "\n") += SourceAsJson(status);
  if (typed.json) return fmt::format("[{}]\n", out);
  return out.empty() ? out : out + '\n';
}

}  // namespace

int RunSources(const Arguments& typed, const Surroundings& surroundings) {
  if (!typed.inputs.empty() && typed.inputs.front() == "remove")
    return RemoveSources(typed, surroundings);
  if (!typed.inputs.empty() && typed.inputs.front() == "fetches")
    return ListFetches(typed, surroundings);
  if (!typed.inputs.empty() && typed.inputs.front() == "said")
    return WriteSaid(typed, surroundings);
  if (!typed.inputs.empty()) {
    Complain(fmt::format("sources takes the words remove, fetches and said; what is '{}'?",
                         typed.inputs.front()));
    return kExitUsage;
  }
  if (!typed.since.empty() || !typed.as_of.empty()) {
    Complain("--since is for `sources fetches`, --as-of for that and `sources said`");
    return kExitUsage;
  }
  const std::string folder = StoreFolder(typed, surroundings);
  if (folder.empty()) {
    Complain("where is the store? Neither --store nor HOME says it");
    return kExitFailed;
  }
  const auto book = SourceBook::OpenToRead(fmt::format("{}/{}", folder, SourceBook::kFileName));
  if (!book) {
    Complain(book.error().what);
    return kExitFailed;
  }
  std::vector<SourceStatus> sources;
  if (*book) {
    const Result<void> done =
        ForEachSource(**book, surroundings.now, [&](const SourceStatus& status) {
          if (typed.state.empty() || status.state == typed.state) sources.push_back(status);
        });
    if (!done) {
      Complain(done.error().what);
      return kExitFailed;
    }
  }
  const bool for_person = !typed.json && !typed.jsonl && !typed.opml;
  if (for_person && sources.empty()) {
    Complain(typed.state.empty() ? "nothing is followed yet: checkback add ADDRESS"
                                 : fmt::format("no source is {}", typed.state));
    return kExitOk;
  }
  return WriteOut(Told(sources, typed, surroundings)) ? kExitOk : kExitFailed;
}

}  // namespace checkback
