// What the formats of feeds have in common: fields of foreign text made safe. For the folder.

#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "page/feed/feed.h"

namespace checkback {

// The first `most` bytes, never a part of a character.
std::string Cut(std::string text, std::size_t most);

// One line of plain text from HTML, at most kMaxFeedFieldBytes.
std::string FeedField(std::string_view html);
// The same, at most kMaxFeedSummaryBytes.
std::string FeedSummary(std::string_view html);

// The link resolved against `base`; "" where it does not lead to http or https. White space and
// characters that nobody sees are dropped from it; "feed://" is http.
std::string FeedLink(std::string_view base, std::string_view link);

// A time that an item can have: from 1990 on, and where our own clock is known not over two days
// after it. Also with RFC 822's two digits for the year.
std::optional<PageTime> FeedTime(std::string_view text, const FeedSource& source);

// A whole number up to `most`; nothing for anything else.
std::optional<std::uint64_t> FeedNumber(std::string_view text, std::uint64_t most);

// "en-US" for " en_US "; "" for what is no language tag.
std::string FeedLanguage(std::string_view text);

// The name of a person or folder, cut after 256 bytes.
std::string FeedName(std::string_view html);
// The name in "anna@example.com (Anna Example)"; else the text as it is.
std::string FeedPerson(std::string_view text);

// Appends what is not empty and not there yet, up to kMaxFeedListed.
void AddOnce(std::string text, std::vector<std::string>& to);
// The file that `link` leads to, up to kMaxEnclosures; `described` has the rest of it.
void AddEnclosure(std::string_view base, std::string_view link, Enclosure described,
                  FeedItem& item);

// Gives the feed's authors to the items that name none.
void InheritAuthors(std::vector<std::string> authors, Feed& feed);

// Ends an item and appends it: gives an id where it has none, counts it as skipped where it is
// empty or one too many.
void AddItem(FeedItem item, Feed& feed);

}  // namespace checkback
