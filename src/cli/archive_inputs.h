// The records of a web archive as inputs: those that may be pages, and those that are damaged.
//
// One after another, whatever the size of the archive. The others are only counted, by the
// reason why they are no pages. Not for use by two threads at once.

#pragma once

#include <cstddef>
#include <deque>
#include <map>
#include <string>

#include "cli/input_reader.h"
#include "page/warc.h"

namespace checkback {

class ArchiveInputs {
 public:
  static Result<ArchiveInputs> Open(const std::string& path);

  // Fills `input` with a record, or with the error of a damaged one; false at the end.
  bool Next(Input& input);

  // Why records were passed over, and how many for each reason: "image/jpeg".
  const std::map<std::string, std::size_t>& passed_over() const { return passed_over_; }

 private:
  ArchiveInputs(std::string path, WarcReader reader)
      : path_(std::move(path)), reader_(std::move(reader)) {}
  void GiveRecord(WarcRecord record, Input& input) const;
  void GiveDamage(Input& input);
  void PassOver(std::string why);

  std::string path_;
  WarcReader reader_;
  std::optional<WarcRecord> held_;  // comes after the damages before it
  std::deque<WarcDamage> damages_;
  std::optional<Error> failure_;  // of the system; ends the archive
  std::map<std::string, std::size_t> passed_over_;
  bool ended_ = false;
};

// "620 records are no pages: request 310, image/jpeg 300, HTTP status 404 10"; the six most
// frequent reasons, "" where there are none.
std::string Summary(const std::map<std::string, std::size_t>& passed_over);

}  // namespace checkback
