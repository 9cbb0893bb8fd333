// A made-up month of news, for tests of stories.

#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "text/instant.h"

namespace checkback::samples {

inline constexpr std::string_view kCommon[] = {
    "the council",     "residents",      "officials said", "on Monday",          "a spokesman",
    "in the morning",  "police",         "the minister",   "reported",           "was closed",
    "more than forty", "after the vote", "the company",    "hundreds of people", "the inquiry",
    "was announced",   "on the coast"};
inline constexpr std::string_view kSyllables[] = {"ar",  "den", "kes", "trel", "lin", "de", "ver",
                                                  "rin", "hal", "var", "os",   "tra", "mo", "ley"};

// A line of JSON Lines, as `import` reads it.
struct SeenLine {
  Instant seen_at{};
  std::string json;
};

// A made-up month of news: stories that share some of their words, told by several outlets, with
// reprints, edited reprints, later versions and visits that find nothing new.
class Month {
 public:
  explicit Month(unsigned seed) : random_(seed) {}

  std::vector<SeenLine> Lines(std::size_t stories) {
    for (std::size_t story = 0; story < stories; ++story) Tell();
    std::sort(lines_.begin(), lines_.end(), [](const SeenLine& x, const SeenLine& y) {
      return std::pair(x.seen_at, std::string_view(x.json)) <
             std::pair(y.seen_at, std::string_view(y.json));
    });
    return lines_;
  }

 private:
  std::size_t Below(std::size_t end) {
    return std::uniform_int_distribution<std::size_t>(0, end - 1)(random_);
  }
  std::string Name() {
    std::string name;
    for (int i = 0; i < 3; ++i) name += kSyllables[Below(std::size(kSyllables))];
    name[0] = static_cast<char>(name[0] - 'a' + 'A');
    return name;
  }
  std::string Sentence(const std::vector<std::string>& names) {
    std::string sentence = names[Below(names.size())];
    for (int i = 0; i < 4; ++i) {
      sentence += ' ';
      sentence += kCommon[Below(std::size(kCommon))];
      if (Below(2) == 0) sentence += ' ' + names[Below(names.size())];
    }
    return sentence + ". ";
  }
  void See(const std::string& url, Instant seen_at, const std::string& title,
           const std::string& body) {
    lines_.push_back({seen_at, fmt::format(R"({{"url":"{}","seen_at":"{}","language":"en",)"
                                           R"("title":"{}","body":"{}"}})",
                                           url, ToRfc3339(seen_at), title, body)});
  }
  void Tell() {
    std::vector<std::string> all(7);
    for (std::string& name : all) name = Name();
    Instant time =
        *ParseInstant("2025-05-01T00:00:00Z") + std::chrono::hours(Below(std::size_t{30} * 24));
    std::string wire;
    const std::size_t articles = 1 + Below(7);
    for (std::size_t n = 0; n < articles; ++n) {
      const std::string url =
          fmt::format("https://{}.example/{}", kSyllables[Below(std::size(kSyllables))], ++pages_);
      time += std::chrono::minutes(Below(900));
      // Each tells a part of it, so that what belongs together is often seen late only.
      std::vector<std::string> names(3);
      for (std::string& name : names) name = all[Below(all.size())];
      const std::string title = Sentence(names);
      std::string body;
      for (int i = 0; i < 7; ++i) body += Sentence(names);
      if (wire.empty()) wire = body;
      const std::size_t kind = Below(5);
      if (kind == 0) body = wire;
      if (kind == 1) body = wire + Sentence(names);
      See(url, time, title, body);
      if (Below(4) == 0) See(url, time + std::chrono::hours(Below(200)), title, body);
      if (Below(4) == 0)
        See(url, time + std::chrono::hours(Below(90)), title, Sentence(names) + body);
      if (Below(12) == 0) See(url, time + std::chrono::hours(Below(2000)), title, wire);
    }
  }

  std::mt19937 random_;
  std::vector<SeenLine> lines_;
  int pages_ = 0;
};

}  // namespace checkback::samples
