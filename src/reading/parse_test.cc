#include "reading/parse.h"

#include <gtest/gtest.h>

#include <string>

#include "reading/parser_model.h"
#include "reading/universal.h"
#include "text/embedded.h"
#include "text/sentences.h"

namespace checkback {
namespace {

Parse ParseOf(std::string_view text, std::string_view language = "en") {
  return ParseText(text, FindSentences(text, language), language);
}

// "The/DET>2:det ministry/NOUN>3:nsubj ...": heads by their place from 1, the root 0.
std::string Shown(std::string_view text) {
  const Parse parse = ParseOf(text);
  std::string out;
  for (const Word& word : parse.words) {
    if (!out.empty()) out += ' ';
    out += std::string(Words(text, word.span)) + '/' + std::string(NameOf(word.upos)) + '>' +
           std::to_string(word.head + 1) + ':' + std::string(NameOf(word.relation));
  }
  return out;
}

constexpr struct {
  std::string_view text;
  std::string_view parse;
} kSentences[] = {
    {"The minister resigned.",
     "The/DET>2:det minister/NOUN>3:nsubj resigned/VERB>0:root ./PUNCT>3:punct"},
    {"Police said two people were killed.",
     "Police/NOUN>2:nsubj said/VERB>0:root two/NUM>4:nummod people/NOUN>6:nsubj:pass "
     "were/AUX>6:aux:pass killed/VERB>2:ccomp ./PUNCT>2:punct"},
    {"She did not say whether he had left.",
     "She/PRON>4:nsubj did/AUX>4:aux not/PART>4:advmod say/VERB>0:root whether/SCONJ>8:mark "
     "he/PRON>8:nsubj had/AUX>8:aux left/VERB>4:ccomp ./PUNCT>4:punct"},
};

TEST(Parse, OfPlainSentencesIsAsAGrammarianWouldHaveIt) {
  for (const auto& s : kSentences) EXPECT_EQ(Shown(s.text), s.parse);
}

TEST(Parse, TellsTheFormsOfWords) {
  const std::string_view text = "Three houses were burned, and he says it was the largest fire.";
  const Parse parse = ParseOf(text);
  std::vector<std::pair<std::string_view, Form>> forms;
  for (const Word& word : parse.words) forms.emplace_back(Words(text, word.span), word.form);
  const auto holds = [&](std::string_view word, Form form) {
    return std::find(forms.begin(), forms.end(), std::pair(word, form)) != forms.end();
  };
  EXPECT_TRUE(holds("houses", Form::kPlural));
  EXPECT_TRUE(holds("burned", Form::kPassiveParticiple));
  EXPECT_TRUE(holds("says", Form::kPresent));
  EXPECT_TRUE(holds("was", Form::kPast));
  EXPECT_TRUE(holds("largest", Form::kSuperlative));
  EXPECT_TRUE(holds("fire", Form::kSingular));
}

// Heads stand in their own sentence, one root in each, no circles.
void ExpectTrees(const Parse& parse) {
  std::size_t first = 0;
  for (const std::size_t end : parse.sentence_end) {
    std::size_t roots = 0;
    for (std::size_t i = first; i < end; ++i) {
      const std::int32_t head = parse.words[i].head;
      roots += head < 0 ? 1 : 0;
      ASSERT_EQ(head < 0, parse.words[i].relation == Relation::kRoot);
      if (head >= 0) {
        ASSERT_GE(static_cast<std::size_t>(head), first);
        ASSERT_LT(static_cast<std::size_t>(head), end);
      }
    }
    ASSERT_EQ(roots, end > first ? 1u : 0u);
    // Every word reaches the root: leaves are taken off until nothing is left.
    std::vector<std::size_t> children(end - first, 0);
    for (std::size_t i = first; i < end; ++i) {
      if (parse.words[i].head >= 0)
        ++children[static_cast<std::size_t>(parse.words[i].head) - first];
    }
    std::vector<std::size_t> leaves;
    for (std::size_t i = 0; i < children.size(); ++i) {
      if (children[i] == 0) leaves.push_back(i);
    }
    std::size_t taken = 0;
    while (!leaves.empty()) {
      const std::size_t leaf = leaves.back();
      leaves.pop_back();
      ++taken;
      const std::int32_t head = parse.words[first + leaf].head;
      if (head >= 0 && --children[static_cast<std::size_t>(head) - first] == 0) {
        leaves.push_back(static_cast<std::size_t>(head) - first);
      }
    }
    ASSERT_EQ(taken, end - first);
    first = end;
  }
}

TEST(Parse, OfHostileTextsIsBoundedAndMadeOfTrees) {
  std::string long_sentence, marks, mixed, many;
  for (int i = 0; i < 4'000; ++i) {
    long_sentence += "and the dog ";
    marks += ".,;!?\"'(";
    mixed += "aб中 ا1. ";
    many += "He left. ";
  }
  for (const std::string& text : {long_sentence, marks, mixed, many, std::string(20'000, '('),
                                  std::string(), std::string("a")}) {
    const Parse parse = ParseOf(text);
    ASSERT_TRUE(parse.parsed);
    ExpectTrees(parse);
  }
}

TEST(Parse, OfALanguageWithoutAModelHasWordsOnly) {
  const Parse parse = ParseOf("Der Minister trat zurück.", "de");
  EXPECT_FALSE(parse.parsed);
  ASSERT_EQ(parse.words.size(), 5u);
  EXPECT_EQ(parse.words[0].upos, Upos::kX);
  EXPECT_EQ(parse.words[0].head, -1);
  EXPECT_EQ(ParserVersion("de"), "");
}

TEST(Parse, IsTheSameWhateverStandsBesideASentence) {
  const std::string one = "Police said two people were killed in the north.";
  std::string three = "He left early. ";
  three += one + " Nobody spoke.";
  const Parse alone = ParseOf(one);
  const Parse among = ParseOf(three);
  const std::size_t first = among.sentence_end[0];
  for (std::size_t i = 0; i < alone.words.size(); ++i) {
    EXPECT_EQ(alone.words[i].upos, among.words[first + i].upos);
    EXPECT_EQ(alone.words[i].relation, among.words[first + i].relation);
  }
}

TEST(Model, OfEnglishWasBuiltInWhole) {
  const std::string_view bytes = FindEmbedded("rules/en/parser.model");
  const Result<ParserModel> model = ParserModel::Read(bytes);
  ASSERT_TRUE(model) << model.error().what;
  EXPECT_EQ(model->version, ParserVersion("en"));
  EXPECT_LT(bytes.size(), 10'000'000u);
}

TEST(Model, ThatIsDamagedIsRefused) {
  std::string bytes(FindEmbedded("rules/en/parser.model"));
  ASSERT_GT(bytes.size(), 5000u);
  EXPECT_FALSE(ParserModel::Read(""));
  EXPECT_FALSE(ParserModel::Read("checkback parser 2\n"));
  EXPECT_FALSE(ParserModel::Read(std::string_view(bytes).substr(0, bytes.size() - 1)));
  bytes[4000] ^= 1;
  EXPECT_FALSE(ParserModel::Read(bytes));
}

TEST(Names, OfUniversalDependenciesAreReadBack) {
  for (std::size_t i = 0; i < kUposCount; ++i) {
    EXPECT_EQ(UposNamed(NameOf(static_cast<Upos>(i))), static_cast<Upos>(i));
  }
  for (std::size_t i = 0; i < kFormCount; ++i) {
    EXPECT_EQ(FormOf(NameOf(static_cast<Form>(i))), static_cast<Form>(i));
  }
  for (std::size_t i = 0; i < kRelationCount; ++i) {
    EXPECT_EQ(RelationNamed(NameOf(static_cast<Relation>(i))), static_cast<Relation>(i));
  }
  EXPECT_EQ(RelationNamed("nmod:agent"), Relation::kNmod);
  EXPECT_EQ(UniversalPart(Relation::kNsubjPass), Relation::kNsubj);
  EXPECT_EQ(FormOf("Case=Nom|Number=Plur|Person=3"), Form::kPlural);
}

}  // namespace
}  // namespace checkback
