// Who is asking: the token in a header, a session in a cookie, or, where no token is set, whoever
// uses this machine.
//
//   Authorization: Bearer TOKEN       a program
//   Cookie: checkback=SESSION         a browser that signed in with the token (POST /sign-in)
//
// A session is 256 random bits; the book keeps only their digest, for 90 days. Each form carries a
// key that follows from the session and a secret of the store, so that a page elsewhere, which can
// neither read ours nor know the key, cannot make a browser send one.
//
// Safe to call from many threads.

#pragma once

#include <functional>
#include <string>

#include "serve/attempts.h"
#include "serve/exchange.h"
#include "serve/reader_book.h"
#include "text/instant.h"
#include "text/result.h"

namespace checkback {

struct Admission {
  enum class Kind { kIn, kOut, kTooOften } kind = Kind::kOut;
  std::string reader;    // whose marks and follows
  std::string form_key;  // that a form of this session carries
  bool by_session = false;
};

class Gate {
 public:
  static constexpr std::string_view kCookie = "checkback";
  static constexpr std::chrono::days kSessionDays{90};

  // `book` null: nobody can sign in with a browser. It outlives this object.
  Gate(std::string token, ReaderBook* book);

  Admission Admit(const WebRequest& request, Instant now);
  bool asks_for_token() const { return !token_.empty(); }

  // The value of the cookie. kBadInput: the token is wrong; kTooLarge: too many tries.
  Result<std::string> SignIn(std::string_view token, const std::string& peer, Instant now);
  void SignOut(const WebRequest& request);

 private:
  std::string FormKeyOf(std::string_view session) const;

  const std::string token_;
  const std::string reader_;  // of the token
  ReaderBook* const book_;
  std::string secret_;
  Attempts attempts_;
};

}  // namespace checkback
