#include "answer/moment.h"

#include <fmt/format.h>

namespace checkback {

Result<Instant> MomentIn(std::string_view typed, std::string_view option, OfDay of_day) {
  if (const std::optional<Instant> instant = ParseInstant(typed)) return *instant;
  const std::optional<PageTime> time = ParsePageTime(typed);
  const bool is_day = time && !time->has_time && !time->offset &&
                      ToRfc3339(*time) == typed;  // no other form than 2025-05-14
  if (is_day && of_day == OfDay::kBeginning) return time->utc - std::chrono::seconds(1);
  if (is_day) return time->utc + std::chrono::days(1) - std::chrono::seconds(1);
  return Fail(Errc::kBadInput,
              fmt::format("{} is not a time like 2025-05-14T09:30:00Z, nor a day like 2025-05-14: "
                          "'{}'",
                          option, typed));
}

}  // namespace checkback
