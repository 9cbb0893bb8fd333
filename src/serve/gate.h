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
// There may be several tokens, each with its scope (serve/scope.h). A token is compared with all of
// them, each in the same time, so that nothing tells which one it was like. A session may do what
// its token may now: with the token it is over.
//
// Safe to call from many threads.

#pragma once

#include <functional>
#include <string>
#include <vector>

#include "serve/attempts.h"
#include "serve/exchange.h"
#include "serve/reader_book.h"
#include "serve/scope.h"
#include "text/instant.h"
#include "text/result.h"

namespace checkback {

struct Admission {
  enum class Kind { kIn, kOut, kTooOften } kind = Kind::kOut;
  std::string reader;    // whose marks and follows
  std::string form_key;  // that a form of this session carries
  bool by_session = false;
  Scope scope = Scope::kRead;
};

class Gate {
 public:
  static constexpr std::string_view kCookie = "checkback";
  static constexpr std::chrono::days kSessionDays{90};

  // No tokens: whoever uses this machine may do everything. Empty ones are none. `book` null:
  // nobody can sign in with a browser. It outlives this object.
  Gate(const std::vector<ScopedToken>& tokens, ReaderBook* book);

  Admission Admit(const WebRequest& request, Instant now);
  bool asks_for_token() const { return !keys_.empty(); }

  // The value of the cookie. kBadInput: the token is wrong; kTooLarge: too many tries.
  Result<std::string> SignIn(std::string_view token, const std::string& peer, Instant now);
  void SignOut(const WebRequest& request);

 private:
  struct Key {
    std::string token;
    Scope scope = Scope::kRead;
    std::string reader;
  };
  std::string FormKeyOf(std::string_view session) const;
  // Null where there is no such token.
  const Key* KeyOf(std::string_view token) const;

  std::vector<Key> keys_;
  ReaderBook* const book_;
  std::string secret_;
  Attempts attempts_;
};

}  // namespace checkback
