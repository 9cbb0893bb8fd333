#include "reading/names.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "reading/names/known_names.h"
#include "reading/names/name_tagger.h"
#include "text/embedded.h"
#include "text/sentences.h"

namespace checkback {
namespace {

struct Read {
  explicit Read(std::string_view news, std::string_view language = "en")
      : text(news),
        parse(ParseText(text, FindSentences(text, language), language)),
        grammar(text, parse, language),
        names(FindNames(grammar)) {}
  std::string text;
  Parse parse;
  Grammar grammar;
  Names names;

  const Entity* Named(std::string_view name) const {
    const auto found = std::find_if(names.entities.begin(), names.entities.end(),
                                    [&](const Entity& entity) { return entity.name == name; });
    return found == names.entities.end() ? nullptr : &*found;
  }
  // Whom the last printed `words` mean; "" for nobody.
  std::string Meant(std::string_view words) const {
    for (auto mention = names.mentions.rbegin(); mention != names.mentions.rend(); ++mention) {
      if (Words(text, mention->span) == words) return names.entities[mention->entity].name;
    }
    return "";
  }
  // The entity of the phrase that the last `word` heads.
  std::string HeadedBy(std::string_view word) const {
    for (WordIndex i = grammar.size(); i > 0; --i) {
      if (grammar.Printed(i - 1) != word) continue;
      const auto entity = names.EntityAt(i - 1);
      return entity ? names.entities[*entity].name : "";
    }
    return "no such word";
  }
};

struct KindCase {
  std::string_view sentence;
  std::string_view name;
  NameKind kind;
};

constexpr KindCase kKinds[] = {
    {"The talks in Geneva ended on Friday.", "Geneva", NameKind::kPlace},
    {"Foreign Minister Ana Ruiz arrived late.", "Ana Ruiz", NameKind::kPerson},
    {"The World Health Organization (WHO) said so.", "World Health Organization",
     NameKind::kOrganization},
    {"Mr. Tavel left the room.", "Tavel", NameKind::kPerson},
    {"He works for Tessaly Partners Ltd in Oslo.", "Oslo", NameKind::kPlace},
    {"The Teachers' Union said no.", "Teachers' Union", NameKind::kOrganization},
    {"KELLAN - Talks went on.", "KELLAN", NameKind::kPlace},
};

TEST(Names, HaveAKind) {
  for (const KindCase& c : kKinds) {
    SCOPED_TRACE(c.sentence);
    const Read read(c.sentence);
    const Entity* const entity = read.Named(c.name);
    ASSERT_NE(entity, nullptr);
    EXPECT_EQ(NameOf(entity->kind), NameOf(c.kind));
  }
}

struct LinkCase {
  std::string_view text;
  std::string_view words;
  std::string_view means;
};

constexpr LinkCase kLinks[] = {
    {"President Teodor Amaral spoke on Sunday. Amaral then left.", "Amaral", "Teodor Amaral"},
    {"Finance Minister Ana Ruiz resigned. The finance minister gave no reason.",
     "The finance minister", "Ana Ruiz"},
    {"The Foreign Ministry denied it. The ministry gave no details.", "The ministry",
     "Foreign Ministry"},
    {"The World Health Organization (WHO) met. The WHO warned of more cases.", "WHO",
     "World Health Organization"},
    {"Spokeswoman Ilka Varn told reporters that she would not say.", "she", "Ilka Varn"},
    {"Vice President Rui Tavel spoke. The president did not.", "The president", ""},
};

TEST(Names, AreLinkedWithinTheArticle) {
  for (const LinkCase& c : kLinks) {
    SCOPED_TRACE(c.text);
    EXPECT_EQ(Read(c.text).Meant(c.words), c.means);
  }
}

TEST(Names, ArePeopleHoweverTheirRoleStandsBesideThem) {
  constexpr std::string_view kTell = " would not say who was in the delegation.";
  for (const std::string_view subject :
       {"The Foreign Ministry spokeswoman Ana Ruiz", "The spokeswoman, Ana Ruiz,",
        "Ana Ruiz, the spokeswoman,", "Ana Ruiz"}) {
    SCOPED_TRACE(subject);
    const Read read(std::string(subject) + std::string(kTell));
    const auto verb =
        std::find_if(read.parse.words.begin(), read.parse.words.end(),
                     [&](const Word& word) { return Words(read.text, word.span) == "say"; });
    ASSERT_NE(verb, read.parse.words.end());
    const auto head = read.grammar.Dependent(
        static_cast<WordIndex>(verb - read.parse.words.begin()), Relation::kNsubj);
    ASSERT_TRUE(head);
    const auto entity = read.names.EntityAt(*head);
    ASSERT_TRUE(entity);
    EXPECT_EQ(read.names.entities[*entity].name, "Ana Ruiz");
  }
}

TEST(Names, HaveTheRolesThatTheTextTells) {
  const Read read(
      "Kremlin spokesperson Dmitry Orlov said no. Katrin Holm, the company's chief executive, said "
      "yes.");
  const Entity* const orlov = read.Named("Dmitry Orlov");
  ASSERT_NE(orlov, nullptr);
  EXPECT_EQ(orlov->roles, std::vector<std::string>{"Kremlin spokesperson"});
  EXPECT_EQ(orlov->country, "RUS");
  const Entity* const holm = read.Named("Katrin Holm");
  ASSERT_NE(holm, nullptr);
  EXPECT_EQ(holm->roles, std::vector<std::string>{"company's chief executive"});
}

TEST(Names, AreNotWhoeverSpeaksBehindThem) {
  const Read read(
      "The Unity Party led with 43 percent, against 39 for the Green Alliance, the electoral "
      "commission said early Monday.");
  for (const Entity& entity : read.names.entities) EXPECT_TRUE(entity.roles.empty()) << entity.name;
}

struct StandsCase {
  std::string_view sentence;
  std::string_view name;
  std::string_view country;
  std::string_view stands_for;
};

constexpr StandsCase kStands[] = {
    {"Moscow said the talks had failed.", "Moscow", "RUS", "Russia"},
    {"They flew to Moscow on Friday.", "Moscow", "RUS", ""},
    {"The Kremlin denied it.", "Kremlin", "RUS", "Russia"},
    {"Talks in France went on.", "France", "FRA", ""},
};

TEST(Names, OfCapitalsAndSeatsStandForTheirCountryWhenTheyAct) {
  for (const StandsCase& c : kStands) {
    SCOPED_TRACE(c.sentence);
    const Read read(c.sentence);
    const Entity* const entity = read.Named(c.name);
    ASSERT_NE(entity, nullptr);
    EXPECT_EQ(entity->country, c.country);
    EXPECT_EQ(entity->stands_for, c.stands_for);
  }
}

TEST(Names, OfMonthsAndWeekdaysAreNone) {
  const Read read("The vote is on Monday, the count in March.");
  EXPECT_TRUE(read.names.entities.empty());
}

TEST(Names, OfOtherLanguagesAreFoundByTheirLettersAlone) {
  const Read finnish("Pääministeri matkusti eilen Petteri Orpon kanssa.", "fi");
  EXPECT_NE(finnish.Named("Petteri Orpon"), nullptr);
  const Read german("Die Regierung will am Montag im Haus der Minister beraten.", "de");
  EXPECT_TRUE(german.names.entities.empty());
}

TEST(Names, InTextWithoutEndTakeTimeByItsLength) {
  std::string text;
  for (int i = 0; i < 20'000; ++i) text += "Mr. Orr said he ";
  const Read read(text);
  EXPECT_FALSE(read.names.entities.empty());
}

TEST(KnownNames, OfCountriesHaveTheirCodes) {
  const KnownNames& known = KnownNames::Table("en");
  for (const auto& [name, code] :
       {std::pair("Côte d'Ivoire", "CIV"), std::pair("Downing Street", "GBR"),
        std::pair("Dutch", "NLD"), std::pair("Kyiv", "UKR")}) {
    SCOPED_TRACE(name);
    const KnownName* const found = known.Find(name);
    ASSERT_NE(found, nullptr);
    EXPECT_EQ(known.CountryOf(*found).code, code);
  }
}

TEST(NameModels, CanBeRead) {
  for (std::size_t i = 0; i < kEmbeddedCount; ++i) {
    const std::string_view path = kEmbeddedFiles[i].path;
    if (!path.ends_with("/names.model")) continue;
    const auto model = NameModel::Read(FindEmbedded(path));
    EXPECT_TRUE(model) << path << ": " << (model ? "" : model.error().what);
  }
  EXPECT_FALSE(NameModel::Read("checkback names 1\nlanguage en\nsha256 0\nrows 4\nend\n"));
}

}  // namespace
}  // namespace checkback
