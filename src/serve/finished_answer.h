// An answer ready to be sent: with the headers of safety, its ETag, and, once somebody wants it so,
// packed by gzip. It does not change, and may be sent to many.
//
//   FinishedAnswer finished(response);
//   finished.For(request)    304 where the client has it, packed where it takes that
//
// Safe to use from many threads.

#pragma once

#include <cstddef>
#include <mutex>
#include <string>

#include "serve/exchange.h"

namespace checkback {

class FinishedAnswer {
 public:
  explicit FinishedAnswer(WebResponse response);

  WebResponse For(const WebRequest& request) const;

  int status() const { return response_.status; }
  bool is_stream() const { return response_.stream_after.has_value(); }
  std::size_t bytes() const { return response_.body.size(); }

 private:
  const std::string& Packed() const;

  WebResponse response_;
  std::string tag_;  // "" where it has none
  bool packs_ = false;
  mutable std::once_flag once_;
  mutable std::string packed_;
};

}  // namespace checkback
