#include "story/told/story_names.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "story/told/name_pieces.h"
#include "story/told/told_samples.h"

namespace checkback {
namespace {

// The names of a story whose articles say `articles`; those of a kind alone where one is given.
std::vector<StoryName> NamesIn(const std::vector<std::string_view>& articles) {
  SampleStory story;
  for (std::size_t i = 0; i < articles.size(); ++i)
    story.Print(std::string(1, static_cast<char>('a' + i)), articles[i]);
  return FindStoryNames(story.Tellings()).names;
}

std::vector<std::string> People(const std::vector<std::string_view>& articles) {
  std::vector<std::string> people;
  for (const StoryName& name : NamesIn(articles)) {
    if (name.kind != NameKind::kPerson) continue;
    std::string forms = name.name + ':';
    for (const std::string& form : name.forms) forms += ' ' + form + ';';
    people.push_back(forms);
  }
  return people;
}

std::vector<std::string> Bodies(const std::vector<std::string_view>& articles) {
  std::vector<std::string> bodies;
  for (const StoryName& name : NamesIn(articles)) {
    if (name.kind != NameKind::kOrganization) continue;
    std::string forms = name.name + ':';
    for (const std::string& form : name.forms) forms += ' ' + form + ';';
    bodies.push_back(forms);
  }
  std::sort(bodies.begin(), bodies.end());
  return bodies;
}

using Names = std::vector<std::string>;

struct LinkCase {
  const char* why;
  std::vector<std::string_view> articles;
  Names people;
};

TEST(StoryNames, ArePeopleOnceWhateverTheArticlesCallThem) {
  const LinkCase cases[] = {
      {"a surname finds its owner in another article",
       {"President Teodor Amaral said that he would stay.", "Mr Amaral left the palace on Friday."},
       {"Teodor Amaral: Teodor Amaral; Amaral;"}},
      {"also where the full name comes later",
       {"Mr Amaral left the palace on Friday.", "President Teodor Amaral said that he would stay."},
       {"Teodor Amaral: Amaral; Teodor Amaral;"}},
      {"two of one surname stay apart from the surname alone",
       {"Ana Reyes, the mayor, resigned. Carlos Reyes, the judge, stayed.",
        "General Reyes was at home."},
       {"Ana Reyes: Ana Reyes;", "Carlos Reyes: Carlos Reyes;", "Reyes: Reyes;"}},
      {"what is said of one tells which of them it is",
       {"Mayor Ana Reyes resigned. Judge Carlos Reyes stayed.", "Mrs. Reyes was at home."},
       {"Ana Reyes: Ana Reyes; Reyes;", "Carlos Reyes: Carlos Reyes;"}},
      {"an initial stands for one first name",
       {"Teodor Amaral resigned.", "T. Amaral resigned on Friday."},
       {"Teodor Amaral: Teodor Amaral; T. Amaral;"}},
      {"offices before a name are no part of it",
       {"Industry Minister Katrin Holm resigned.", "Katrin Holm resigned."},
       {"Katrin Holm: Katrin Holm;"}},
  };
  for (const LinkCase& c : cases) {
    SCOPED_TRACE(c.why);
    EXPECT_EQ(People(c.articles), c.people);
  }
}

TEST(StoryNames, AreBodiesOnceByTheirLettersAndShortForms) {
  const LinkCase cases[] = {
      {"an acronym of its letters",
       {"The National Seismic Institute said that it was strong.", "The NSI said so on Friday."},
       {"National Seismic Institute: National Seismic Institute; NSI;"}},
      {"an acronym that two may mean is neither",
       {"The National Seismic Institute met. The Northern Sea Institute met.",
        "The NSI said so on Friday."},
       {"NSI: NSI;", "National Seismic Institute: National Seismic Institute;",
        "Northern Sea Institute: Northern Sea Institute;"}},
      {"the bodies of two countries are two",
       {"The Russian Foreign Ministry said so.", "The French Foreign Ministry said so."},
       {"French Foreign Ministry: French Foreign Ministry;",
        "Russian Foreign Ministry: Russian Foreign Ministry;"}},
  };
  for (const LinkCase& c : cases) {
    SCOPED_TRACE(c.why);
    EXPECT_EQ(Bodies(c.articles), c.people);
  }
}

TEST(StoryNames, CarryTheRolesThatArticlesGiveWithTheirPlace) {
  SampleStory story;
  story.Print("a", "The Kremlin spokesman, Dmitri Orlan, said that talks would go on.");
  story.Print("b", "Orlan, the chief negotiator, said that he was tired.");
  const std::vector<StoryName> names = FindStoryNames(story.Tellings()).names;
  const auto orlan = std::find_if(names.begin(), names.end(),
                                  [](const StoryName& n) { return n.name == "Dmitri Orlan"; });
  ASSERT_NE(orlan, names.end());
  Names roles;
  for (const Passage& role : orlan->roles)
    roles.emplace_back(story.TextOf(role.capture, role.span));
  EXPECT_EQ(roles, (Names{"Kremlin spokesman", "chief negotiator"}));
  EXPECT_EQ(orlan->captures, (std::vector<std::size_t>{0, 1}));
  EXPECT_EQ(story.TextOf(orlan->printed.capture, orlan->printed.span), "Dmitri Orlan");
}

TEST(StoryNames, NameTheSourcesOfOtherArticles) {
  SampleStory story;
  story.Print("a", "General Luis Bragan denied that there was a coup.");
  story.Print("b", "Gen. Bragan said that the army was calm. Officials said that 12 people died.");
  const ToldStory told = TellStory(story.Tellings(), "en");
  bool any = false;
  for (const StoryStatement& statement : told.statements) {
    if (statement.source != "Bragan") continue;
    ASSERT_TRUE(statement.who);
    EXPECT_EQ(told.names[*statement.who].name, "Luis Bragan");
    any = true;
  }
  EXPECT_TRUE(any);
}

TEST(StoryNames, OfLessCapturesAreWhatAStoreThenKnew) {
  SampleStory story;
  story.Print("a", "Mr Amaral left the palace on Friday.");
  const auto first = FindStoryNames(story.Tellings()).names;
  story.Print("b", "President Teodor Amaral said that he would stay.");
  std::vector<Telling> then = story.Tellings();
  then.pop_back();
  EXPECT_EQ(FindStoryNames(then).names, first);
  // The id stays when the name grows.
  EXPECT_EQ(FindStoryNames(story.Tellings()).names.front().id, first.front().id);
}

TEST(NameParts, AreLettersWithoutMarksAndGenitive) {
  constexpr std::string_view kText = "“The U.N.’s” Ana M. Ruiz’s, & Co.";
  std::string words;
  for (const NamePart& part : NamePartsIn(kText, {0, kText.size()})) words += part.folded + '|';
  EXPECT_EQ(words, "the|un|ana|m|ruiz|&|co|");
}

}  // namespace
}  // namespace checkback
