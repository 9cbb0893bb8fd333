#include "story/told/answer_licences.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace checkback {
namespace {

using Named = std::pair<std::string_view, double>;

AnswerMeasures MeasuresOf(const std::vector<Named>& named) {
  AnswerMeasures measures{};
  for (const auto& [name, value] : named) {
    const auto place = std::find(kAnswerNames.begin(), kAnswerNames.end(), name);
    EXPECT_NE(place, kAnswerNames.end()) << name;
    measures[static_cast<std::size_t>(place - kAnswerNames.begin())] = value;
  }
  return measures;
}

struct Licensed {
  std::string_view why;
  QuestionKind kind;
  std::vector<Named> measures;
  std::string_view licence;
};

TEST(AnswerLicences, AreWhatLetsASentenceSettleAQuestion) {
  const Licensed cases[] = {
      {"shared words alone", QuestionKind::kWhether, {{"share", 1}, {"sentence", 1}}, "written on"},
      {"where the page had asked", QuestionKind::kWhen, {{"place", 1}}, "in its place"},
      {"confirmed the deaths",
       QuestionKind::kWhether,
       {{"clause", 0.7}, {"settled", 1}, {"tried", 1}},
       "settled"},
      {"the best of very many",
       QuestionKind::kWhether,
       {{"clause", 0.7}, {"settled", 1}, {"tried", 2}},
       "written on"},
      {"is likely to meet him",
       QuestionKind::kWhether,
       {{"clause", 0.7}, {"settled", 1}, {"wavers", 1}},
       "written on"},
      {"identified the man as", QuestionKind::kWho, {{"fits", 1}, {"naming", 1}}, "naming"},
      {"a name beside", QuestionKind::kWho, {{"fits", 1}, {"clause", 1}}, "written on"},
      {"28 bodies", QuestionKind::kHowMany, {{"counted", 1}, {"clause", 0.5}}, "counted"},
      {"28 of others", QuestionKind::kHowMany, {{"fits", 1}, {"clause", 0.5}}, "written on"},
      {"will be sentenced on May 22", QuestionKind::kWhen, {{"acts", 1}, {"fits", 1}}, "same act"},
      {"they said that they would",
       QuestionKind::kWhether,
       {{"acts", 1}, {"silent", 1}},
       "by the silent"},
      {"what asks the same again",
       QuestionKind::kWhether,
       {{"clause", 1}, {"settled", 1}, {"asks", 1}},
       "written on"},
  };
  for (const Licensed& c : cases)
    EXPECT_EQ(NameOf(LicenceOf(c.kind, MeasuresOf(c.measures))), c.licence) << c.why;
}

}  // namespace
}  // namespace checkback
