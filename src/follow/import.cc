#include "follow/import.h"

#include <fmt/format.h>

#include <map>
#include <memory>
#include <mutex>
#include <utility>

#include "follow/derive.h"
#include "follow/in_order.h"

namespace checkback {
namespace {

// A batch is kept when it holds so many captures, or so many bytes of raw records. Each costs two
// waits for the disk, so fewer are quicker; and what a crash costs is one batch, done again.
constexpr std::size_t kBatch = 512;
constexpr std::size_t kBatchBytes = std::size_t{32} << 20;

// Inputs under way: enough that others go on while one thread keeps a batch.
constexpr std::size_t kWindow = 1024;
constexpr std::size_t kWindowBytes = std::size_t{64} << 20;

struct Made {
  std::optional<NewCapture> capture;
  std::string complaint;
  std::shared_ptr<const SourceFile> source;  // null: nothing to be gone on with
  SourcePlace after;
};

std::size_t WeightOf(const Input& input) {
  return input.bytes.size() +
         (input.record ? input.record->block.size() + input.record->packed.size() : 0);
}

SourceState StateOf(const SourceFile& file, const SourcePlace& after) {
  return {.path = file.path,
          .bytes = file.bytes,
          .modified_ns = file.modified_ns,
          .head_sha256 = file.head_sha256,
          .offset = after.offset,
          .inside = after.inside,
          .line = after.line,
          .done = after.end};
}

bool IsSameFile(const SourceState& state, const SourceFile& file) {
  return state.bytes == file.bytes && state.modified_ns == file.modified_ns &&
         state.head_sha256 == file.head_sha256;
}

// Captures on their way into the store, and how far their sources are with them.
class Batch {
 public:
  explicit Batch(Store* store, std::function<void(NewCapture)> take = {})
      : store_(store), take_(std::move(take)) {}

  void Add(NewCapture capture) {
    bytes_ += capture.member.size() + capture.article_frame.size() + capture.reading_frame.size();
    captures_.push_back(std::move(capture));
  }
  void Reach(const SourceFile& file, const SourcePlace& after) {
    sources_[file.path] = StateOf(file, after);
  }
  bool IsFull() const { return captures_.size() >= kBatch || bytes_ >= kBatchBytes; }

  Result<void> Keep(KeepTally& tally) {
    if (store_ == nullptr) {
      tally.kept += captures_.size();
      for (NewCapture& capture : captures_) {
        tally.without_article += !capture.article;
        if (take_) take_(std::move(capture));
      }
    } else if (!captures_.empty() || !sources_.empty()) {
      std::vector<SourceState> sources;
      sources.reserve(sources_.size());
      for (auto& [path, state] : sources_) sources.push_back(std::move(state));
      const Result<KeepTally> kept = store_->Keep(captures_, sources);
      if (!kept) return Fail(kept.error());
      tally += *kept;
    }
    captures_.clear();
    sources_.clear();
    bytes_ = 0;
    return {};
  }

 private:
  Store* store_;
  std::function<void(NewCapture)> take_;
  std::vector<NewCapture> captures_;
  std::map<std::string, SourceState> sources_;
  std::size_t bytes_ = 0;
};

Made Make(Input& input, const ImportOptions& options, GzipDeflater& deflater, ParseMemory& memory) {
  Made made;
  if (input.source && input.source->Lasts()) made.source = input.source;
  made.after = input.after;
  if (input.end) return made;
  const std::string place = input.Place();
  Result<RawRecord> raw = RecordOf(input, {.seen_at = options.seen_at}, deflater);
  if (!raw) {
    made.complaint = fmt::format("{}: {}", place, raw.error().what);
    return made;
  }
  made.capture = DeriveCapture(std::move(raw->record), &memory);
  made.capture->member = std::move(raw->member);
  if (!made.capture->trouble.empty())
    made.complaint = fmt::format("{}: kept, but {}", place, made.capture->trouble);
  return made;
}

// Packing needs tables of some hundred kB, one for each thread.
GzipDeflater& DeflaterOfThread() {
  constexpr int kFast = 2;  // lines and files only; archives are kept as they are packed
  thread_local GzipDeflater deflater(kFast);
  return deflater;
}

// What one thread parsed helps it with the next page.
ParseMemory& MemoryOfThread() {
  thread_local ParseMemory memory;
  return memory;
}

}  // namespace

Result<ImportReport> Import(Store* store, const ImportOptions& options) {
  ImportReport report;
  std::optional<Error> failure;
  Batch batch(store, options.take);

  InputReader::Options reading;
  reading.kind = options.lines ? InputReader::Kind::kJsonLines : InputReader::Kind::kAsItLooks;
  reading.everything = true;
  reading.seen_again = true;
  reading.keep_packed = true;
  reading.ends = true;
  reading.seen_at = options.seen_at;
  std::mutex storing;  // begin_at asks the store on a thread that may not be the one that keeps
  reading.begin_at = [&](const SourceFile& file) -> std::optional<SourcePlace> {
    if (store == nullptr) return std::nullopt;
    const std::lock_guard lock(storing);
    const auto state = store->SourceOf(file.path);
    if (!state || !state->has_value() || !IsSameFile(**state, file)) return std::nullopt;
    return SourcePlace{(*state)->offset, (*state)->inside, (*state)->line, (*state)->done};
  };
  InputReader inputs(options.names, reading);

  const auto tell = [&] {
    const InputReader::Bytes bytes = inputs.Progress();
    options.progress({.bytes_done = bytes.done,
                      .bytes_total = bytes.total,
                      .bytes_read = bytes.done - bytes.skipped,
                      .failed = report.failed,
                      .kept = report.kept});
  };
  const auto keep = [&] {
    const std::lock_guard lock(storing);
    const Result<void> kept = batch.Keep(report.kept);
    if (!kept) failure = kept.error();
    tell();
    return kept.has_value();
  };
  RunInOrder<Input, Made>(
      {.threads = options.threads, .window = kWindow, .weight = kWindowBytes},
      [&](Input& input) -> std::optional<std::size_t> {
        if (options.stop()) {
          report.stopped = true;
          return std::nullopt;
        }
        if (!inputs.Next(input)) return std::nullopt;
        return WeightOf(input);
      },
      [&](Input& input) { return Make(input, options, DeflaterOfThread(), MemoryOfThread()); },
      [&](Made made) {
        if (!made.complaint.empty()) {
          ++report.failed;
          options.complain(made.complaint);
        }
        if (made.source) batch.Reach(*made.source, made.after);
        if (made.capture) batch.Add(std::move(*made.capture));
        return !batch.IsFull() || keep();
      });
  if (failure || !keep()) return Fail(*failure);
  report.unchanged = inputs.passed_over().unchanged;
  for (std::string& note : inputs.passed_over().Told()) report.notes.push_back(std::move(note));
  return report;
}

Result<KeepTally> DerivePending(Store& store, const DeriveOptions& options) {
  const auto pending = store.Pending();
  if (!pending) return Fail(pending.error());
  ImportProgress progress;
  for (const PendingRange& range : *pending) progress.bytes_total += range.size - range.from;
  for (const PendingRange& range : *pending) {
    Result<WarcReader> reader =
        WarcReader::Open(store.SegmentPath(range.segment),
                         {.start = {.offset = range.from, .inside = 0}, .check_digests = false});
    if (!reader) return Fail(reader.error());
    std::optional<Error> not_read, not_kept;  // one for each thread that may set it
    bool stopped = false;
    Batch batch(&store);
    RunInOrder<std::optional<WarcRecord>, std::optional<NewCapture>>(
        {.threads = options.threads, .window = kWindow, .weight = kWindowBytes},
        [&](std::optional<WarcRecord>& record) -> std::optional<std::size_t> {
          stopped = stopped || options.stop();
          if (stopped) return std::nullopt;
          Result<std::optional<WarcRecord>> next = reader->Next();
          if (!next) not_read = next.error();
          if (!next || !next->has_value()) return std::nullopt;
          record = std::move(*next);
          return record->block.size();
        },
        [&](std::optional<WarcRecord>& record) -> std::optional<NewCapture> {
          if (!HoldsCapture(*record)) return std::nullopt;
          const RawPlace raw = {range.segment, record->place.offset, record->length};
          NewCapture capture = DeriveCapture(std::move(*record), &MemoryOfThread());
          capture.raw = raw;
          return capture;
        },
        [&](std::optional<NewCapture> capture) {
          if (!capture) return true;
          progress.bytes_done += capture->raw.length;
          batch.Add(std::move(*capture));
          if (!batch.IsFull()) return true;
          const Result<void> kept = batch.Keep(progress.kept);
          if (!kept) not_kept = kept.error();
          options.progress(progress);
          return kept.has_value();
        });
    if (not_kept || not_read) return Fail(not_kept ? *not_kept : *not_read);
    if (const Result<void> kept = batch.Keep(progress.kept); !kept) return Fail(kept.error());
    if (stopped) break;
    if (const Result<void> done = store.MarkDerived(range); !done) return Fail(done.error());
    options.progress(progress);
  }
  return progress.kept;
}

}  // namespace checkback
