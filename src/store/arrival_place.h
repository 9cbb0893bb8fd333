// Places in the order of arrival: that of the raw record, the segment and in the lower bits the
// byte. Pure.

#pragma once

#include <cstdint>

namespace checkback {

inline constexpr int kArrivalOffsetBits = 40;

inline std::int64_t ArrivalPlace(std::int64_t segment, std::int64_t offset) {
  return segment << kArrivalOffsetBits | offset;
}
inline std::int64_t SegmentOfArrival(std::int64_t place) {
  return place >> kArrivalOffsetBits;
}
inline std::int64_t OffsetOfArrival(std::int64_t place) {
  return place & ((std::int64_t{1} << kArrivalOffsetBits) - 1);
}

}  // namespace checkback
