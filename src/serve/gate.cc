#include "serve/gate.h"

#include <algorithm>

#include "serve/guard.h"
#include "text/hash.h"
#include "text/hmac.h"
#include "text/random.h"

namespace checkback {
namespace {

constexpr std::size_t kReaderDigits = 16, kKeyDigits = 32;
constexpr std::string_view kLocalReader = "local";

}  // namespace

Gate::Gate(const std::vector<ScopedToken>& tokens, ReaderBook* book) : book_(book) {
  for (const ScopedToken& token : tokens)
    if (!token.secret.empty())
      keys_.push_back({token.secret, token.scope,
                       Sha256Hex("reader\n" + token.secret).substr(0, kReaderDigits)});
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

const Gate::Key* Gate::KeyOf(std::string_view token) const {
  const Key* found = nullptr;
  // All of them, and the first one where two are the same.
  for (const Key& key : keys_)
    if (IsSameSecret(token, key.token) && found == nullptr) found = &key;
  return found;
}

Admission Gate::Admit(const WebRequest& request, Instant now) {
  if (keys_.empty())
    return {Admission::Kind::kIn, std::string(kLocalReader), FormKeyOf(""), false, Scope::kAdmin};
  if (!request.authorization.empty()) {
    if (!attempts_.MayTry(request.peer, now))
      return {.kind = Admission::Kind::kTooOften, .reader = {}, .form_key = {}};
    if (const Key* key = KeyOf(BearerIn(request.authorization)))
      return {Admission::Kind::kIn, key->reader, {}, false, key->scope};
    attempts_.Failed(request.peer, now);
    return {};
  }
  const std::string_view session = CookieIn(request.cookie, kCookie);
  if (session.empty() || book_ == nullptr) return {};
  const Result<std::string> reader = book_->ReaderOfSession(Sha256Hex(session), now);
  // A session of a token that is no longer the one is over.
  if (!reader) return {};
  const auto key = std::find_if(keys_.begin(), keys_.end(),
                                [&](const Key& one) { return one.reader == *reader; });
  if (key == keys_.end()) return {};
  return {Admission::Kind::kIn, key->reader, FormKeyOf(session), true, key->scope};
}

Result<std::string> Gate::SignIn(std::string_view token, const std::string& peer, Instant now) {
  if (!attempts_.MayTry(peer, now))
    return Fail(Errc::kTooLarge,
                "Too many wrong tokens came from there. Try again in ten minutes.");
  const Key* const key = KeyOf(token);
  if (key == nullptr) {
    attempts_.Failed(peer, now);
    return Fail(Errc::kBadInput, "That is not the token.");
  }
  if (book_ == nullptr)
    return Fail(Errc::kIo, "The folder of the store cannot be written, so no session can be kept.");
  Result<std::string> session = RandomHex();
  if (!session) return session;
  const auto begun = book_->BeginSession(Sha256Hex(*session), key->reader, now + kSessionDays);
  if (!begun) return Fail(begun.error());
  return session;
}

void Gate::SignOut(const WebRequest& request) {
  const std::string_view session = CookieIn(request.cookie, kCookie);
  if (!session.empty() && book_ != nullptr)
    static_cast<void>(book_->EndSession(Sha256Hex(session)));
}

}  // namespace checkback
