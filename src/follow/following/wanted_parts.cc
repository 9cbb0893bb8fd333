#include "follow/following/wanted_parts.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "article/head/word_overlap.h"
#include "article/parts/join_parts.h"
#include "follow/derive.h"
#include "follow/fetch/fetch_record.h"
#include "page/charset.h"
#include "page/http_message.h"
#include "page/url.h"
#include "store/store.h"

namespace checkback {
namespace {

// A canonical page that is under another headline is none. Not tuned: no set of ours has both.
constexpr double kSameHeadline = 0.5;

Result<Tree> TreeOf(const std::string& html, const FetchAnswer& answer) {
  return ParseHtml(DecodeBytes(html, CharsetOf(answer.content_type)).text);
}

bool IsSameSite(const std::string& a, const std::string& b) {
  return OutletDomain(a) == OutletDomain(b);
}

// Whether `url` is that of the page or of a part that it has.
bool IsThere(const MadePage& made, const std::string& url) {
  const std::string key = PageKeyOf(url);
  return PageKeyOf(made.answer.url) == key ||
         std::any_of(made.parts.begin(), made.parts.end(),
                     [&](const MadePart& part) { return PageKeyOf(part.url) == key; });
}

// Where the text of a page stands that shows none.
std::optional<PartWanted> ViewOf(const std::string& html, const MadePage& made) {
  if (!made.parts.empty() || html.find("amphtml") == std::string::npos) return std::nullopt;
  const Result<Tree> tree = TreeOf(html, made.answer);
  if (!tree) return std::nullopt;
  std::string url = AmpPageOf(*tree, made.answer.url);
  if (url.empty() || !IsSameSite(url, made.answer.url) || IsThere(made, url)) return std::nullopt;
  return PartWanted{PartRole::kView, std::move(url)};
}

std::optional<PartWanted> SecondOf(const std::string& html, MadePage& made) {
  const Article& article = *made.capture->article;
  if (article.kind != ArticleKind::kArticle || article.headline.empty() ||
      !MayHaveParts(html, made.answer.url))
    return std::nullopt;
  const Result<Tree> tree = TreeOf(html, made.answer);
  if (!tree) return std::nullopt;
  std::optional<PartAddress> numbered = SecondPartOf(*tree, made.answer.url);
  if (!numbered) return std::nullopt;
  made.numbered = std::move(*numbered);
  made.so_far = article;
  return PartWanted{PartRole::kFurther, made.numbered.At(2)};
}

// What the page wants of itself: its text, or the rest of it.
std::optional<PartWanted> RestOf(const std::string& html, MadePage& made) {
  return made.capture->article->text.empty() ? ViewOf(html, made) : SecondOf(html, made);
}

// Keeps the page and its parts as one record, once there is nothing more to ask for.
MadePage Finished(MadePage made) {
  made.wants.reset();
  made.so_far = {};
  if (made.parts.empty()) return made;
  PartsToKeep keep{.url = made.answer.url, .seen_at = made.capture->seen_at};
  keep.roles.push_back(PartRole::kPage);
  keep.members.push_back(made.capture->member);
  for (MadePart& part : made.parts) {
    keep.seen_at = std::max(keep.seen_at, part.seen_at);
    keep.roles.push_back(part.role);
    keep.members.push_back(part.member);
  }
  Result<RawRecord> raw = RecordOfParts(keep, DeflaterOfThread());
  if (!raw) {  // too large: the page alone
    for (MadePart& part : made.parts) made.unused.push_back(std::move(part.member));
    return made;
  }
  // A shell stays the same while its text changes: "not modified" would be said of the shell.
  if (made.capture->article->text.empty()) made.answer.etag = made.answer.last_modified = "";
  made.capture = DeriveCapture(std::move(raw->record));
  made.capture->member = std::move(raw->member);
  made.why_not = WhyNoArticle(*made.capture, {});
  return made;
}

bool IsSameArticle(const Article& page, const Article& view) {
  if (page.kind == ArticleKind::kIndex || page.headline.empty() || view.headline.empty())
    return false;
  return Overlap(ToCompare(page.headline).words, ToCompare(view.headline).words) >= kSameHeadline;
}

// The canonical page of `made` has come: it takes its place, if it is the same article and its text
// is to be had there from now on.
MadePage TakeCanonical(const FetchAnswer& answer, NewCapture capture, MadePage made) {
  std::optional<PartWanted> otherwise = std::exchange(made.otherwise, std::nullopt);
  MadePage other{.page = made.page, .answer = answer, .capture = std::move(capture), .why_not = {}};
  other.unused = made.unused;
  other.answer.body = other.answer.wire = {};
  const bool readable = other.capture->article && made.capture->article;
  std::optional<PartWanted> rest;
  if (readable) rest = RestOf(answer.body, other);
  const bool shows = readable && !other.capture->article->text.empty();
  // A shell that does not say where its text is would be empty at the next visit.
  const bool points = rest && rest->role == PartRole::kView;
  if (!readable || !(shows || points) ||
      !(IsSameArticle(*other.capture->article, *made.capture->article) || points)) {
    made.wants = std::move(otherwise);
    return made.wants ? made : Finished(std::move(made));
  }
  other.instead = answer.url;
  other.why_not = WhyNoArticle(*other.capture, answer.body);
  const bool has_text = !made.capture->article->text.empty();
  other.parts.push_back(
      {PartRole::kView, made.answer.url, made.capture->seen_at, std::move(made.capture->member)});
  if (rest && (shows || !has_text) && !IsThere(other, rest->url)) other.wants = std::move(rest);
  return other.wants ? other : Finished(std::move(other));
}

MadePage TakeFurther(const FetchAnswer& answer, MadePart part, const Article& article,
                     MadePage made) {
  if (!GoesOn(made.so_far, article)) return Finished(std::move(made));
  AppendPart(article, made.so_far);
  made.parts.push_back(std::move(part));
  const auto further =
      static_cast<int>(std::count_if(made.parts.begin(), made.parts.end(), [](const MadePart& one) {
        return one.role == PartRole::kFurther;
      }));
  const int next = further + 2;
  const Result<Tree> tree = TreeOf(answer.body, answer);
  if (made.parts.size() + 1 >= kMostPageParts || !tree ||
      !LinksPart(*tree, answer.url, made.numbered, next))
    return Finished(std::move(made));
  made.wants = PartWanted{PartRole::kFurther, made.numbered.At(next)};
  return made;
}

MadePage TakeIfOfUse(const FetchAnswer& answer, Result<RawRecord> raw, PartRole role,
                     MadePage made) {
  // A redirect may lead anywhere.
  const bool leads_away = !IsSameSite(answer.url, made.answer.url) || IsThere(made, answer.url);
  if (leads_away || !raw || !HoldsCapture(raw->record)) return WithoutPart(std::move(made));
  NewCapture capture = DeriveCapture(std::move(raw->record));
  capture.member = std::move(raw->member);
  if (role == PartRole::kPage) return TakeCanonical(answer, std::move(capture), std::move(made));
  if (!capture.article) return WithoutPart(std::move(made));
  MadePart part{role, answer.url, capture.seen_at, std::move(capture.member)};
  if (role == PartRole::kFurther)
    return TakeFurther(answer, std::move(part), *capture.article, std::move(made));
  if (!capture.article->text.empty()) made.parts.push_back(std::move(part));
  return Finished(std::move(made));
}

}  // namespace

void FindWanted(const std::string& html, MadePage& made) {
  if (!made.capture || made.is_revisit || !made.capture->article) return;
  made.wants = RestOf(html, made);
  const std::string& canonical = made.capture->article->url;
  // Once only: where it was of no use, the page itself is what is looked at.
  if (made.page.visited || canonical.empty() || !IsSameSite(canonical, made.answer.url) ||
      IsThere(made, canonical))
    return;
  made.otherwise = std::exchange(made.wants, PartWanted{PartRole::kPage, canonical});
}

MadePage TakePart(const FetchAnswer& answer, MadePage made) {
  const PartRole role = made.wants ? made.wants->role : PartRole::kView;
  Result<RawRecord> raw = RecordOfFetch(answer, std::nullopt, DeflaterOfThread());
  const std::string member = raw ? raw->member : std::string();
  made = TakeIfOfUse(answer, std::move(raw), role, std::move(made));
  const bool is_in = role == PartRole::kPage
                         ? !made.instead.empty()
                         : std::any_of(made.parts.begin(), made.parts.end(),
                                       [&](const MadePart& one) { return one.member == member; });
  const bool is_left_out =
      std::find(made.unused.begin(), made.unused.end(), member) != made.unused.end();
  if (!is_in && !is_left_out && !member.empty()) made.unused.push_back(member);
  return made;
}

MadePage WithoutPart(MadePage made) {
  if (made.otherwise) {
    made.wants = std::exchange(made.otherwise, std::nullopt);
    return made;
  }
  return Finished(std::move(made));
}

}  // namespace checkback
