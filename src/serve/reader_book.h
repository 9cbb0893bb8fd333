// What is remembered of those who read: how far they looked, what they follow, how they like the
// page. A small database of its own beside the store (readers.db), never derived and untouched by a
// rebuild.
//
//   reader "3f9c..."   looked at all stories until 14 May, 09:12
//                      looked at k5wq until 15 May, 18:00 (before that: 14 May, 09:12)
//                      follows k5wq, 7mr2
//
// A reader is whoever has the token, or, without one, whoever uses this machine. Times are those of
// captures, not of clocks: "looked until" is the newest capture that a page showed.
//
// Safe to call from many threads, and from several servers of one store. Errors: kIo, kBadInput.

#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "store/sqlite.h"
#include "text/instant.h"
#include "text/result.h"

namespace checkback {

struct ReaderMark {
  Instant until{};                // of captures; what is newer was not seen
  std::optional<Instant> before;  // the mark that this one took the place of
  Instant marked_at{};            // by our clock
};

struct ReaderNotes {
  std::optional<ReaderMark> all;            // of every story
  std::map<std::string, ReaderMark> marks;  // by the id of the story
  std::map<std::string, Instant> follows;   // by the id of the story: since when
  std::string density = "comfortable";      // "compact"
  std::string theme = "auto";               // "light", "dark"

  // The later one of what was seen of all stories and of this one; nothing where neither is known.
  std::optional<Instant> SeenOf(const std::string& story) const;
};

class ReaderBook {
 public:
  static constexpr std::size_t kMostMarks = 10'000;   // of a reader; the oldest goes
  static constexpr std::size_t kMostFollows = 1'000;  // one more is refused
  static constexpr std::size_t kMostSessions = 1'000;

  // Makes the file where it is missing, and brings it to this program's form.
  static Result<std::unique_ptr<ReaderBook>> Open(const std::string& path);

  // Shared, and the same until something is written.
  Result<std::shared_ptr<const ReaderNotes>> NotesOf(const std::string& reader);

  // `story` "": all stories. A mark may go back as well as forward.
  Result<void> Mark(const std::string& reader, const std::string& story, Instant until,
                    Instant now);
  // Forgets the mark; whether there was one.
  Result<bool> Unmark(const std::string& reader, const std::string& story);
  // kTooLarge over kMostFollows.
  Result<void> Follow(const std::string& reader, const std::string& story, Instant now);
  Result<bool> Unfollow(const std::string& reader, const std::string& story);
  // What is neither a density nor a theme is kBadInput; "" leaves it.
  Result<void> Set(const std::string& reader, std::string_view density, std::string_view theme);

  // Sessions of browsers, by the digest of what their cookie holds.
  Result<void> BeginSession(const std::string& digest, const std::string& reader, Instant until);
  // The reader; "" where there is none, or no longer.
  Result<std::string> ReaderOfSession(const std::string& digest, Instant now);
  Result<void> EndSession(const std::string& digest);
  // A secret of this store, made once; for the keys of forms.
  Result<std::string> Secret();

 private:
  explicit ReaderBook(Database db) : db_(std::move(db)) {}
  Result<std::int64_t> KeyOf(const std::string& reader);
  Result<std::shared_ptr<const ReaderNotes>> Read(std::int64_t key);
  Result<std::int64_t> Count(std::string_view table, std::int64_t key);
  Result<bool> Forget(std::string_view table, const std::string& reader, const std::string& story);

  std::mutex mutex_;
  Database db_;
  std::int64_t version_ = -1;  // SQLite's, of what other servers wrote
  std::map<std::string, std::shared_ptr<const ReaderNotes>> known_;
};

}  // namespace checkback
