// A story as far as it was told, so that one more capture costs what that one adds, and not all
// that came before it.
//
//   captures now   a b c d e f        told so far: a b c d, each as it stands there now
//                  -------              only e and f are unpacked and told
//
//   captures now   a x b c d e f      x came late: told so far holds no longer, and all is told
//   anew
//
// What is told is the same either way.
//
// Not for use by two threads at once.

#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "follow/kept_articles.h"
#include "follow/told_frame.h"
#include "follow/version_changes.h"
#include "store/store.h"
#include "story/told/teller.h"

namespace checkback {

class StoryUnderWay {
 public:
  // The number of captures that were told.
  std::size_t captures() const { return told_as_.size(); }
  // Whether they are the first ones of `story` and are told today as they were. `tellings` are all
  // of `story` (BareTellingsOf).
  bool Begins(const StoredStory& story, std::span<const Telling> tellings) const;

  // The next capture, with its article and reading.
  void Add(const StoryCapture& capture, const Telling& telling);
  // How a page was changed, by the time of the later version.
  void Add(VersionChange change) { changes_.push_back(std::move(change)); }

  ToldStory Told() const { return teller_.Told(); }
  // ToldFrameOf `told`, which is what Told gave, and of the changes.
  std::string FrameOf(const ToldStory& told) { return ToldFrameOf(told, changes_, pieces_); }

  // The frames of articles that are new since this was asked last, or otherwise than then, and the
  // number of the first of them: those before it are as they were (ToldRow).
  struct Parts {
    std::size_t first = 0;
    std::vector<std::string> frames;
  };
  Parts TakeParts();

  // ToldRow::told_from of the row that was kept of it last; "": none was.
  const std::string& kept_from() const { return kept_from_; }
  void IsKept(std::string told_from) { kept_from_ = std::move(told_from); }

 private:
  // All of a capture that what is told depends on, beside its article and reading.
  struct ToldAs {
    std::int64_t capture = 0, article = 0;
    std::size_t page = 0, origin = 0;
    std::optional<std::size_t> copy_of;
    bool is_visit = false, is_version = false;

    friend bool operator==(const ToldAs&, const ToldAs&) = default;
  };
  static ToldAs ToldAsOf(const StoryCapture& capture, const Telling& telling);

  StoryTeller teller_;
  std::vector<ToldAs> told_as_;
  std::vector<VersionChange> changes_;
  PackedPieces pieces_;              // of the frame that was made last
  ArticlesPacker open_;              // the part that is not full yet
  std::vector<std::string> filled_;  // frames of full parts that were not taken
  std::size_t taken_ = 0;            // full parts that were
  std::string kept_from_;
};

}  // namespace checkback
