// The names of Universal Dependencies: parts of speech, forms of words, relations.
//
// https://universaldependencies.org, version 2. The relations are the universal ones with the
// subtypes that rules ask for; a model whose treebank has others maps them to the universal part.

#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace checkback {

enum class Upos : std::uint8_t {
  kAdj,
  kAdp,
  kAdv,
  kAux,
  kCconj,
  kDet,
  kIntj,
  kNoun,
  kNum,
  kPart,
  kPron,
  kPropn,
  kPunct,
  kSconj,
  kSym,
  kVerb,
  kX,
};
inline constexpr std::size_t kUposCount = 17;

// The features that a word's form shows, as far as rules need them.
enum class Form : std::uint8_t {
  kNone,
  kSingular,
  kPlural,
  kPositive,  // of adjectives and adverbs
  kComparative,
  kSuperlative,
  kInfinitive,
  kPresent,  // finite: "says"
  kPast,     // finite: "said"
  kImperative,
  kSubjunctive,
  kModal,              // finite without tense: "could", "will"
  kPresentParticiple,  // "is saying"
  kPastParticiple,     // "has said"
  kPassiveParticiple,  // "was said"
  kGerund,
};
inline constexpr std::size_t kFormCount = 16;

enum class Relation : std::uint8_t {
  kAcl,
  kAclRelcl,
  kAdvcl,
  kAdvclRelcl,
  kAdvmod,
  kAmod,
  kAppos,
  kAux,
  kAuxPass,
  kCase,
  kCc,
  kCcPreconj,
  kCcomp,
  kClf,
  kCompound,
  kCompoundPrt,
  kConj,
  kCop,
  kCsubj,
  kCsubjOuter,
  kCsubjPass,
  kDep,
  kDet,
  kDetPredet,
  kDiscourse,
  kDislocated,
  kExpl,
  kFixed,
  kFlat,
  kGoeswith,
  kIobj,
  kList,
  kMark,
  kNmod,
  kNmodDesc,
  kNmodPoss,
  kNmodUnmarked,
  kNsubj,
  kNsubjOuter,
  kNsubjPass,
  kNummod,
  kObj,
  kObl,
  kOblAgent,
  kOblUnmarked,
  kOrphan,
  kParataxis,
  kPunct,
  kReparandum,
  kRoot,
  kVocative,
  kXcomp,
};
inline constexpr std::size_t kRelationCount = 52;

std::string_view NameOf(Upos upos);          // "PROPN"
std::string_view NameOf(Form form);          // "Tense=Past|VerbForm=Fin", "" for kNone
std::string_view NameOf(Relation relation);  // "nsubj:pass"

std::optional<Upos> UposNamed(std::string_view name);
// Of a treebank's FEATS, which may hold more: kNone where they say nothing of the kind.
Form FormOf(std::string_view feats);
// A subtype that is not in the list gives its universal part; an unknown name kDep.
Relation RelationNamed(std::string_view name);

// The relation without its subtype: kNsubj of kNsubjPass.
Relation UniversalPart(Relation relation);

}  // namespace checkback
