#include "serve/api/story_list.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <unordered_set>
#include <utility>

#include "text/hash.h"

namespace checkback {
namespace {

constexpr std::size_t kArrivalsAtOnce = 500;
constexpr std::size_t kMostArrivals = 20'000;  // that are looked through for one page

// What a cursor belongs to: the path and all parameters that choose what is listed.
std::uint64_t ListOf(const WebTarget& target) {
  std::string words;
  for (const std::string& segment : target.segments) (words += segment) += '/';
  for (const auto& [name, value] : target.parameters)
    if (name != "after" && name != "limit") words += fmt::format("&{}={}", name, value);
  return Hash64(words) | 1;
}

class PageOfList {
 public:
  PageOfList(std::size_t limit, const StoryListForm& form)
      : limit_(limit), form_(form), out_(form.begin) {}

  void Put(const ListItem& item) {
    if (count_++ > 0) out_ += form_.between;
    out_ += item.text;
  }
  bool full() const { return count_ >= limit_; }

  ApiAnswer Done(std::int64_t content, const std::string& link) {
    ApiAnswer answer{std::move(out_) + form_.end, form_.type, {}};
    answer.headers.emplace_back("Content-Cursor", ContentCursor(content));
    if (!link.empty()) answer.headers.emplace_back("Link", link);
    return answer;
  }

 private:
  std::size_t limit_, count_ = 0;
  const StoryListForm& form_;
  std::string out_;
};

// The items behind the one that the cursor names, or, where it has gone, behind as many.
std::size_t FirstAfter(const std::vector<ListItem>& items, const ListCursor& cursor) {
  const auto last = std::find_if(items.begin(), items.end(), [&](const ListItem& item) {
    return (Hash64(item.id) | 1) == cursor.item;
  });
  if (last != items.end()) return static_cast<std::size_t>(last - items.begin()) + 1;
  return std::min<std::size_t>(cursor.told, items.size());
}

// Newest change first.
class ByChange {
 public:
  ByChange(const Asked& asked, const ItemsOfStory& items, PageOfList& page, ListCursor cursor,
           std::size_t most_stories)
      : asked_(asked), items_(items), page_(page), cursor_(cursor), most_stories_(most_stories) {}

  // The Link of the next page; "" where there is none.
  Result<std::string> Run(std::optional<Instant> changed_after) {
    const bool inside = cursor_.item != 0;  // a story of which not all was told
    const StoryListPlace from{cursor_.arrived, inside ? cursor_.version + 1 : cursor_.version};
    Result<bool> goes_on = true;
    const Result<void> done = asked_.store.ForEachStoryFrom(
        from,
        [&](StoredStory story, std::int64_t version) {
          goes_on = Take(std::move(story), version);
          return goes_on && *goes_on;
        },
        changed_after);
    if (!goes_on) return Fail(goes_on.error());
    if (!done) return Fail(done.error());
    return more_ ? NextLink(asked_.target, "after", ToText(cursor_)) : std::string();
  }

 private:
  // False: the page is full, or enough was looked through.
  Result<bool> Take(StoredStory story, std::int64_t version) {
    if (looked_++ == most_stories_) {
      more_ = true;
      return false;
    }
    const Result<std::vector<ListItem>> items = items_(std::move(story));
    if (!items) return Fail(items.error());
    const bool again = cursor_.item != 0 && version == cursor_.version;
    std::size_t i = again ? FirstAfter(*items, cursor_) : 0;
    for (; i < items->size(); ++i) {
      if (page_.full()) {
        more_ = true;
        return false;
      }
      page_.Put((*items)[i]);
      cursor_.version = version;
      cursor_.item = Hash64((*items)[i].id) | 1;
      cursor_.told = static_cast<std::uint32_t>(i + 1);
    }
    cursor_.version = version;
    cursor_.item = cursor_.told = 0;
    return true;
  }

  const Asked& asked_;
  const ItemsOfStory& items_;
  PageOfList& page_;
  ListCursor cursor_;
  const std::size_t most_stories_;
  std::size_t looked_ = 0;
  bool more_ = false;
};

// The stories that something came to, in the order of arrival.
class ByArrival {
 public:
  ByArrival(const Asked& asked, std::size_t limit) : asked_(asked), limit_(limit) {}

  // Up to where they were found; `place` is where to begin.
  Result<std::int64_t> Find(std::int64_t place) {
    for (std::size_t looked = 0; looked < kMostArrivals;) {
      const auto came = asked_.store.ArrivalsAfter(place, kArrivalsAtOnce);
      if (!came) return Fail(came.error());
      for (const Arrival& arrival : *came) {
        if (!Take(arrival)) {
          goes_on_ = true;
          return place;
        }
        place = arrival.place;
      }
      if (came->size() < kArrivalsAtOnce) return place;
      looked += came->size();
    }
    goes_on_ = true;
    return place;
  }

  const std::vector<std::string>& stories() const { return stories_; }
  bool goes_on() const { return goes_on_; }

 private:
  bool Take(const Arrival& arrival) {
    if (known_.contains(arrival.story)) return true;
    if (stories_.size() == limit_) return false;
    known_.insert(arrival.story);
    stories_.push_back(arrival.story);
    return true;
  }

  const Asked& asked_;
  const std::size_t limit_;
  std::vector<std::string> stories_;
  std::unordered_set<std::string> known_;
  bool goes_on_ = false;
};

Result<ApiAnswer> ChangesList(const Asked& asked, std::int64_t from, std::size_t limit,
                              const ItemsOfStory& items, PageOfList& page) {
  const Result<std::int64_t> end = asked.store.LastArrival();
  if (!end) return Fail(end.error());
  if (from > *end)
    return Fail(Errc::kBadInput, "since is a cursor of another store, or of a later time");
  ByArrival changes(asked, limit);
  const Result<std::int64_t> until = changes.Find(from);
  if (!until) return Fail(until.error());
  for (const std::string& id : changes.stories()) {
    Result<StoredStory> story = asked.store.FindStory(id);
    if (!story) return Fail(story.error());
    const auto told = items(std::move(*story));
    if (!told) return Fail(told.error());
    for (const ListItem& item : *told) page.Put(item);
  }
  return page.Done(*until, changes.goes_on()
                               ? NextLink(asked.target, "since", ContentCursor(*until))
                               : std::string());
}

Result<ListCursor> BeginningOf(const Asked& asked) {
  const std::uint64_t list = ListOf(asked.target);
  if (const std::string_view after = asked.target.Parameter("after"); !after.empty()) {
    const std::optional<ListCursor> cursor = ListCursorIn(after);
    if (cursor && cursor->list == list) return *cursor;
    return Fail(Errc::kBadInput,
                "after is taken from the Link of the page before, with the same parameters");
  }
  const Result<std::int64_t> last = asked.store.LastArrival();
  if (!last) return Fail(last.error());
  return ListCursor{
      .arrived = *last, .version = std::numeric_limits<std::int64_t>::max(), .list = list};
}

}  // namespace

Result<ApiAnswer> StoryList(const Asked& asked, const SinceAsked& since,
                            std::optional<Instant> changed_after, const ItemsOfStory& items,
                            const StoryListForm& form) {
  const Result<std::size_t> limit = LimitOf(asked.target);
  if (!limit) return Fail(limit.error());
  PageOfList page(*limit, form);
  if (since.arrival) return ChangesList(asked, *since.arrival, *limit, items, page);
  const Result<ListCursor> cursor = BeginningOf(asked);
  if (!cursor) return Fail(cursor.error());
  const Result<std::string> link =
      ByChange(asked, items, page, *cursor, form.most_stories).Run(changed_after);
  if (!link) return Fail(link.error());
  return page.Done(cursor->arrived, *link);
}

}  // namespace checkback
