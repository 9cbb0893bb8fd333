#include "story/told/answer_licences.h"

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

// The measures that are looked at.
constexpr std::size_t kPlace = PlaceOfMeasure("place");
constexpr std::size_t kTaken = PlaceOfMeasure("taken");
constexpr std::size_t kAsks = PlaceOfMeasure("asks");
constexpr std::size_t kActs = PlaceOfMeasure("acts");
constexpr std::size_t kWavers = PlaceOfMeasure("wavers");
constexpr std::size_t kCounted = PlaceOfMeasure("counted");
constexpr std::size_t kClause = PlaceOfMeasure("clause");
constexpr std::size_t kFits = PlaceOfMeasure("fits");
constexpr std::size_t kNaming = PlaceOfMeasure("naming");
constexpr std::size_t kTried = PlaceOfMeasure("tried");
constexpr std::size_t kSettled = PlaceOfMeasure("settled");
constexpr std::size_t kSilent = PlaceOfMeasure("silent");

class Licensing {
 public:
  Licensing(QuestionKind kind, const AnswerMeasures& measures) : kind_(kind), measures_(measures) {}

  AnswerLicence Find() const {
    if (Is(kPlace)) return AnswerLicence::kInItsPlace;
    if (Is(kTaken)) return AnswerLicence::kTakenOut;
    if (Is(kAsks)) return AnswerLicence::kWrittenOn;
    if (Names()) return AnswerLicence::kNaming;
    if (kind_ == QuestionKind::kWhen && Is(kActs)) return AnswerLicence::kSameAct;
    if (Is(kWavers)) return AnswerLicence::kWrittenOn;
    if (Settles()) return AnswerLicence::kSettled;
    if (BreaksSilence()) return AnswerLicence::kSilent;
    if (Is(kCounted) && Value(kClause) >= kSomeOfIt) return AnswerLicence::kCounted;
    return AnswerLicence::kWrittenOn;
  }

 private:
  double Value(std::size_t place) const { return measures_[place]; }
  bool Is(std::size_t place) const { return Value(place) > 0; }

  bool Names() const {
    if (kind_ != QuestionKind::kWho || !Is(kFits) || !Is(kNaming)) return false;
    return Value(kClause) >= kSomeOfIt || Value(kTried) <= kSomeTried;
  }

  bool Settles() const {
    if (kind_ != QuestionKind::kWhether || Value(kTried) > kManyTried) return false;
    if (Is(kActs) && Value(kClause) >= kHalfOfIt) return true;
    return Is(kSettled) && Value(kClause) >= kMostOfIt;
  }

  bool BreaksSilence() const {
    if (!Is(kSilent)) return false;
    const bool same_act =
        kind_ == QuestionKind::kWhether && Is(kActs) && Value(kTried) <= kSomeTried;
    const bool settled = Is(kSettled) && Value(kClause) >= kHalfOfIt && Value(kTried) <= kManyTried;
    return same_act || settled;
  }

  QuestionKind kind_;
  const AnswerMeasures& measures_;
};

}  // namespace

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
