#include "follow/told_frame.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>
#include <vector>

#include "follow/told_members.h"
#include "page/zstd_frame.h"
#include "text/embedded.h"
#include "text/hash.h"
#include "text/packed.h"

namespace checkback {
namespace {

// Counted up by whoever changes what a story tells, other than by its rules, or how it is kept.
constexpr int kTellingVersion = 6;

constexpr int kLevel = 3;
constexpr std::size_t kMostBytes = std::size_t{1} << 30;

// Whether what was read speaks of captures and names that are there.
struct IsOfTheStory {
  std::size_t captures;

  template <typename T>
  bool operator()(const T& of) const {
    if constexpr (requires { of.capture; }) return of.capture < captures;
    if constexpr (Exactly<T, StoryQuestion>) return !of.closed || *of.closed < captures;
    if constexpr (Exactly<T, VersionChange>)
      return of.from < captures && of.to < captures && of.reasons.size() == of.diff.edits.size();
    if constexpr (Exactly<T, StoryName>) {
      return std::all_of(of.captures.begin(), of.captures.end(),
                         [&](std::size_t capture) { return capture < captures; });
    }
    if constexpr (Exactly<T, ToldStory>) return AreNamed(of);
    return true;
  }

  // Whether every source is one of the names.
  static bool AreNamed(const ToldStory& told) {
    const auto named = [&](const auto& one) { return !one.who || *one.who < told.names.size(); };
    return std::all_of(told.statements.begin(), told.statements.end(), named) &&
           std::all_of(told.claims.begin(), told.claims.end(),
                       [&](const StoryClaim& claim) {
                         return std::all_of(claim.rows.begin(), claim.rows.end(), named);
                       }) &&
           std::all_of(told.quotes.begin(), told.quotes.end(), named) &&
           std::all_of(told.figures.begin(), told.figures.end(), [&](const FigureSeries& series) {
             return std::all_of(series.points.begin(), series.points.end(), named);
           });
  }
};

// The tables and weights that a telling is made with; the large models are those of readings, which
// are kept with their own version.
std::string DigestOfRules() {
  constexpr std::size_t kLargest = 100'000;
  std::string all;
  for (std::size_t i = 0; i < kEmbeddedCount; ++i) {
    const EmbeddedFile& file = kEmbeddedFiles[i];
    const auto bytes = static_cast<std::size_t>(file.end - file.begin);
    if (bytes > kLargest || !std::string_view(file.path).starts_with("rules/")) continue;
    all += fmt::format("{} {} ", file.path, bytes);
    all.append(file.begin, file.end);
  }
  return Sha256Hex(all);
}

// Numbers in the order in which they first come.
class Renumbered {
 public:
  std::size_t Of(std::size_t number) {
    return numbers_.try_emplace(number, numbers_.size()).first->second;
  }

 private:
  std::unordered_map<std::size_t, std::size_t> numbers_;
};

// Packs lists as PackedWriter does, a frame for each piece of the bytes.
class PieceCutter {
 public:
  explicit PieceCutter(PackedPieces& known) : known_(known) {}

  template <typename T>
  void Put(const std::vector<T>& list) {
    writer_.Number(list.size());
    for (std::size_t i = 0; i < list.size(); ++i) {
      if (i % kOfPiece == 0 && list.size() > kOfPiece) Cut();
      writer_.Put(list[i]);
    }
  }

  std::string Take() {
    Cut();
    known_ = std::move(now_);
    return std::move(frames_);
  }

 private:
  // Of a list whose elements are short (25 bytes of statements), still enough to be packed well.
  static constexpr std::size_t kOfPiece = 1024;

  void Cut() {
    std::string piece = writer_.Take();
    const auto before = known_.find(piece);
    std::string frame =
        before == known_.end() ? PackFrame(piece, kLevel) : std::move(before->second);
    if (before != known_.end()) known_.erase(before);
    frames_ += frame;
    now_.emplace(std::move(piece), std::move(frame));
  }

  PackedPieces& known_;
  PackedPieces now_;
  PackedWriter writer_;
  std::string frames_;
};

}  // namespace

std::string ToldFrameOf(const ToldStory& told, const std::vector<VersionChange>& changes,
                        PackedPieces& known) {
  PieceCutter cutter(known);
  std::apply([&](const auto&... lists) { (cutter.Put(lists), ...); }, MembersOf(told));
  cutter.Put(changes);
  return cutter.Take();
}

std::string ToldFrameOf(const ToldStory& told, const std::vector<VersionChange>& changes) {
  PackedPieces none;
  return ToldFrameOf(told, changes, none);
}

Result<KeptTold> ToldOfFrame(std::string_view frame, std::size_t captures) {
  const Result<std::string> bytes = UnpackFrames(frame, kMostBytes);
  if (!bytes) return Fail(bytes.error());
  KeptTold kept;
  PackedReader<IsOfTheStory> reader(*bytes, {captures});
  if (!reader.Get(kept.told) || !reader.Get(kept.changes) || !reader.AtEnd())
    return Fail(Errc::kBadInput, "what the story told is not kept in a form that can be read");
  return kept;
}

std::string ToldFrom(const StoredStory& story, std::span<const Telling> tellings) {
  static const std::string rules = DigestOfRules();
  std::string all = fmt::format("{} {} {}\n", kTellingVersion, rules, story.language);
  Renumbered pages, origins;
  for (std::size_t i = 0; i < tellings.size(); ++i) {
    const Telling& telling = tellings[i];
    all += fmt::format("{} {} {} {}", story.captures[i].capture.id, pages.Of(telling.page),
                       origins.Of(telling.origin), telling.is_visit ? 'v' : '-');
    if (telling.copy_of) all += fmt::format(" {}", *telling.copy_of);
    all += '\n';
  }
  return Sha256Hex(all);
}

}  // namespace checkback
