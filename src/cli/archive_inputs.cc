#include "cli/archive_inputs.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "page/warc_page.h"

namespace checkback {
namespace {

// Foreign words make the reasons; past this many they are counted together.
constexpr std::size_t kMaxReasons = 200;
constexpr std::size_t kShown = 6;

}  // namespace

Result<ArchiveInputs> ArchiveInputs::Open(const std::string& path) {
  // Digests are left to the workers.
  Result<WarcReader> reader = WarcReader::Open(path, {.start = {}, .check_digests = false});
  if (!reader) return Fail(reader.error());
  return ArchiveInputs(path, std::move(*reader));
}

bool ArchiveInputs::Next(Input& input) {
  while (true) {
    if (!damages_.empty()) {
      GiveDamage(input);
      return true;
    }
    if (held_) {
      GiveRecord(std::move(*held_), input);
      held_.reset();
      return true;
    }
    if (failure_) {
      input.name = path_;
      input.offset = reader_.Place().offset;
      input.error = std::exchange(failure_, std::nullopt);
      return true;
    }
    if (ended_) return false;
    Result<std::optional<WarcRecord>> record = reader_.Next();
    for (WarcDamage& damage : reader_.TakeDamages()) damages_.push_back(std::move(damage));
    if (!record) failure_ = record.error();
    std::optional<WarcRecord> found;
    if (record) found = std::move(*record);
    ended_ = !found.has_value();
    if (!found) continue;
    if (auto why = WhyNoPage(*found))
      PassOver(std::move(*why));
    else
      held_ = std::move(found);
  }
}

void ArchiveInputs::GiveRecord(WarcRecord record, Input& input) const {
  input.name = path_;
  input.offset = record.place.offset;
  input.url = record.target_uri;
  input.record = std::move(record);
}

void ArchiveInputs::GiveDamage(Input& input) {
  input.name = path_;
  input.offset = damages_.front().offset;
  input.url = std::move(damages_.front().target_uri);
  input.error = Error{Errc::kBadInput, std::move(damages_.front().reason)};
  damages_.pop_front();
}

void ArchiveInputs::PassOver(std::string why) {
  if (passed_over_.size() >= kMaxReasons && !passed_over_.contains(why)) why = "other reasons";
  ++passed_over_[std::move(why)];
}

std::string Summary(const std::map<std::string, std::size_t>& passed_over) {
  std::vector<std::pair<std::size_t, std::string>> reasons;
  std::size_t all = 0;
  for (const auto& [why, count] : passed_over) {
    reasons.emplace_back(count, why);
    all += count;
  }
  if (all == 0) return {};
  std::stable_sort(reasons.begin(), reasons.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  std::string shown;
  for (std::size_t i = 0; i < reasons.size() && i < kShown; ++i)
    shown += fmt::format("{} {} {}", i == 0 ? ":" : ",", reasons[i].second, reasons[i].first);
  return fmt::format("{} record{} no page{}{}{}", all, all == 1 ? " is" : "s are",
                     all == 1 ? "" : "s", shown, reasons.size() > kShown ? ", ..." : "");
}

}  // namespace checkback
