#include "follow/replay.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <tuple>
#include <utility>

#include "follow/keep_told.h"

namespace checkback {
namespace {

using std::chrono::milliseconds;

// Captures are kept together where they are due at nearly the same moment: each batch costs two
// waits for the disk, and an eye sees no difference.
constexpr milliseconds kTogether{50};
constexpr milliseconds kLongestWait{100};  // until it is asked again whether to stop

class Replayer {
 public:
  Replayer(Store& store, const ReplayOptions& options) : store_(store), options_(options) {}

  Result<ImportReport> Run() {
    Result<ImportReport> report = ReadAll();
    if (!report || report->stopped) return report;
    if (const Result<void> dropped = DropKnown(*report); !dropped) return Fail(dropped.error());
    for (std::size_t at = 0; at < captures_.size();) {
      report->stopped = !WaitFor(DueOf(captures_[at]));
      if (report->stopped) return report;
      const std::size_t end = EndOfBatch(at);
      const Result<void> kept = Keep({&captures_[at], end - at}, report->kept);
      if (!kept) return Fail(kept.error());
      at = end;
    }
    return report;
  }

 private:
  Result<ImportReport> ReadAll() {
    ImportOptions reading = options_.import;
    reading.progress = [](const ImportProgress&) {};
    reading.stop = [this] { return captures_.size() > kMostReplayed || options_.import.stop(); };
    reading.take = [this](NewCapture capture) { captures_.push_back(std::move(capture)); };
    Result<ImportReport> report = Import(nullptr, reading);
    if (report && captures_.size() > kMostReplayed)
      return Fail(Errc::kTooLarge,
                  fmt::format("more than {} captures: too many for a replay, import them as usual",
                              kMostReplayed));
    if (report) report->kept = {};
    std::sort(captures_.begin(), captures_.end(), [](const NewCapture& a, const NewCapture& b) {
      return std::tie(a.seen_at, a.id) < std::tie(b.seen_at, b.id);
    });
    return report;
  }

  Result<void> DropKnown(ImportReport& report) {
    std::vector<NewCapture> left;
    left.reserve(captures_.size());
    for (NewCapture& capture : captures_) {
      const Result<Capture> known = store_.FindCapture(capture.id);
      if (!known && known.error().code != Errc::kNotFound) return Fail(known.error());
      if (known)
        ++report.kept.known;
      else
        left.push_back(std::move(capture));
    }
    captures_ = std::move(left);
    return {};
  }

  milliseconds DueOf(const NewCapture& capture) const {
    const auto first = captures_.front().seen_at;
    const auto span = std::max<std::int64_t>(1, (captures_.back().seen_at - first).count());
    return options_.lasts * (capture.seen_at - first).count() / span;
  }

  std::size_t EndOfBatch(std::size_t at) const {
    const milliseconds until = std::max(DueOf(captures_[at]) + kTogether, options_.elapsed());
    while (at < captures_.size() && DueOf(captures_[at]) <= until) ++at;
    return at;
  }

  // False where it was stopped.
  bool WaitFor(milliseconds due) const {
    while (!options_.import.stop()) {
      const milliseconds left = due - options_.elapsed();
      if (left <= milliseconds(0)) return true;
      options_.wait(std::min(left, kLongestWait));
    }
    return false;
  }

  Result<void> Keep(std::span<NewCapture> batch, KeepTally& tally) {
    const Result<KeepTally> kept = store_.Keep(batch, {});
    if (!kept) return Fail(kept.error());
    tally += *kept;
    if (const Result<void> repaired = store_.RepairStories(); !repaired) return repaired;
    const Result<std::size_t> told = KeepToldStories(
        store_,
        {.threads = options_.import.threads, .stop = options_.import.stop, .tellers = &tellers_});
    if (!told) return Fail(told.error());
    for (const NewCapture& capture : batch) options_.came(capture);
    return {};
  }

  Store& store_;
  const ReplayOptions& options_;
  std::vector<NewCapture> captures_;
  TellerShelf tellers_;
};

}  // namespace

Result<ImportReport> Replay(Store& store, const ReplayOptions& options) {
  return Replayer(store, options).Run();
}

}  // namespace checkback
