// What a tool is called with, and the pieces that its answer is written from.
//
// Pure, but for the store that is asked.

#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "follow/whole_story.h"
#include "serve/mcp/mcp_arguments.h"
#include "serve/told_shelf.h"
#include "store/store.h"
#include "text/instant.h"
#include "text/json_writer.h"
#include "text/result.h"

namespace checkback {

struct McpCall {
  const Store& store;  // looks back to `as_of`, where that is set
  ToldShelf& shelf;
  const McpArguments& arguments;
  std::optional<Instant> as_of;
};

// Items of an answer: what fits the context of an assistant beside other things.
inline constexpr std::size_t kMcpItems = 20;
inline constexpr std::size_t kMostMcpItems = 50;
inline constexpr std::size_t kMostMcpBytes = 48'000;
// Stories that are told anew for one answer; the next page goes on behind them.
inline constexpr std::size_t kMostMcpStories = 100;
// Of one sentence: the longest that is one in the dev sets has under 2,000 bytes.
inline constexpr std::size_t kLongestQuoted = 2'000;

// Where a list goes on: behind an item of a story that changed last at a moment. What comes in
// between moves nothing, for a story that changes is told before it.
struct McpPlace {
  Instant changed{};
  std::string story;
  std::string item;  // "": all of the story was given
};
std::string ToText(const McpPlace& place);
Result<std::optional<McpPlace>> McpPlaceIn(std::string_view cursor);

// The items of one answer, up to the limit that was asked for.
class McpItems {
 public:
  explicit McpItems(std::size_t most) : most_(most) {}
  explicit McpItems(const McpCall& call);  // as many as were asked for

  bool IsFull() const { return count_ >= most_ || items_.size() >= kMostMcpBytes; }
  void Add(std::string_view json);
  std::size_t count() const { return count_; }
  std::string Whole() const { return '[' + items_ + ']'; }

 private:
  std::size_t most_;
  std::size_t count_ = 0;
  std::string items_;
};

// The members that every result begins with.
void WriteHead(const McpCall& call, JsonWriter& json);

// One object: words with outlet, time, address and place.
void WriteQuoted(const StoryCapture& capture, std::string_view words, std::optional<Span> at,
                 JsonWriter& json);
void WriteQuoted(const WholeStory& whole, const Passage& passage, JsonWriter& json);
// Where the id of the capture is all that is known of its outlet and headline.
struct McpSource {
  std::string_view outlet, url, capture;
  Instant seen_at{};
};
void WriteQuoted(const McpSource& source, std::string_view words, std::optional<Span> at,
                 JsonWriter& json);
// The title of a story, as a headline of the capture that has it.
void WriteTitle(const StoredStory& story, JsonWriter& json);
void WriteQuestion(const WholeStory& whole, const StoryQuestion& question, const std::string& story,
                   JsonWriter& json);
// Its newest points.
void WriteFigure(const WholeStory& whole, const FigureSeries& series, JsonWriter& json);

// Stories that changed after `since`, newest change first, from `from` on; `take` may end it with
// false. `item` is McpPlace::item for the story at which the page before ended, else "".
Result<void> ForEachStoryFrom(
    const Store& store, const std::optional<McpPlace>& from, std::optional<Instant> since,
    const std::function<bool(StoredStory story, std::string_view item)>& take);

// The story that `id` names, told.
Result<ToldShelf::Told> McpStory(const McpCall& call, std::string_view id);

// Whether `a` holds `b`, whatever the case.
bool HoldsWords(std::string_view a, std::string_view b);

}  // namespace checkback
