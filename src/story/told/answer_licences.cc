#include "story/told/answer_licences.h"

#include <algorithm>

namespace checkback {
namespace {

// Shares of what is asked, by the weight of words. Set on the labels of quality/answers_real.tsv,
// on data/developing and on half of quality/developing, in steps of 0.05.
constexpr double kMostOfIt = 0.6;   // the clause speaks of that
constexpr double kHalfOfIt = 0.45;  // it tells the same act of the same, or the silent tell it
constexpr double kSomeOfIt = 0.3;   // it counts the same things, or names somebody
// The measure "tried": the best of so many sentences fits by chance. Some 20, and some 9.
constexpr double kManyTried = 1.6;
constexpr double kSomeTried = 0.8;

class Licensing {
 public:
  Licensing(QuestionKind kind, const AnswerMeasures& measures) : kind_(kind), measures_(measures) {}

  AnswerLicence Find() const {
    if (Is("place")) return AnswerLicence::kInItsPlace;
    if (Is("taken")) return AnswerLicence::kTakenOut;
    if (Is("asks")) return AnswerLicence::kWrittenOn;
    if (Names()) return AnswerLicence::kNaming;
    if (kind_ == QuestionKind::kWhen && Is("acts")) return AnswerLicence::kSameAct;
    if (Is("wavers")) return AnswerLicence::kWrittenOn;
    if (Settles()) return AnswerLicence::kSettled;
    if (BreaksSilence()) return AnswerLicence::kSilent;
    if (Is("counted") && Value("clause") >= kSomeOfIt) return AnswerLicence::kCounted;
    return AnswerLicence::kWrittenOn;
  }

 private:
  double Value(std::string_view name) const { return ValueOf(measures_, name); }
  bool Is(std::string_view name) const { return Value(name) > 0; }

  bool Names() const {
    if (kind_ != QuestionKind::kWho || !Is("fits") || !Is("naming")) return false;
    return Value("clause") >= kSomeOfIt || Value("tried") <= kSomeTried;
  }

  bool Settles() const {
    if (kind_ != QuestionKind::kWhether || Value("tried") > kManyTried) return false;
    if (Is("acts") && Value("clause") >= kHalfOfIt) return true;
    return Is("settled") && Value("clause") >= kMostOfIt;
  }

  bool BreaksSilence() const {
    if (!Is("silent")) return false;
    const bool same_act =
        kind_ == QuestionKind::kWhether && Is("acts") && Value("tried") <= kSomeTried;
    const bool settled =
        Is("settled") && Value("clause") >= kHalfOfIt && Value("tried") <= kManyTried;
    return same_act || settled;
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
    case AnswerLicence::kWrittenOn:
      return "written on";
  }
  return "";
}

}  // namespace checkback
