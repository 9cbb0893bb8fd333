#include "store/story_copies.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

namespace checkback {
namespace {

using Groups = std::vector<std::vector<std::size_t>>;
using Related = std::set<std::pair<std::int64_t, std::int64_t>>;  // wordings, the lower one first

struct PrintedStory {
  StoredStory story;
  Related related;
};

Database DatabaseOf(const Related& related) {
  Result<Database> db = Database::Open(std::string(Database::kInMemory), Database::Mode::kWrite);
  EXPECT_TRUE(
      db->Run("create table copy (a integer, b integer, kind text, of_a real, of_b real, "
              "primary key (a, b)) without rowid"));
  for (const auto& [a, b] : related)
    EXPECT_TRUE(db->Run(fmt::format("insert into copy values ({}, {}, '{}', 0.75, 0.5)", a, b,
                                    (a + b) % 3 == 0 ? "contained" : "edited")));
  return std::move(*db);
}

// What is meant, in the plainest words: everything is compared with everything.
Groups PlainGroups(const PrintedStory& printed) {
  const std::vector<StoryCapture>& captures = printed.story.captures;
  const auto copies = [&](std::size_t i, std::size_t j) {
    const StoryCapture &x = captures[i], &y = captures[j];
    return x.page != y.page && (*x.wording == *y.wording ||
                                printed.related.contains(std::minmax(*x.wording, *y.wording)));
  };
  std::vector<std::size_t> members;
  for (std::size_t i = 0; i < captures.size(); ++i)
    if (!captures[i].is_visit && captures[i].wording) members.push_back(i);
  Groups groups;
  std::set<std::pair<std::size_t, std::size_t>> told;
  for (const std::size_t i : members) {
    const auto group = std::find_if(groups.begin(), groups.end(), [&](const auto& one) {
      return std::all_of(one.begin(), one.end(), [&](std::size_t j) { return copies(i, j); });
    });
    if (group == groups.end()) {
      groups.push_back({i});
      continue;
    }
    for (const std::size_t j : *group) told.insert({j, i});
    group->push_back(i);
  }
  std::erase_if(groups, [](const auto& group) { return group.size() < 2; });
  for (std::size_t n = 0; n < members.size(); ++n)
    for (std::size_t m = 0; m < n; ++m)
      if (copies(members[m], members[n]) && !told.contains({members[m], members[n]}))
        groups.push_back({members[m], members[n]});
  return groups;
}

PrintedStory AnyStory(std::mt19937& random) {
  const auto below = [&](std::uint32_t end) { return static_cast<std::int64_t>(random() % end); };
  PrintedStory printed;
  const auto wordings = static_cast<std::uint32_t>(2 + below(12));
  const auto pages = static_cast<std::uint32_t>(2 + below(20));
  for (std::int64_t n = below(30); n > 0; --n) {
    StoryCapture c;
    c.page = below(pages);
    if (below(8) > 0) c.wording = below(wordings);
    c.is_visit = below(10) == 0;
    c.capture.key = static_cast<std::int64_t>(printed.story.captures.size()) + 1;
    c.outlet = fmt::format("outlet {}", c.page);
    c.capture.url = fmt::format("https://outlet-{}.example/", c.page);
    c.told_at = below(100);
    printed.story.captures.push_back(c);
  }
  for (std::int64_t n = below(30); n > 0; --n) {
    const std::int64_t a = below(wordings), b = below(wordings);
    if (a != b) printed.related.insert(std::minmax(a, b));
  }
  return printed;
}

TEST(CopiesOfAStory, AreThoseThatComparingAllWithAllFinds) {
  std::mt19937 random(7);
  for (int n = 0; n < 400; ++n) {
    SCOPED_TRACE(n);
    PrintedStory printed = AnyStory(random);
    const Database db = DatabaseOf(printed.related);
    WordingPairs pairs(db);
    ASSERT_TRUE(pairs.Read(printed.story.captures));
    GroupCopies(pairs, printed.story);
    EXPECT_EQ(printed.story.copies, PlainGroups(printed));
    std::set<std::int64_t> copied;
    for (const auto& group : printed.story.copies)
      for (std::size_t i = 1; i < group.size(); ++i)
        copied.insert(printed.story.captures[group[i]].page);
    EXPECT_EQ(printed.story.copied, copied.size());
  }
}

TEST(CopiesOfAStory, CountForOneOriginHoweverManyPrintThem) {
  PrintedStory printed;
  for (int n = 0; n < 3; ++n) {
    StoryCapture c;
    c.capture.key = n + 1;
    c.capture.url = fmt::format("https://outlet-{}.example/", n);
    c.outlet = fmt::format("outlet {}", n);
    c.page = n;
    c.wording = n == 2 ? 9 : 5;
    c.told_at = n;
    printed.story.captures.push_back(c);
  }
  printed.related = {{5, 9}};
  const Database db = DatabaseOf(printed.related);
  WordingPairs pairs(db);
  ASSERT_TRUE(pairs.Read(printed.story.captures));
  const Origins origins = OriginsOf(pairs, printed.story);
  ASSERT_EQ(origins.origins.size(), 1u);
  EXPECT_EQ(origins.origins[0].articles.size(), 3u);
  EXPECT_EQ(origins.origins[0].name, "outlet 0");
}

}  // namespace
}  // namespace checkback
