// Where a reader was when she last looked: for `new --since last`.
//
//   ~/.local/state/checkback/read/3f9a...   a file for each store, of this user
//     # /home/ana/.local/share/checkback
//     * 2025-05-14T09:12:00Z                all stories up to there
//     k5wq7h2m... 2025-05-14T11:30:00Z      this one further
//
// A mark is the time of the newest capture that was shown, on the clock of the captures, so that an
// archive of last year can be read piece by piece too. Replaced in one step. Errors are kIo.

#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "text/instant.h"
#include "text/result.h"

namespace checkback {

class ReadMarks {
 public:
  ReadMarks() = default;  // of no store
  // `state_folder`: of this user (XDG_STATE_HOME). A file that is not there, or that cannot be
  // understood, holds no marks.
  static ReadMarks Of(const std::string& state_folder, const std::string& store_folder);

  // The later of the story's own mark and that of all; nothing where there is neither.
  std::optional<Instant> Last(std::string_view story) const;
  std::optional<Instant> LastOfAll() const;

  // Marks only go forward.
  void Look(const std::string& story, Instant newest);
  void LookAtAll(Instant newest);
  Result<void> Keep() const;

 private:
  std::string path_;
  std::string store_;
  std::map<std::string, Instant, std::less<>> marks_;  // by story; "*" for all
};

// The file in which this user's state of that kind is kept for a store:
// ~/.local/state/checkback/KIND/3f9a...
std::string StatePathOf(const std::string& state_folder, std::string_view kind,
                        const std::string& store_folder);

}  // namespace checkback
