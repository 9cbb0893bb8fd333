#include "article/body/said_text.h"

#include <algorithm>

#include "text/utf8.h"

namespace checkback {
namespace {

constexpr std::size_t kTellingBytes = 24;  // of bare letters; fewer may agree by chance
constexpr std::size_t kShortestInBody = 8;
constexpr std::size_t kSoughtInBody = 200;
constexpr std::size_t kMostPictures = 100;
constexpr std::size_t kMostOfAlt = 1000;

std::vector<std::string> BareList(const std::vector<Said>& said) {
  std::vector<std::string> out;
  out.reserve(said.size());
  for (const Said& one : said) out.push_back(BareLetters(one.value));
  return out;
}

}  // namespace

SaidText::SaidText(const Tree& tree, const Witnesses& said, NodeIndex headline)
    : headlines_(BareList(said.headlines)),
      descriptions_(BareList(said.descriptions)),
      captions_(BareList(said.captions)) {
  if (headline != kNoNode) headline_ = BareLetters(tree.TextBelow(headline));
  for (const Said& body : said.bodies) body_ += BareLetters(body.value);
  is_article_ = std::any_of(said.types.begin(), said.types.end(), [](const Said& type) {
    return type.value.find("rticle") != std::string::npos;
  });
  for (NodeIndex i = 0; i < tree.size() && alts_.size() < kMostPictures; ++i) {
    if (tree[i].tag != Tag::kImg) continue;
    const std::string_view alt = tree.Get(i, Attr::kAlt);
    if (alt.size() >= kTellingBytes) alts_.push_back(BareLetters(alt.substr(0, kMostOfAlt)));
  }
}

Agreement SaidText::Compare(const std::string& bare, const std::vector<std::string>& said) {
  Agreement best = Agreement::kNone;
  for (const std::string& one : said) {
    if (one.empty() || bare.empty()) continue;
    if (one == bare) return Agreement::kSame;
    const std::size_t common = std::min(one.size(), bare.size());
    if (common >= kTellingBytes && one.compare(0, common, bare, 0, common) == 0) {
      best = Agreement::kBegins;
    }
  }
  return best;
}

Agreement SaidText::WithPictures(const std::string& bare) const {
  return bare.size() < kTellingBytes ? Agreement::kNone : Compare(bare, alts_);
}

bool SaidText::InDescription(const std::string& bare) const {
  if (bare.size() < kTellingBytes) return false;
  return std::any_of(descriptions_.begin(), descriptions_.end(), [&](const std::string& one) {
    return one.size() >= bare.size() && one.find(bare) != std::string::npos;
  });
}

int SaidText::InBody(const std::string& bare) const {
  if (body_.empty() || bare.size() < kShortestInBody) return -1;
  return body_.find(std::string_view(bare).substr(0, kSoughtInBody)) != std::string::npos ? 1 : 0;
}

}  // namespace checkback
