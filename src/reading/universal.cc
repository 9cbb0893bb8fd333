#include "reading/universal.h"

#include <array>
#include <cstddef>

namespace checkback {
namespace {

constexpr std::array<std::string_view, kUposCount> kUposNames = {
    "ADJ",  "ADP",  "ADV",   "AUX",   "CCONJ", "DET", "INTJ", "NOUN", "NUM",
    "PART", "PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"};

constexpr std::array<std::string_view, kFormCount> kFormNames = {
    "",
    "Number=Sing",
    "Number=Plur",
    "Degree=Pos",
    "Degree=Cmp",
    "Degree=Sup",
    "VerbForm=Inf",
    "Tense=Pres|VerbForm=Fin",
    "Tense=Past|VerbForm=Fin",
    "Mood=Imp|VerbForm=Fin",
    "Mood=Sub|VerbForm=Fin",
    "VerbForm=Fin",
    "Tense=Pres|VerbForm=Part",
    "Tense=Past|VerbForm=Part",
    "Tense=Past|VerbForm=Part|Voice=Pass",
    "VerbForm=Ger"};

constexpr std::array<std::string_view, kRelationCount> kRelationNames = {
    "acl",           "acl:relcl",   "advcl",        "advcl:relcl",  "advmod",    "amod",
    "appos",         "aux",         "aux:pass",     "case",         "cc",        "cc:preconj",
    "ccomp",         "clf",         "compound",     "compound:prt", "conj",      "cop",
    "csubj",         "csubj:outer", "csubj:pass",   "dep",          "det",       "det:predet",
    "discourse",     "dislocated",  "expl",         "fixed",        "flat",      "goeswith",
    "iobj",          "list",        "mark",         "nmod",         "nmod:desc", "nmod:poss",
    "nmod:unmarked", "nsubj",       "nsubj:outer",  "nsubj:pass",   "nummod",    "obj",
    "obl",           "obl:agent",   "obl:unmarked", "orphan",       "parataxis", "punct",
    "reparandum",    "root",        "vocative",     "xcomp"};

bool Holds(std::string_view feats, std::string_view feature) {
  std::size_t at = feats.find(feature);
  while (at != feats.npos) {
    const std::size_t end = at + feature.size();
    if ((at == 0 || feats[at - 1] == '|') && (end == feats.size() || feats[end] == '|'))
      return true;
    at = feats.find(feature, end);
  }
  return false;
}

}  // namespace

std::string_view NameOf(Upos upos) {
  return kUposNames[static_cast<std::size_t>(upos)];
}
std::string_view NameOf(Form form) {
  return kFormNames[static_cast<std::size_t>(form)];
}
std::string_view NameOf(Relation relation) {
  return kRelationNames[static_cast<std::size_t>(relation)];
}

std::optional<Upos> UposNamed(std::string_view name) {
  for (std::size_t i = 0; i < kUposCount; ++i) {
    if (kUposNames[i] == name) return static_cast<Upos>(i);
  }
  return std::nullopt;
}

Form FormOf(std::string_view feats) {
  if (Holds(feats, "VerbForm=Fin")) {
    if (Holds(feats, "Mood=Imp")) return Form::kImperative;
    if (Holds(feats, "Mood=Sub")) return Form::kSubjunctive;
    if (Holds(feats, "Tense=Past")) return Form::kPast;
    return Holds(feats, "Tense=Pres") ? Form::kPresent : Form::kModal;
  }
  if (Holds(feats, "VerbForm=Inf")) return Form::kInfinitive;
  if (Holds(feats, "VerbForm=Ger")) return Form::kGerund;
  if (Holds(feats, "VerbForm=Part")) {
    if (Holds(feats, "Voice=Pass")) return Form::kPassiveParticiple;
    return Holds(feats, "Tense=Past") ? Form::kPastParticiple : Form::kPresentParticiple;
  }
  if (Holds(feats, "Degree=Cmp")) return Form::kComparative;
  if (Holds(feats, "Degree=Sup")) return Form::kSuperlative;
  if (Holds(feats, "Degree=Pos")) return Form::kPositive;
  if (Holds(feats, "Number=Plur") || Holds(feats, "Number=Ptan")) return Form::kPlural;
  return Holds(feats, "Number=Sing") ? Form::kSingular : Form::kNone;
}

Relation RelationNamed(std::string_view name) {
  for (const std::string_view part : {name, name.substr(0, name.find(':'))}) {
    for (std::size_t i = 0; i < kRelationCount; ++i) {
      if (kRelationNames[i] == part) return static_cast<Relation>(i);
    }
  }
  return Relation::kDep;
}

// Asked for each word by nearly every rule: looked up once.
Relation UniversalPart(Relation relation) {
  static const std::array<Relation, kRelationCount> parts = [] {
    std::array<Relation, kRelationCount> made{};
    for (std::size_t i = 0; i < kRelationCount; ++i)
      made[i] = RelationNamed(kRelationNames[i].substr(0, kRelationNames[i].find(':')));
    return made;
  }();
  return parts[static_cast<std::size_t>(relation)];
}

}  // namespace checkback
