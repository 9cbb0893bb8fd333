#include "reading/lemma.h"

#include <gtest/gtest.h>

namespace checkback {
namespace {

constexpr struct {
  std::string_view word;
  Upos upos;
  Form form;
  std::string_view lemma;
} kWords[] = {
    {"said", Upos::kVerb, Form::kPast, "say"},
    {"went", Upos::kVerb, Form::kPast, "go"},
    {"Was", Upos::kAux, Form::kPast, "be"},
    {"killed", Upos::kVerb, Form::kPassiveParticiple, "kill"},
    {"stopped", Upos::kVerb, Form::kPast, "stop"},
    {"accused", Upos::kVerb, Form::kPassiveParticiple, "accuse"},
    {"announced", Upos::kVerb, Form::kPast, "announce"},
    {"denies", Upos::kVerb, Form::kPresent, "deny"},
    {"denied", Upos::kVerb, Form::kPast, "deny"},
    {"smiled", Upos::kVerb, Form::kPast, "smile"},
    {"overruled", Upos::kVerb, Form::kPast, "overrule"},
    {"paroled", Upos::kVerb, Form::kPassiveParticiple, "parole"},
    {"failed", Upos::kVerb, Form::kPast, "fail"},
    {"signaled", Upos::kVerb, Form::kPast, "signal"},
    {"hailing", Upos::kVerb, Form::kPresentParticiple, "hail"},
    {"visited", Upos::kVerb, Form::kPast, "visit"},
    {"estimated", Upos::kVerb, Form::kPast, "estimate"},
    {"including", Upos::kVerb, Form::kPresentParticiple, "include"},
    {"meeting", Upos::kVerb, Form::kPresentParticiple, "meet"},
    {"meeting", Upos::kNoun, Form::kSingular, "meeting"},
    {"countries", Upos::kNoun, Form::kPlural, "country"},
    {"people", Upos::kNoun, Form::kPlural, "people"},
    {"women", Upos::kNoun, Form::kPlural, "woman"},
    {"attacks", Upos::kNoun, Form::kPlural, "attack"},
    {"worse", Upos::kAdj, Form::kComparative, "bad"},
    {"largest", Upos::kAdj, Form::kSuperlative, "large"},
    {"n't", Upos::kPart, Form::kNone, "not"},
    {"Kyiv", Upos::kPropn, Form::kSingular, "Kyiv"},
    {"1,500", Upos::kNum, Form::kNone, "1500"},
    {"sing", Upos::kVerb, Form::kInfinitive, "sing"},
    {"", Upos::kVerb, Form::kPast, ""},
};

TEST(Lemmas, AreTheFormsOfTheDictionary) {
  for (const auto& w : kWords) EXPECT_EQ(LemmaOf(w.word, w.upos, w.form, "en"), w.lemma);
}

TEST(Lemmas, OfOtherLanguagesAreTheWordInSmallLetters) {
  EXPECT_EQ(LemmaOf("Sagte", Upos::kVerb, Form::kPast, "de"), "sagte");
}

}  // namespace
}  // namespace checkback
