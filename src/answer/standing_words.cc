#include "answer/standing_words.h"

#include <fmt/format.h>

#include <array>
#include <chrono>
#include <utility>

namespace checkback {
namespace {

std::string AgeOf(std::chrono::seconds age) {
  const auto days = std::chrono::floor<std::chrono::days>(age).count();
  if (days > 0) return fmt::format("{} day{}", days, days == 1 ? "" : "s");
  const auto hours = std::chrono::floor<std::chrono::hours>(age).count();
  if (hours > 0) return fmt::format("{} hour{}", hours, hours == 1 ? "" : "s");
  return "less than an hour";
}

}  // namespace

std::string StandingOf(const StoryQuestion& question, Instant opened, Instant now) {
  std::string words = question.origins > 1 ? fmt::format("asked by {} origins", question.origins)
                      : question.asked_again.empty() ? "asked once"
                                                     : "asked by 1 origin";
  words += fmt::format(", {}", NameOf(question.state));
  if (question.state == QuestionState::kOpen)
    words += " " + AgeOf(std::chrono::seconds(now - opened));
  if (question.state != QuestionState::kAnswered && !question.due.empty())
    words += fmt::format(", about {}", question.due);
  return words;
}

std::string_view LetterOfStatus(std::string_view status) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 7> kLetters = {{
      {"confirmed", "C"},
      {"reported", "R"},
      {"denied", "D"},
      {"unclear", "U"},
      {"conditional", "?"},
      {"planned", "P"},
      {"proposed", "P"},
  }};
  for (const auto& [name, letter] : kLetters) {
    if (name == status) return letter;
  }
  return "-";
}

std::string LettersOf(const StoryClaim& claim) {
  std::string letters;
  for (const StoryStatement& row : claim.rows) {
    if (!letters.empty()) letters += ' ';
    letters += LetterOfStatus(row.status);
  }
  return letters;
}

}  // namespace checkback
