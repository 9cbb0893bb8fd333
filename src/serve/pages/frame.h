// What every page has in common: the frame around it, and our words for times, numbers and outlets.

#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "answer/outlets.h"
#include "follow/whole_story.h"
#include "serve/exchange.h"
#include "serve/html.h"
#include "serve/told_shelf.h"
#include "serve/visitor.h"
#include "store/store.h"
#include "text/instant.h"

namespace checkback {

struct LookBudget;

// What a page is made from. For one request.
struct Asked {
  const WebTarget& target;
  const Store& store;  // looks back to `as_of`, where that is set
  ToldShelf& shelf;
  const Store& present;  // the same, or, as of a moment, the store of now
  std::optional<Instant> as_of;
  Instant now{};  // of the request; as of a moment: that moment
  const Visitor& visitor;
  std::string base = {};         // "http://127.0.0.1:8080", for addresses that are read elsewhere
  std::string_view folder = {};  // of the store
  const LookBudget* looks = nullptr;  // what may be spent on looking at pages again
};

// A whole page. `title` is for the browser's tab; `story` that of which it tells, "": of all.
std::string PageOf(const Asked& asked, std::string_view title, const Html& main,
                   std::string_view story = {});
// One that says what went wrong; needs no store.
std::string ErrorPageOf(int status, std::string_view title, std::string_view what);
// The form that asks for the token, and then leads on to `to`.
std::string SignInPage(std::string_view to, std::string_view trouble);

// "?as_of=2025-05-14", or "" on the page of now: what a link ends in, so that it stays in the past.
std::string AsOfOf(const Asked& asked, char first = '?');

// The path and the parameters of the page that was asked for.
std::string AddressOf(const Asked& asked);
// A form that posts to /do/ACTION and comes back here: <form>, its key, `inside`, </form>.
Html ActionForm(const Asked& asked, std::string_view action, std::string_view classes,
                const Html& inside);
// Follow, or follow no longer; nothing where nothing is remembered.
Html FollowForm(const std::string& story, const Asked& asked);
// Of a file of web/, for its address: changes with its bytes.
std::string AssetVersion(std::string_view file);

// "Wed 14 May, 09:30", with the year where it is another one than now; UTC.
Html WhenOf(Instant instant, const Asked& asked);
Html WhenOf(const PageTime& time, const Asked& asked);
// The same, as bare words.
std::string WordsOf(Instant instant, const Asked& asked);
std::string WordsOf(const PageTime& time, const Asked& asked);
// "4 min ago", "3 days ago".
std::string AgoOf(Instant instant, Instant now);
// "4 minutes", "3 days"; under a minute "just now".
std::string AgeOf(Instant instant, Instant now);
// "1 article", "12 articles".
std::string CountOf(std::size_t count, std::string_view one, std::string_view many);

// What the number of origins is made of: "Northwire (9), own report of WBC News".
std::string OriginWords(const StoredStory& story);

// The words of `passage`, linked to where they stand in their article.
Html LinkedWords(const WholeStory& whole, const Passage& passage, const Asked& asked);
// The words of a question, linked to where they stand, or to the article whose headline asks.
Html LinkedQuestion(const WholeStory& whole, const StoryQuestion& question, const Asked& asked);
// The same with some of them, bytes of the passage, marked.
Html LinkedWords(const WholeStory& whole, const Passage& passage, const Asked& asked,
                 const std::vector<Span>& marks);
// "Averley Herald, Wed 14 May, 09:30".
Html PrintedBy(const WholeStory& whole, std::size_t capture, const Asked& asked);
// The same, with those of `again`, which print the same words: "...; also in Wold Courier".
Html PrintedBy(const WholeStory& whole, std::size_t capture, std::span<const std::size_t> again,
               const Asked& asked);

}  // namespace checkback
