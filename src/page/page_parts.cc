#include "page/page_parts.h"

#include <charconv>
#include <optional>
#include <utility>

#include "page/content_coding.h"
#include "page/http_message.h"
#include "page/warc_head.h"

namespace checkback {
namespace {

constexpr std::string_view kRoles = ";parts=";
// The parts and their requests.
constexpr std::size_t kMostRecords = 2 * kMostPageParts;

std::optional<PartRole> RoleOf(std::string_view name) {
  for (const PartRole role : {PartRole::kPage, PartRole::kView, PartRole::kFurther})
    if (name == NameOf(role)) return role;
  return std::nullopt;
}

// Empty where they are not ours.
std::vector<PartRole> RolesIn(std::string_view content_type) {
  std::vector<PartRole> roles;
  const std::size_t at = content_type.find(kRoles);
  if (at == std::string_view::npos) return roles;
  std::string_view names = content_type.substr(at + kRoles.size());
  while (!names.empty()) {
    const std::string_view name = names.substr(0, names.find('-'));
    names.remove_prefix(std::min(name.size() + 1, names.size()));
    const std::optional<PartRole> role = RoleOf(name);
    if (!role || roles.empty() != (*role == PartRole::kPage) || roles.size() >= kMostPageParts)
      return {};
    roles.push_back(*role);
  }
  return roles;
}

// The record with which `text` begins, which goes on behind it; nothing where there is none.
std::optional<WarcRecord> TakeRecord(std::string_view& text) {
  const HeadScan head = ScanHead(text);
  if (head.bytes == 0) return std::nullopt;
  WarcRecord record;
  ReadHeaders(text.substr(0, head.bytes), record);
  text.remove_prefix(head.bytes);
  const std::string_view length = record.Header("Content-Length");
  std::size_t bytes = 0;
  const char* const end = std::to_address(length.end());
  const auto [read, error] = std::from_chars(std::to_address(length.begin()), end, bytes);
  if (error != std::errc() || read != end || bytes > text.size()) return std::nullopt;
  record.block = text.substr(0, bytes);
  text.remove_prefix(bytes);
  constexpr std::string_view kEnds = "\r\n\r\n";
  if (!text.starts_with(kEnds)) return std::nullopt;
  text.remove_prefix(kEnds.size());
  return record;
}

}  // namespace

std::string_view NameOf(PartRole role) {
  switch (role) {
    case PartRole::kPage:
      return "page";
    case PartRole::kView:
      return "view";
    case PartRole::kFurther:
      return "further";
  }
  return "page";
}

std::string PartsTypeOf(std::span<const PartRole> roles) {
  std::string type(kPartsType);
  type += kRoles;
  for (std::size_t i = 0; i < roles.size(); ++i) {
    if (i > 0) type += '-';
    type += NameOf(roles[i]);
  }
  return type;
}

bool IsPartsType(std::string_view content_type) {
  return MediaTypeOf(content_type) == kPartsType && !RolesIn(content_type).empty();
}

Result<std::vector<PagePart>> PartsIn(const WarcRecord& record) {
  const auto damaged = [] {
    return Fail(Errc::kBadInput, "the record does not hold the parts that it says");
  };
  if (record.type != WarcType::kResource || !IsPartsType(record.content_type)) return damaged();
  const std::vector<PartRole> roles = RolesIn(record.content_type);
  std::vector<PagePart> parts;
  std::string_view rest = record.block;
  for (std::size_t n = 0; n < kMostRecords && !rest.empty(); ++n) {
    std::optional<WarcRecord> part = TakeRecord(rest);
    if (!part) return damaged();
    if (part->type != WarcType::kResponse) continue;
    if (parts.size() == roles.size() || !part->date) return damaged();
    parts.push_back({roles[parts.size()], std::move(*part)});
  }
  if (!rest.empty() || parts.size() != roles.size()) return damaged();
  return parts;
}

Result<std::string> UnpackMembers(std::string_view members) {
  Result<Unpacked> unpacked = UnpackCoding("gzip", members, kMaxWarcBlockBytes);
  if (!unpacked) return Fail(unpacked.error());
  if (unpacked->cut_short || unpacked->as_it_is)
    return Fail(Errc::kBadInput, "what was packed cannot be unpacked");
  return std::move(unpacked->bytes);
}

}  // namespace checkback
