#include "story/told/answer_licences.h"

#include <algorithm>

namespace checkback {
namespace {

// Shares of what is asked, by the weight of words, and of the sentence that asked. Set on the
// labels of quality/answers_real.tsv and on data/developing, in steps of 0.05.
constexpr double kMostOfIt = 0.6;   // of what is asked "whether": the clause speaks of that
constexpr double kHalfOfIt = 0.45;  // where those who would not tell tell it
constexpr double kSomeOfIt = 0.35;  // beside a number of the same things
constexpr double kSentence = 0.25;  // of the sentence that asked
constexpr double kPairs = 0.1;      // of its neighbouring words
// The measure "tried": the best of so many sentences fits by chance. Some 20, and some 9.
constexpr double kManyTried = 1.6;
constexpr double kSomeTried = 0.8;

// What is asked has a slot, which the sentence fills.
bool HasSlot(QuestionKind kind) {
  return kind != QuestionKind::kWhether && kind != QuestionKind::kWhat &&
         kind != QuestionKind::kHow;
}

class Licensing {
 public:
  Licensing(QuestionKind kind, const AnswerMeasures& measures) : kind_(kind), measures_(measures) {}

  AnswerLicence Find() const {
    if (Is("place")) return AnswerLicence::kInItsPlace;
    if (Is("taken")) return AnswerLicence::kTakenOut;
    if (Is("asks")) return AnswerLicence::kNone;
    if (kind_ == QuestionKind::kWho && Is("fits") && Is("naming")) return AnswerLicence::kNaming;
    if (Is("wavers")) return AnswerLicence::kNone;
    if (Settles()) return AnswerLicence::kSettled;
    if (BreaksSilence()) return AnswerLicence::kSilent;
    if (Is("counted") && Value("clause") >= kSomeOfIt) return AnswerLicence::kCounted;
    if (HasSlot(kind_) && Is("acts")) return AnswerLicence::kSameAct;
    if (Rewrites()) return AnswerLicence::kRewritten;
    return AnswerLicence::kNone;
  }

 private:
  double Value(std::string_view name) const { return ValueOf(measures_, name); }
  bool Is(std::string_view name) const { return Value(name) > 0; }

  bool Settles() const {
    return kind_ == QuestionKind::kWhether && Value("clause") >= kMostOfIt &&
           (Is("settled") || Is("args")) && Value("tried") <= kManyTried;
  }

  bool BreaksSilence() const {
    if (!Is("silent")) return false;
    const bool same_act =
        kind_ == QuestionKind::kWhether && Is("acts") && Value("tried") <= kSomeTried;
    const bool settled =
        Is("settled") && Value("clause") >= kHalfOfIt && Value("tried") <= kManyTried;
    return same_act || settled;
  }

  bool Rewrites() const {
    return HasSlot(kind_) && Is("fits") && Value("sentence") >= kSentence &&
           Value("rewritten") >= kPairs && Value("tried") <= kSomeTried;
  }

  QuestionKind kind_;
  const AnswerMeasures& measures_;
};

}  // namespace

double ValueOf(const AnswerMeasures& measures, std::string_view name) {
  const auto place = std::find(kAnswerNames.begin(), kAnswerNames.end(), name);
  return place == kAnswerNames.end()
             ? 0
             : measures[static_cast<std::size_t>(place - kAnswerNames.begin())];
}

AnswerLicence LicenceOf(QuestionKind kind, const AnswerMeasures& measures) {
  return Licensing(kind, measures).Find();
}

std::string_view NameOf(AnswerLicence licence) {
  switch (licence) {
    case AnswerLicence::kNone:
      return "";
    case AnswerLicence::kInItsPlace:
      return "in its place";
    case AnswerLicence::kTakenOut:
      return "taken out";
    case AnswerLicence::kSettled:
      return "settled";
    case AnswerLicence::kSilent:
      return "by the silent";
    case AnswerLicence::kCounted:
      return "counted";
    case AnswerLicence::kNaming:
      return "naming";
    case AnswerLicence::kSameAct:
      return "same act";
    case AnswerLicence::kRewritten:
      return "rewritten";
  }
  return "";
}

}  // namespace checkback
