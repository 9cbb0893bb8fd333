// The store: every capture for ever, and what was derived from it.
//
//   captures/000001.warc.gz ...   the raw captures; the truth (store/capture_log.h)
//   index-000001.db               everything derived, an SQLite database in WAL mode
//   CURRENT                       names the database in use
//   lock                          held by the one process that writes
//
// Writing: raw records are on the disk before the database speaks of them, and a batch is in the
// database whole or not at all. After a crash the database may lag behind the segments: what it
// has not seen is derived again from there (Pending), so nothing that was acknowledged is lost and
// nothing stands twice. The tables do not depend on the order in which captures came, nor on how
// they were cut into batches.
//
// Reading: many processes at once, also while one writes; each sees whole batches.
//
// One object belongs to one thread at a time. Errors: kIo (disk, lock; the message names the file
// and the cause), kBadInput (a damaged store, a newer or an older schema), kNotFound.

#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "page/warc.h"
#include "store/capture.h"
#include "store/search/search.h"
#include "story/copies.h"
#include "story/origins.h"
#include "text/instant.h"
#include "text/result.h"

namespace checkback {

struct Reading;

// How far a file was taken in; committed together with what came out of it.
struct SourceState {
  std::string path;              // absolute
  std::uint64_t bytes = 0;       // of the file, as it was
  std::int64_t modified_ns = 0;  // since 1970
  std::string head_sha256;       // of its first bytes
  std::uint64_t offset = 0;      // reading goes on here; numbers that the reader understands
  std::uint64_t inside = 0;
  std::uint64_t line = 0;
  bool done = false;

  friend bool operator==(const SourceState&, const SourceState&) = default;
};

struct KeepTally {
  std::size_t kept = 0;      // captures that were not there before
  std::size_t known = 0;     // that were
  std::size_t versions = 0;  // new versions of pages, the first ones included
  std::size_t copies = 0;    // articles whose text, or half of it, another page had already
  std::size_t without_article = 0;

  KeepTally& operator+=(const KeepTally& other);
};

// Raw records that the database has not seen.
struct PendingRange {
  std::int64_t segment = 0;
  std::uint64_t from = 0;
  std::uint64_t size = 0;  // of the segment
};

// One version of a page.
struct PageVersion {
  Capture capture;      // where it was first seen
  Instant last_seen{};  // before the next version
  std::size_t visits = 1;
  std::string headline;
  std::string outlet;
  std::optional<std::size_t> returns_to;  // index of the earlier version that it is again
};

// Another page that carries the text.
struct CopyFound {
  Capture capture;  // the version of that page
  std::string outlet;
  std::string headline;
  CopyKind kind = CopyKind::kExact;
  double of_this = 1;  // share of this article that stands in the other
  double of_other = 1;
};
struct CopiesFound {
  std::vector<CopyFound> copies;  // by time
  Origins origins;                // of the article and its copies; ids are Capture::key
};

// How much of a capture's text stands in another page.
struct TextShare {
  std::string capture;  // id of the version of that page that has most of it
  double of_this = 1;
};

// A capture in its story.
struct StoryCapture {
  Capture capture;
  std::string outlet;  // its domain where the page names none
  std::string headline;
  std::string language;
  std::string agency;  // that it credits
  std::int64_t page = 0;
  std::optional<std::int64_t> wording;
  std::int64_t told_at = 0;  // by the page, else when it was seen; seconds since 1970
  std::int64_t voice = 0;    // the capture of this version of its page that arrived first
  bool is_visit = false;     // of a version that was seen before, whatever arrived first
  bool moved = false;        // was given to another story first
  std::size_t version = 0;   // of its page within the story, from 1
};

// An affair of weeks, of which several stories tell, each of one thing that happened
// (story/running/running.h).
struct RunningStory {
  struct Part {
    std::string id;     // of a story
    std::string title;  // of it
    Instant first{};    // seen
    Instant last{};     // change
    std::size_t articles = 0;

    friend bool operator==(const Part&, const Part&) = default;
  };
  std::string id;           // of its first part
  std::string title;        // of the part that is most like all of them
  std::vector<Part> parts;  // two or more, by time

  friend bool operator==(const RunningStory&, const RunningStory&) = default;
};
// A story: captures that tell of one thing that happened.
struct StoredStory {
  std::int64_t key = 0;  // of this store
  std::string id;        // of the capture that founded it
  std::string title;     // the headline of a page that shares most words with the others
  std::string language;
  std::vector<StoryCapture> captures;  // by time
  // Indices of captures whose texts are copies of one another, each of each; a capture may stand in
  // several. Visits stand in none.
  std::vector<std::vector<std::size_t>> copies;
  std::size_t articles = 0;  // pages, whatever the number of their versions
  std::size_t copied = 0;    // pages whose text another page of the story had before
  Origins origins;
  std::optional<RunningStory> running;  // that it is part of
};

// A capture of another story that carries the words of one of this, or half of them: a round-up
// that holds the whole report.
struct CopyElsewhere {
  std::size_t of = 0;  // index in StoredStory::captures
  std::string copy;    // id
};

// Why a capture is in its story.
struct StoryReason {
  std::string story;    // ids
  std::string reason;   // founded, joined, follows, pinned, visit
  std::string follows;  // "": nothing
  std::string best;     // the likeliest story, by its founder; "": none came into question
  double score = 0, recomputed = 0;  // of it, as kept and made again from the measures
  // It came after a silence, and names that the story alone had told made the score.
  struct Return {
    double names = 0;   // how many
    double hours = 0;   // of silence
    double forest = 0;  // the score without them
  };
  std::optional<Return> returned;
  std::string runner_up;
  double runner_up_score = 0;
  struct Term {
    std::string word;
    double weight = 0;
    bool is_name = false;
  };
  std::vector<Term> shared;
  // Why its story is part of a running story.
  struct Running {
    RunningStory of;
    std::string likest;               // the earlier part that it is most like; "": it is the first
    double likeness = 0;              // 0 to 1.4
    std::vector<std::string> shared;  // words of both, the rarest first
  };
  std::optional<Running> running;
};

// A capture as it came into its story.
struct Arrival {
  std::int64_t place = 0;  // ascending in order of arrival, and the same after a rebuild
  Capture capture;
  std::string story;  // id
  std::string outlet;
  std::string headline;
  bool is_visit = false;  // of a version that was seen before
};

// Where a list of stories goes on. Captures that arrive after `arrived` move nothing in it.
struct StoryListPlace {
  std::int64_t arrived = std::numeric_limits<std::int64_t>::max();  // Arrival::place
  std::int64_t before = std::numeric_limits<std::int64_t>::max();   // as `take` was told
};

// An article and its reading, packed.
struct CaptureFrames {
  std::string article, reading;
};

// What a story told, as it was kept beside its captures (follow/told_frame.h), and the articles
// that it is shown from (follow/kept_articles.h).
struct ToldRow {
  std::int64_t story = 0;  // StoredStory::key
  std::string told_from;   // tells whether it is still true
  std::string frame;       // "": the story is no more
  // Frames of articles, by time. Where it is given to be kept: those of part `first_part` on; the
  // parts before are kept already, and stay.
  std::vector<std::string> articles;
  std::size_t first_part = 0;
  // As StoredStory has it; without id.
  RunningStory::Part part = {};
  std::size_t open_questions = 0;
  std::vector<std::string> items = {};  // ids of its questions, figures and contradictions
};

// Stories that told something of one id when they were told last.
struct TellingStories {
  std::vector<std::string> ids;
  bool is_all = true;  // false: others may, which changed since, or did as of a moment
};

struct StoreCounts {
  std::int64_t captures = 0, pages = 0, versions = 0, articles = 0, wordings = 0, copies = 0;
  std::int64_t without_article = 0;
  std::uint64_t raw_bytes = 0, index_bytes = 0;
};

class Store {
 public:
  enum class Access {
    kRead,
    kWrite,
    kRebuild,  // into an empty database beside the one in use, which CommitRebuild replaces
  };
  struct Options {
    Access access = Access::kRead;
    std::string purpose = "checkback";      // told to whoever finds the store locked
    std::string program;                    // version of the program, for the journal
    std::int64_t now = 0;                   // for the journal, seconds since 1970
    std::uint64_t snapshot_every = 10'000;  // articles, of the stories' state; tests change it
    // kRead: answers as a store that had only ever seen captures with seen_at <= it (store/past.h).
    std::optional<Instant> as_of = {};
  };

  // kRead: kNotFound where there is no store at `folder`. kWrite: it is made. kRebuild works where
  // the database is damaged, of another schema, or gone.
  static Result<std::unique_ptr<Store>> Open(const std::string& folder, const Options& options);
  virtual ~Store() = default;

  // ---- writing (Access::kWrite and kRebuild)

  // Keeps a batch, and how far the sources are with it. Captures that are known are passed over.
  virtual Result<KeepTally> Keep(std::span<NewCapture> captures,
                                 std::span<const SourceState> sources) = 0;
  virtual Result<std::vector<PendingRange>> Pending() const = 0;
  virtual std::string SegmentPath(std::int64_t segment) const = 0;
  virtual Result<std::optional<SourceState>> SourceOf(const std::string& path) const = 0;
  // All of `range` was given to Keep, or holds no captures.
  virtual Result<void> MarkDerived(const PendingRange& range) = 0;
  // At the end of an import: captures that came later than their time are put where they belong
  // (store/story_order.cc), and running stories are found.
  virtual Result<void> RepairStories() = 0;
  // People's word; `story` by its id or the beginning of it. kNotFound where there is nothing to
  // do.
  virtual Result<void> MergeStories(std::string_view a, std::string_view b) = 0;
  virtual Result<void> SplitStory(std::string_view story,
                                  const std::vector<std::string>& captures) = 0;
  // Stories that changed since KeepTold had them; by key.
  virtual Result<std::vector<std::int64_t>> StoriesToTell() const = 0;
  // Keeps what they told. All of `rows`, or none of it.
  virtual Result<void> KeepTold(std::span<const ToldRow> rows) = 0;
  // Puts the rebuilt database in place of the old one, in one step.
  virtual Result<void> CommitRebuild() = 0;

  // ---- reading

  // By id, or by its beginning: kNotFound, kBadInput where several begin so.
  virtual Result<Capture> FindCapture(std::string_view id) const = 0;
  virtual Result<Article> ArticleOf(const Capture& capture) const = 0;
  // What was read in `article`, which is that of `capture`, without the words and their grammar
  // (Reading::parse is empty). Read now where the store has none kept.
  virtual Result<Reading> ReadingOf(const Capture& capture, const Article& article) const = 0;
  virtual Result<WarcRecord> RawOf(const Capture& capture) const = 0;
  // All captures of the page at `url`, by time; empty where it was never seen.
  virtual Result<std::vector<Capture>> CapturesOf(std::string_view url) const = 0;
  virtual Result<std::vector<PageVersion>> VersionsOf(std::string_view url) const = 0;
  virtual Result<CopiesFound> CopiesOf(const Capture& capture) const = 0;
  // Of each of `captures` the other pages that CopiesOf finds, without all else that it tells.
  virtual Result<std::vector<std::vector<TextShare>>> TextSharesOf(
      std::span<const Capture* const> captures) const = 0;
  // Its article and reading as they are kept, to be unpacked elsewhere (store/article_frame.h,
  // store/reading_frame.h); the reading is "" where none is kept.
  virtual Result<CaptureFrames> FramesOf(const Capture& capture) const = 0;
  // Every story, newest change first; `take` may end it with false. With `since`, those alone that
  // may have changed after it. The first ones cost no more in a large store.
  virtual Result<void> ForEachStory(const std::function<bool(StoredStory)>& take,
                                    std::optional<Instant> since = {}) const = 0;
  // The same in an order that later arrivals do not move: by the last version that came until
  // `from.arrived`, behind `from.before`. `take` is given that version (Capture::key) with each
  // story; every story that was there at `from.arrived` is told once, whatever came meanwhile.
  virtual Result<void> ForEachStoryFrom(
      const StoryListPlace& from,
      const std::function<bool(StoredStory story, std::int64_t version)>& take,
      std::optional<Instant> since = {}) const = 0;
  // By StoredStory::key; without captures where there is no such story (any more).
  virtual Result<StoredStory> StoryOfKey(std::int64_t key) const = 0;
  // What is kept of what it told, whether or not it is still true; nothing where nothing is.
  virtual Result<std::optional<ToldRow>> ToldOf(const StoredStory& story) const = 0;
  // The same without the frames, at the cost of a look.
  virtual Result<std::optional<ToldRow>> ToldHeadOf(const StoredStory& story) const = 0;
  // Those that told what has the id `item`: a question, a series of figures, a contradiction.
  virtual Result<TellingStories> StoriesTelling(std::string_view item) const = 0;
  // By id or the beginning of it; leads on from stories that were merged. As of a moment, an id of
  // today will do: the story that then held most of its captures. kNotFound where it held none.
  virtual Result<StoredStory> FindStory(std::string_view id) const = 0;
  // By capture, at most 50 of each; of the captures whose copies StoredStory tells.
  virtual Result<std::vector<CopyElsewhere>> CopiesElsewhereOf(const StoredStory& story) const = 0;
  virtual Result<StoryReason> ReasonOf(const Capture& capture) const = 0;
  // What came into stories after `place`, in order of arrival, at most `limit` of it; and the last
  // place of all, 0 where nothing came yet. A cursor of what the store holds, whatever was read.
  virtual Result<std::vector<Arrival>> ArrivalsAfter(std::int64_t place,
                                                     std::size_t limit) const = 0;
  virtual Result<std::int64_t> LastArrival() const = 0;
  // One page of the versions that match; kBadInput for a cursor of another query.
  virtual Result<SearchPage> Search(const Query& query, const SearchRequest& request) const = 0;
  // Of all that the store holds, also where it looks back to a moment.
  virtual Result<StoreCounts> Counts() const = 0;
  // Every line of the canonical export, without breaks: captures, articles, copies, each in the
  // order of their ids. The same for the same captures, whatever their order was.
  virtual Result<void> ExportCanonical(
      const std::function<bool(std::string_view line)>& take) const = 0;
  // A line for every capture, by time: { "id", "url", "seen_at", "version", "article" }.
  virtual Result<void> ExportCaptures(
      const std::function<bool(std::string_view line)>& take) const = 0;
  // The captures by time behind the one with that id ("": from the first), at most `most`: for what
  // goes through all of them and takes its time. kNotFound: there is no such capture.
  virtual Result<std::vector<Capture>> CapturesAfter(std::string_view id,
                                                     std::size_t most) const = 0;
  // What is wrong with the store, one sentence each; empty where all is well. Reads all of it.
  virtual Result<std::vector<std::string>> Check() const = 0;

  // For a process that lives on: what is held only to be quick goes. What is asked next takes a
  // little longer, and gives the same.
  virtual void GiveBackMemory() = 0;
};

// The form of `url` under which captures are versions of one page: canonical, without regard to
// http or https.
std::string PageKeyOf(std::string_view url);

}  // namespace checkback
