// What was looked at and gave no input, counted by the reason: for the end of a run.

#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace checkback {

// "image/jpeg" 300, "request" 310. Foreign words make reasons; past the first 200 they are counted
// together, as "others".
using Reasons = std::map<std::string, std::size_t>;
void CountReason(std::string why, Reasons& reasons, std::size_t times = 1);

// "620 records are no pages: request 310, image/jpeg 300, HTTP status 404 10"; the six most
// frequent reasons, "" where there are none.
std::string Summary(const Reasons& reasons, std::string_view thing = "record");

struct PassedOver {
  Reasons records = {};       // of archives
  Reasons files = {};         // of folders, by their ending: ".jpg", "no ending"
  std::size_t links = 0;      // items of feeds whose pages are to be fetched
  std::size_t unchanged = 0;  // files that were read before

  void Add(const PassedOver& more);
  // A sentence for each that is not none: "14 files are no pages: .jpg 10, .css 4", "12 items are
  // links to fetch", "3 files were read before and have not changed".
  std::vector<std::string> Told() const;
};

}  // namespace checkback
