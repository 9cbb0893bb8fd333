#include "follow/archive_inputs.h"

#include <utility>

#include "page/warc_page.h"

namespace checkback {

Result<std::unique_ptr<ArchiveInputs>> ArchiveInputs::Open(const std::string& path,
                                                           const Options& options) {
  // Digests are left to the workers.
  Result<WarcReader> reader = WarcReader::Open(
      path, {.start = options.begin, .check_digests = false, .keep_packed = options.keep_packed});
  if (!reader) return Fail(reader.error());
  return std::unique_ptr<ArchiveInputs>(new ArchiveInputs(std::move(*reader), options.seen_again));
}

bool ArchiveInputs::Next(Input& input) {
  while (true) {
    if (!damages_.empty()) {
      GiveDamage(input);
      return true;
    }
    if (held_) {
      GiveRecord(input);
      return true;
    }
    if (failure_) {
      input.bytes.clear();
      input.offset = reader_.Place().offset;
      input.after = Here();
      input.error = std::exchange(failure_, std::nullopt);
      return true;
    }
    if (ended_) return false;
    ReadOn();
  }
}

// To the next record that is an input, or is not.
void ArchiveInputs::ReadOn() {
  Result<std::optional<WarcRecord>> record = reader_.Next();
  for (WarcDamage& damage : reader_.TakeDamages()) damages_.push_back(std::move(damage));
  if (!record) {
    failure_ = record.error();
    failed_ = ended_ = true;
    return;
  }
  ended_ = !record->has_value();
  if (ended_) return;
  held_seen_again_ = seen_again_ && IsPageSeenAgain(**record);
  if (auto why = held_seen_again_ ? std::nullopt : WhyNoPage(**record))
    CountReason(std::move(*why), passed_over_.records);
  else
    held_ = std::move(*record);
}

// The reader is at most one record ahead of what was given.
SourcePlace ArchiveInputs::Here() const {
  const WarcPlace place = held_ ? held_->place : reader_.Place();
  return {.offset = place.offset, .inside = place.inside};
}

void ArchiveInputs::GiveRecord(Input& input) {
  WarcRecord record = std::move(*held_);
  held_.reset();
  input.bytes.clear();
  input.offset = record.place.offset;
  input.url = record.target_uri;
  input.seen_again = held_seen_again_;
  input.after = Here();
  input.record = std::move(record);
}

void ArchiveInputs::GiveDamage(Input& input) {
  input.bytes.clear();
  input.offset = damages_.front().offset;
  input.url = std::move(damages_.front().target_uri);
  input.error = Error{Errc::kBadInput, std::move(damages_.front().reason)};
  damages_.pop_front();
  input.after = Here();
}

}  // namespace checkback
