// One invented story as it goes on: an article in seven minutes, each of 350 words of
// bench/archive, a figure, an open question, a plan for a day and a statement, of a cast and nouns
// that change from article to article; one in ten is a later version of the page before, one in ten
// a copy.

#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <string>

#include "article/article.h"
#include "prose.h"
#include "text/instant.h"

namespace bench {

inline constexpr int kWords = 350;

inline checkback::Instant SeenAt(std::size_t n) {
  return *checkback::ParseInstant("2026-03-01T00:00:00Z") + std::chrono::minutes(7 * n);
}

class Newsroom {
 public:
  Newsroom() : vocabulary_(7, 20'000), cast_(MakeCast(vocabulary_, 11)) {}

  // The article with the number `n`; the one before is changed for a later version and for a copy.
  checkback::Article Write(std::size_t n) {
    kind_ = n % 10;
    if (kind_ == 5 && n > 0)
      Edit(prose_, vocabulary_, cast_, n);
    else if (kind_ != 8 || n == 0)
      prose_ = MakeProse(vocabulary_, cast_, n, kWords);
    if (kind_ != 5) ++page_;
    checkback::Article article;
    article.url = "https://example.org/" + std::to_string(page_);
    article.language = "en";
    article.headline = prose_.headline;
    for (const Paragraph& paragraph : prose_.paragraphs) {
      for (const std::string& sentence : paragraph) article.text += sentence + ' ';
      article.text.back() = '\n';
      article.text += '\n';
    }
    if (kind_ != 8) forms_ = Forms(n);
    article.text += forms_;
    return article;
  }
  std::size_t page() const { return page_; }
  bool is_copy() const { return kind_ == 8; }

 private:
  // What the layers look for, with numbers and names that change.
  std::string Forms(std::size_t n) const {
    const std::string number = std::to_string(20 + n * 7919 % 900);
    const std::string& person = cast_.people[n % cast_.people.size()];
    const std::string& other = cast_.people[n / 3 % cast_.people.size()];
    const auto noun = [&](std::size_t i) {
      return cast_.nouns[(n * 31 + i) % cast_.nouns.size()] + ' ' +
             vocabulary_.nouns()[(n * 101 + i) % 3000];
    };
    return "At least " + number + " people were killed at the " + noun(1) + ", " + person +
           " said. It was not clear whether " + other + " would accept the " + noun(2) +
           ". The talks on the " + noun(3) + " will begin on " + DayAhead(n) + ". " + person +
           " denied that the " + noun(4) + " had been closed.";
  }

  // "14 March 2026": two days to two weeks after the article was seen.
  static std::string DayAhead(std::size_t n) {
    constexpr std::array kMonths = {"January",   "February", "March",    "April",
                                    "May",       "June",     "July",     "August",
                                    "September", "October",  "November", "December"};
    const std::chrono::year_month_day day{std::chrono::floor<std::chrono::days>(SeenAt(n)) +
                                          std::chrono::days(2 + n % 13)};
    return std::to_string(static_cast<unsigned>(day.day())) + ' ' +
           kMonths[static_cast<unsigned>(day.month()) - 1] + ' ' +
           std::to_string(static_cast<int>(day.year()));
  }

  Vocabulary vocabulary_;
  Cast cast_;
  Prose prose_;
  std::string forms_;
  std::size_t page_ = 0;
  std::size_t kind_ = 0;
};

}  // namespace bench
