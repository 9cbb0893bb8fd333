// For tests: whether this is a build with a sanitizer. There a test takes ten times as long, and
// one that repeats a thing with other random numbers need not repeat it as often.

#pragma once

namespace checkback::samples {

#ifdef __has_feature
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define CHECKBACK_HAS_SANITIZER
#endif
#endif

#ifdef CHECKBACK_HAS_SANITIZER
inline constexpr bool kIsSanitized = true;
#else
inline constexpr bool kIsSanitized = false;
#endif

}  // namespace checkback::samples
