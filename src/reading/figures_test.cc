#include "reading/figures.h"

#include <gtest/gtest.h>

#include <cmath>
#include <string>

#include "reading/time_values.h"
#include "text/embedded.h"
#include "text/json_writer.h"
#include "text/sentences.h"

namespace checkback {
namespace {

std::string Digits(double value) {
  JsonWriter json;
  return value == std::floor(value) && value < 1e15
             ? json.Number(static_cast<std::int64_t>(value)).Take()
             : json.Number(value).Take();
}

std::string Shown(std::string_view text, const Figure& figure) {
  std::string out(Words(text, figure.span));
  out += ": " + std::string(NameOf(figure.bound)) + ' ' + Digits(figure.value);
  if (figure.high) out += '-' + Digits(*figure.high);
  if (!figure.unit.empty()) out += ' ' + figure.unit;
  if (!figure.what.empty()) out += ", " + figure.what;
  if (figure.standing != FigureStanding::kWhole) out += ", " + std::string(NameOf(figure.standing));
  return out;
}

std::vector<Figure> FiguresOf(std::string_view text, std::string_view language) {
  const Parse parse = ParseText(text, FindSentences(text, language), language);
  const Grammar grammar(text, parse, language);
  const auto times = FindTimes(text, parse, {DayOfValue("2025-05-14"), {}}, language);
  const Names names = FindNames(grammar);
  return FindFigures(grammar, names, times, FindQuotes(grammar, names));
}

// "12 people: exact 12 people, people killed; ..." of an English text.
std::string FiguresIn(std::string_view text, std::string_view language = "en") {
  std::string out;
  for (const Figure& figure : FiguresOf(text, language)) {
    if (!out.empty()) out += "; ";
    out += Shown(text, figure);
  }
  return out;
}

// # "One man died." = One man: exact 1 people, people killed
TEST(Figures, OfTheExamplesInTheTableAreAsTheyStandThere) {
  std::string_view rules = FindEmbedded("rules/en/figures.txt");
  ASSERT_FALSE(rules.empty());
  int examples = 0;
  while (!rules.empty()) {
    const std::size_t end = std::min(rules.find('\n'), rules.size());
    const std::string_view line = rules.substr(0, end);
    rules.remove_prefix(std::min(end + 1, rules.size()));
    if (!line.starts_with("# \"")) continue;
    const std::size_t close = line.rfind("\" =");
    ASSERT_NE(close, line.npos) << line;
    const std::string_view means = line.substr(std::min(close + 4, line.size()));
    EXPECT_EQ(FiguresIn(line.substr(3, close - 3)), means) << line;
    ++examples;
  }
  EXPECT_GE(examples, 15);
}

TEST(Figures, OfALanguageWithoutRulesAreNotRead) {
  EXPECT_EQ(FiguresIn("Bei dem Brand starben 12 Menschen.", "de"), "");
}

TEST(Figures, OfHowFarAndToWhatAreNoRange) {
  for (const Figure& figure :
       FiguresOf("The index fell 2.1% to 4,012.55. Oil rose 80 cents to $91.30 a barrel.", "en")) {
    EXPECT_FALSE(figure.high.has_value()) << figure.value;
  }
}

TEST(Figures, TellWhoSaysSo) {
  const std::vector<Figure> figures =
      FiguresOf("The interior ministry said 12 people had been killed.", "en");
  ASSERT_EQ(figures.size(), 1u);
  EXPECT_EQ(figures[0].source, "the interior ministry");
  EXPECT_EQ(figures[0].role, "killed");
}

TEST(Figures, OfHostileTextsStandInOrderAndDoNotOverlap) {
  std::string numbers, ranges, words, digits;
  for (int i = 0; i < 5'000; ++i) {
    numbers += "12 ";
    ranges += "between 3 and 4, from 5 to ";
    words += "two hundred and thousand more than ";
    digits += "9,999,";
  }
  for (const std::string& text : {numbers, ranges, words, digits}) {
    std::size_t last = 0;
    for (const Figure& figure : FiguresOf(text, "en")) {
      ASSERT_LE(last, figure.span.start);
      ASSERT_LT(figure.span.start, figure.span.end);
      ASSERT_LE(figure.span.end, text.size());
      last = figure.span.end;
    }
  }
}

}  // namespace
}  // namespace checkback
