// What is told of new captures as they come: the events of /v1/stream.
//
//   id: 68719480832
//   event: capture
//   data: {"story":"k5wq","capture":"7mr2","outlet":"...","headline":"...","seen_at":"..."}
//
// The id is the place of a capture in the order of arrival, the same after a restart and a rebuild.
// A stream that missed more than kMostMissed gets one event `missed` instead, and should ask for
// everything anew.

#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "serve/exchange.h"
#include "serve/store_pool.h"
#include "store/store.h"
#include "store/store_watch.h"
#include "text/result.h"

namespace checkback {

inline constexpr std::size_t kMostMissed = 500;

WebEvent EventOf(const Arrival& arrival);

// The answer to /v1/stream: what came after `last_id` (or after=), where one is given.
// `story` "": of all stories.
Result<WebResponse> StreamAnswer(const Store& store, std::string_view last_id,
                                 const std::string& story);

// What came since the last call; nothing at the first. For one thread.
class StreamSource {
 public:
  StreamSource(std::string store, StorePool& pool) : watch_(std::move(store)), pool_(pool) {}
  // Errors are those of the store; the next call tries again.
  Result<std::vector<WebEvent>> WhatCame();

 private:
  StoreWatch watch_;
  StorePool& pool_;
  std::int64_t last_ = -1;  // -1: not asked yet
  bool behind_ = false;     // the store was not read since it changed
};

}  // namespace checkback
