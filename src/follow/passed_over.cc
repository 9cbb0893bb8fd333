#include "follow/passed_over.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace checkback {
namespace {

constexpr std::size_t kMaxReasons = 200;
constexpr std::size_t kShown = 6;

// "1 item is", "12 items are"
std::string Counted(std::size_t count, std::string_view thing, std::string_view one,
                    std::string_view many) {
  return fmt::format("{} {}{} {}", count, thing, count == 1 ? "" : "s", count == 1 ? one : many);
}

}  // namespace

void CountReason(std::string why, Reasons& reasons, std::size_t times) {
  if (reasons.size() >= kMaxReasons && !reasons.contains(why)) why = "others";
  reasons[std::move(why)] += times;
}

std::string Summary(const Reasons& reasons, std::string_view thing) {
  std::vector<std::pair<std::size_t, std::string_view>> sorted;
  sorted.reserve(reasons.size());
  std::size_t all = 0;
  for (const auto& [why, count] : reasons) {
    sorted.emplace_back(count, why);
    all += count;
  }
  if (all == 0) return {};
  std::stable_sort(sorted.begin(), sorted.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  std::string shown;
  for (std::size_t i = 0; i < sorted.size() && i < kShown; ++i)
    shown += fmt::format("{} {} {}", i == 0 ? ":" : ",", sorted[i].second, sorted[i].first);
  return fmt::format("{} no page{}{}{}", Counted(all, thing, "is", "are"), all == 1 ? "" : "s",
                     shown, sorted.size() > kShown ? ", ..." : "");
}

void PassedOver::Add(const PassedOver& more) {
  for (const auto& [why, count] : more.records) CountReason(why, records, count);
  for (const auto& [why, count] : more.files) CountReason(why, files, count);
  links += more.links;
  unchanged += more.unchanged;
}

std::vector<std::string> PassedOver::Told() const {
  std::vector<std::string> told;
  if (!records.empty()) told.push_back(Summary(records, "record"));
  if (!files.empty()) told.push_back(Summary(files, "file"));
  if (links > 0) told.push_back(Counted(links, "item", "is a link to fetch", "are links to fetch"));
  if (unchanged > 0)
    told.push_back(Counted(unchanged, "file", "was read before and has not changed",
                           "were read before and have not changed"));
  return told;
}

}  // namespace checkback
