// The records of a web archive as inputs: those that may be pages, and those that are damaged.
// For the folder follow/.
//
// One after another, whatever the size of the archive. The others are only counted, by the
// reason why they are no pages.

#pragma once

#include <cstddef>
#include <deque>
#include <memory>
#include <string>

#include "follow/open_source.h"
#include "page/warc.h"

namespace checkback {

class ArchiveInputs : public OpenSource {
 public:
  struct Options {
    WarcPlace begin = {};
    bool seen_again = false;
    bool keep_packed = false;
  };
  static Result<std::unique_ptr<ArchiveInputs>> Open(const std::string& path,
                                                     const Options& options);

  bool Next(Input& input) override;
  std::uint64_t Reached() const override { return reader_.Reached(); }
  bool Whole() const override { return !failed_; }

 private:
  ArchiveInputs(WarcReader reader, bool seen_again)
      : reader_(std::move(reader)), seen_again_(seen_again) {}
  void ReadOn();
  SourcePlace Here() const;
  void GiveRecord(Input& input);
  void GiveDamage(Input& input);

  WarcReader reader_;
  bool seen_again_;
  std::optional<WarcRecord> held_;  // comes after the damages before it
  bool held_seen_again_ = false;
  std::deque<WarcDamage> damages_;
  std::optional<Error> failure_;  // of the system; ends the archive
  bool ended_ = false, failed_ = false;
};

}  // namespace checkback
