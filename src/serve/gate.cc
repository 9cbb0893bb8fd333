#include "serve/gate.h"

#include "serve/guard.h"
#include "text/hash.h"
#include "text/hmac.h"
#include "text/random.h"

namespace checkback {
namespace {

constexpr std::size_t kReaderDigits = 16, kKeyDigits = 32;

}  // namespace

Gate::Gate(std::string token, ReaderBook* book)
    : token_(std::move(token)),
      reader_(token_.empty() ? "local" : Sha256Hex("reader\n" + token_).substr(0, kReaderDigits)),
      book_(book) {
  Result<std::string> secret = book_ == nullptr ? RandomHex() : book_->Secret();
  if (!secret) secret = RandomHex();
  if (secret) secret_ = std::move(*secret);
}

std::string Gate::FormKeyOf(std::string_view session) const {
  if (secret_.empty()) return {};  // no random numbers: then no form is taken
  std::string words = secret_ + '\n';
  words += session;
  return Sha256Hex(secret_ + Sha256Hex(words)).substr(0, kKeyDigits);
}

Admission Gate::Admit(const WebRequest& request, Instant now) {
  if (token_.empty()) return {Admission::Kind::kIn, reader_, FormKeyOf(""), false};
  if (!request.authorization.empty()) {
    if (!attempts_.MayTry(request.peer, now)) return {Admission::Kind::kTooOften, {}, {}, false};
    if (CarriesToken(request.authorization, token_))
      return {Admission::Kind::kIn, reader_, {}, false};
    attempts_.Failed(request.peer, now);
    return {};
  }
  const std::string_view session = CookieIn(request.cookie, kCookie);
  if (session.empty() || book_ == nullptr) return {};
  const Result<std::string> reader = book_->ReaderOfSession(Sha256Hex(session), now);
  // A session of a token that is no longer the one is over.
  if (!reader || *reader != reader_) return {};
  return {Admission::Kind::kIn, reader_, FormKeyOf(session), true};
}

Result<std::string> Gate::SignIn(std::string_view token, const std::string& peer, Instant now) {
  if (!attempts_.MayTry(peer, now))
    return Fail(Errc::kTooLarge,
                "Too many wrong tokens came from there. Try again in ten minutes.");
  if (token_.empty() || !IsSameSecret(token, token_)) {
    attempts_.Failed(peer, now);
    return Fail(Errc::kBadInput, "That is not the token.");
  }
  if (book_ == nullptr)
    return Fail(Errc::kIo, "The folder of the store cannot be written, so no session can be kept.");
  Result<std::string> session = RandomHex();
  if (!session) return session;
  const auto begun = book_->BeginSession(Sha256Hex(*session), reader_, now + kSessionDays);
  if (!begun) return Fail(begun.error());
  return session;
}

void Gate::SignOut(const WebRequest& request) {
  const std::string_view session = CookieIn(request.cookie, kCookie);
  if (!session.empty() && book_ != nullptr)
    static_cast<void>(book_->EndSession(Sha256Hex(session)));
}

}  // namespace checkback
