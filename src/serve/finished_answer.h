// An answer ready to be sent: with the headers of safety, its ETag, and packed by gzip for who
// takes it.
//
//   FinishedAnswer finished(response);
//   finished.Pack();         to be kept and sent to many: text takes a sixth of the memory then
//   finished.For(request)    304 where the client has it, packed where it takes that
//
// Whether the client has it is asked of its tag; of the time alone where it sends none (RFC 9110,
// section 13.2.2).
//
// Safe to use from many threads, but for Pack.

#pragma once

#include <cstddef>
#include <string>

#include "serve/exchange.h"

namespace checkback {

class FinishedAnswer {
 public:
  explicit FinishedAnswer(WebResponse response);

  void Pack();
  WebResponse For(const WebRequest& request) const;

  int status() const { return response_.status; }
  bool is_stream() const { return response_.stream_after.has_value(); }
  // Of its body, as it is held.
  std::size_t bytes() const { return response_.body.size() + packed_.size(); }

 private:
  std::string Plain() const;
  bool IsHeldBy(const WebRequest& request) const;

  WebResponse response_;  // without its body once that is packed
  std::string tag_;       // "" where it has none
  std::size_t size_ = 0;  // of the plain body
  bool packs_ = false;
  std::string packed_;  // "" where it is not
};

}  // namespace checkback
