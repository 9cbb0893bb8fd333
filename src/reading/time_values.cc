#include "reading/time_values.h"

#include <charconv>
#include <unordered_map>

#include "reading/time_maker.h"

namespace checkback {
namespace {

using Make = std::string (*)(const TimeMaker&, const TimeRule&);

const std::unordered_map<std::string_view, Make>& Makes() {
  static const std::unordered_map<std::string_view, Make> makes = {
      {"date", [](const TimeMaker& m, const TimeRule&) { return m.Date(); }},
      {"day", [](const TimeMaker& m, const TimeRule&) { return m.Day(); }},
      {"month", [](const TimeMaker& m, const TimeRule&) { return m.Month(); }},
      {"turnmonth", [](const TimeMaker& m, const TimeRule&) { return m.Month(); }},
      {"monthname", [](const TimeMaker& m, const TimeRule&) { return m.Month(); }},
      {"year", [](const TimeMaker& m, const TimeRule&) { return m.Year(); }},
      {"decade", [](const TimeMaker& m, const TimeRule&) { return m.Decade(); }},
      {"century", [](const TimeMaker& m, const TimeRule&) { return m.Century(); }},
      {"quarter", [](const TimeMaker& m, const TimeRule&) { return m.Quarter(); }},
      {"half", [](const TimeMaker& m, const TimeRule&) { return m.Half(); }},
      {"fiscal", [](const TimeMaker& m, const TimeRule&) { return m.Fiscal(); }},
      {"weekday", [](const TimeMaker& m, const TimeRule&) { return m.Weekday(); }},
      {"weekdaypart", [](const TimeMaker& m, const TimeRule&) { return m.WeekdayPart(); }},
      {"near", [](const TimeMaker& m, const TimeRule&) { return m.Near(); }},
      {"nearpart", [](const TimeMaker& m, const TimeRule&) { return m.NearPart(); }},
      {"dayafter", [](const TimeMaker& m, const TimeRule&) { return m.FromNow(2); }},
      {"daybefore2", [](const TimeMaker& m, const TimeRule&) { return m.FromNow(-2); }},
      {"tonight", [](const TimeMaker& m, const TimeRule&) { return m.Tonight(); }},
      {"overnight", [](const TimeMaker& m, const TimeRule&) { return m.Overnight(); }},
      {"lastnight", [](const TimeMaker& m, const TimeRule&) { return m.LastNight(); }},
      {"weekdayedge", [](const TimeMaker& m, const TimeRule&) { return m.WeekdayEdge(); }},
      {"weekdayhours", [](const TimeMaker& m, const TimeRule&) { return m.WeekdayHours(); }},
      {"nearedge", [](const TimeMaker& m, const TimeRule&) { return m.NearEdge(); }},
      {"dayonly", [](const TimeMaker& m, const TimeRule&) { return m.DayOnly(); }},
      {"partbeside", [](const TimeMaker& m, const TimeRule&) { return m.PartBeside(); }},
      {"easter", [](const TimeMaker& m, const TimeRule&) { return m.EasterDay(); }},
      {"easterweekend", [](const TimeMaker& m, const TimeRule&) { return m.EasterWeekend(); }},
      {"holidayon", [](const TimeMaker& m, const TimeRule&) { return m.HolidayOn(); }},
      {"thenewyear", [](const TimeMaker& m, const TimeRule&) { return m.NewYear(); }},
      {"quarterof", [](const TimeMaker& m, const TimeRule&) { return m.QuarterOf(); }},
      {"besideweekday", [](const TimeMaker& m, const TimeRule&) { return m.BesideWeekday(); }},
      {"monthday", [](const TimeMaker& m, const TimeRule&) { return m.MonthDay(); }},
      {"firstday", [](const TimeMaker& m, const TimeRule&) { return m.EdgeOfMonth(false); }},
      {"lastday", [](const TimeMaker& m, const TimeRule&) { return m.EdgeOfMonth(true); }},
      {"weekof", [](const TimeMaker& m, const TimeRule&) { return m.WeekOfYear(); }},
      {"lastweekof", [](const TimeMaker& m, const TimeRule&) { return m.LastWeekOfYear(); }},
      {"everydaypart", [](const TimeMaker& m, const TimeRule&) { return m.EveryWeekdayPart(); }},
      {"tonightat", [](const TimeMaker& m, const TimeRule&) { return m.TonightAt(); }},
      {"clocksaid", [](const TimeMaker& m, const TimeRule&) { return m.ClockWords(); }},
      {"clockwords", [](const TimeMaker& m, const TimeRule&) { return m.ClockWords(); }},
      {"partnamed", [](const TimeMaker& m, const TimeRule&) { return m.PartNamed(); }},
      {"military", [](const TimeMaker& m, const TimeRule&) { return m.Military(); }},
      {"athour", [](const TimeMaker& m, const TimeRule&) { return m.Clock(); }},
      {"samedate", [](const TimeMaker& m, const TimeRule&) { return m.DayTurn(); }},
      {"dayturn", [](const TimeMaker& m, const TimeRule&) { return m.DayTurn(); }},
      {"turn", [](const TimeMaker& m, const TimeRule&) { return m.Turn(); }},
      {"turnend", [](const TimeMaker& m, const TimeRule&) { return m.TurnEnd(); }},
      {"beside", [](const TimeMaker& m, const TimeRule&) { return m.Beside(); }},
      {"besideday", [](const TimeMaker& m, const TimeRule&) { return m.BesideDay(); }},
      {"weekend", [](const TimeMaker& m, const TimeRule&) { return m.WeekendAtHand(); }},
      {"part", [](const TimeMaker& m, const TimeRule&) { return m.OnlyPart(); }},
      {"season", [](const TimeMaker& m, const TimeRule&) { return m.Season(); }},
      {"holiday", [](const TimeMaker& m, const TimeRule&) { return m.Holiday(); }},
      {"newyear", [](const TimeMaker& m, const TimeRule&) { return m.DayOfYear(1, 1); }},
      {"newyeareve", [](const TimeMaker& m, const TimeRule&) { return m.DayOfYear(12, 31); }},
      {"ago", [](const TimeMaker& m, const TimeRule&) { return m.Ago(); }},
      {"agovague", [](const TimeMaker& m, const TimeRule&) { return m.Vague(); }},
      {"later", [](const TimeMaker& m, const TimeRule&) { return m.Later(); }},
      {"fromnow", [](const TimeMaker& m, const TimeRule&) { return m.Hence(); }},
      {"ref", [](const TimeMaker&, const TimeRule& r) { return std::string(r.argument); }},
      {"duration", [](const TimeMaker& m, const TimeRule&) { return m.Duration(); }},
      {"vague", [](const TimeMaker& m, const TimeRule&) { return m.Vague(); }},
      {"bare", [](const TimeMaker& m, const TimeRule&) { return m.Vague(); }},
      {"one", [](const TimeMaker& m, const TimeRule&) { return m.One(); }},
      {"onepast", [](const TimeMaker& m, const TimeRule&) { return m.OneTurn(); }},
      {"oneturn", [](const TimeMaker& m, const TimeRule&) { return m.OneTurn(); }},
      {"every", [](const TimeMaker& m, const TimeRule&) { return m.Duration(); }},
      {"everyday", [](const TimeMaker& m, const TimeRule&) { return m.EveryWeekday(); }},
      {"everydays", [](const TimeMaker& m, const TimeRule&) { return m.EveryWeekday(); }},
      {"everypart", [](const TimeMaker& m, const TimeRule&) { return m.EveryPart(); }},
      {"per", [](const TimeMaker& m, const TimeRule&) { return m.One(); }},
      {"ly", [](const TimeMaker& m, const TimeRule&) { return m.Ly(); }},
      {"clock", [](const TimeMaker& m, const TimeRule&) { return m.Clock(); }},
      {"partof", [](const TimeMaker& m, const TimeRule&) { return m.PartOf(); }},
  };
  return makes;
}

}  // namespace

std::string TimeValue(const TimeRule& rule, const TimeParts& parts, const TimeAnchors& anchors) {
  const auto make = Makes().find(rule.value);
  return make == Makes().end() ? "" : make->second(TimeMaker(rule, parts, anchors), rule);
}

std::optional<std::chrono::sys_days> DayOfValue(std::string_view value) {
  const bool whole = value.size() == 10 && value[4] == '-' && value[7] == '-';
  const bool month = value.size() == 7 && value[4] == '-';
  if (!whole && !month) return std::nullopt;
  int number[3] = {0, 0, 1};
  const std::size_t at[3] = {0, 5, 8};
  const std::size_t width[3] = {4, 2, 2};
  for (int i = 0; i < (whole ? 3 : 2); ++i) {
    const char* first = value.data() + at[i];
    const auto [end, error] = std::from_chars(first, first + width[i], number[i]);
    if (error != std::errc() || end != first + width[i]) return std::nullopt;
  }
  const std::chrono::year_month_day date(std::chrono::year(number[0]),
                                         std::chrono::month(static_cast<unsigned>(number[1])),
                                         std::chrono::day(static_cast<unsigned>(number[2])));
  return date.ok() ? std::optional(std::chrono::sys_days(date)) : std::nullopt;
}

}  // namespace checkback
