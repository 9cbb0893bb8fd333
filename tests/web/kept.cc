#include "kept.h"

#include <fmt/format.h>

#include <filesystem>
#include <map>
#include <utility>

#include "page/http_message.h"
#include "page/page_parts.h"
#include "page/warc.h"

namespace testweb {
namespace {

using checkback::WarcRecord;
using checkback::WarcType;

struct Times {
  int answered = 0, kept = 0;
};
using Tally = std::map<std::string, Times>;

void Count(const WarcRecord& record, Tally& tally) {
  if (record.type != WarcType::kResponse && record.type != WarcType::kRevisit) return;
  const auto head = checkback::ReadHttpHead(record.block);
  ++tally[fmt::format("{} {}", record.target_uri, head ? head->status : 0)].kept;
}

void CountAll(const std::string& path, Tally& tally) {
  auto reader = checkback::WarcReader::Open(path);
  if (!reader) return;
  for (auto record = reader->Next(); record && record->has_value(); record = reader->Next()) {
    if (!checkback::IsPartsType((*record)->content_type)) {
      Count(**record, tally);
      continue;
    }
    const auto parts = checkback::PartsIn(**record);
    if (!parts) continue;
    for (const checkback::PagePart& part : *parts) Count(part.record, tally);
  }
}

}  // namespace

std::vector<std::string> NotKeptOnce(const std::string& store_folder,
                                     const std::vector<Logged>& log) {
  Tally tally;
  for (const Logged& logged : log)
    ++tally[fmt::format("http://{}{} {}", logged.asked.host, logged.asked.path, logged.status)]
          .answered;
  for (const char* folder : {"/captures", "/fetches"}) {
    std::error_code none;
    for (const auto& entry : std::filesystem::directory_iterator(store_folder + folder, none))
      CountAll(entry.path().string(), tally);
  }
  std::vector<std::string> wrong;
  for (const auto& [what, times] : tally)
    if (times.answered != times.kept)
      wrong.push_back(
          fmt::format("{}: answered {} times, kept {} times", what, times.answered, times.kept));
  return wrong;
}

}  // namespace testweb
