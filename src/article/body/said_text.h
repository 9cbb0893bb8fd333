// What metadata says of a page's text, in a form that blocks can be compared with.

#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "article/metadata/witnesses.h"
#include "article/tree/tree.h"

namespace checkback {

enum class Agreement { kNone = 0, kBegins = 1, kSame = 2 };  // kBegins: one begins with the other

class SaidText {
 public:
  // `headline`: the node of the visible one, or kNoNode.
  SaidText(const Tree& tree, const Witnesses& said, NodeIndex headline);

  // All of these take the letters of a block (BareLetters of its first kComparedBytes bytes).
  Agreement WithHeadlines(const std::string& bare) const { return Compare(bare, headlines_); }
  Agreement WithDescriptions(const std::string& bare) const { return Compare(bare, descriptions_); }
  Agreement WithCaptions(const std::string& bare) const { return Compare(bare, captions_); }
  Agreement WithPictures(const std::string& bare) const;  // their alternative texts
  bool IsVisibleHeadline(const std::string& bare) const {
    return !headline_.empty() && headline_ == bare;
  }
  bool InDescription(const std::string& bare) const;
  // Whether a body in metadata holds it: 1 or 0; -1 where there is none, or too little to compare.
  int InBody(const std::string& bare) const;

  std::size_t body_bytes() const { return body_.size(); }
  bool is_article() const { return is_article_; }  // a type says so

  static constexpr std::size_t kComparedBytes = 600;

 private:
  static Agreement Compare(const std::string& bare, const std::vector<std::string>& said);

  std::vector<std::string> headlines_, descriptions_, captions_, alts_;
  std::string headline_;
  std::string body_;
  bool is_article_ = false;
};

}  // namespace checkback
