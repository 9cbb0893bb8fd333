// The memory of the whole process, and the allocator behind it: jemalloc (https://jemalloc.net)
// where the build has it, asking for pages of 2 MB, else that of the C library (always with
// sanitizers, which bring their own).
//
// May be called from any thread.

#pragma once

#include <cstddef>

namespace checkback {

// Bytes that were taken and not freed yet.
std::size_t HeapBytesInUse();

// Gives the system what was freed; dear, so for a process that waits.
void GiveBackFreedMemory();

// For a process that lives for weeks and mostly waits: it takes no pages of 2 MB from here on, of
// which much would never be used. To be called once, at its begin. Linux's PR_SET_THP_DISABLE.
void KeepMemorySmall();

// Pages of some hundred kB come and go by the thousand: without this, the allocator of the C
// library gives their memory back to the system after each and takes it again for the next. To be
// called once, before many pages are read. jemalloc does so by itself.
void KeepMemoryOfPages();

}  // namespace checkback
