// What stands before a date: "Published", "Last updated", in many languages
// (rules/date_labels.txt).

#pragma once

#include <string_view>

namespace checkback {

enum class DateLabel { kNone, kPublished, kModified };

// The last label in `before`, the one nearest to the date that follows; looks at its last 120
// bytes. Safe to call from many threads.
DateLabel LabelBefore(std::string_view before);

}  // namespace checkback
