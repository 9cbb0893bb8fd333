#include "store/capture_row.h"

#include <chrono>

namespace checkback {

Capture CaptureIn(const Statement& row) {
  Capture capture;
  capture.key = row.Integer(0);
  capture.id = row.Text(1);
  capture.url = row.Text(2);
  capture.seen_at = Instant(std::chrono::seconds(row.Integer(3)));
  capture.sha256 = row.Text(4);
  capture.is_revisit = row.Integer(5) != 0;
  capture.is_version = row.Integer(6) != 0;
  capture.article = row.Integer(7);
  capture.trouble = row.Text(8);
  capture.raw = {row.Integer(9), static_cast<std::uint64_t>(row.Integer(10)),
                 static_cast<std::uint64_t>(row.Integer(11))};
  return capture;
}

}  // namespace checkback
