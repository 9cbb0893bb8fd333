// A reading from its JSON.

#include <charconv>

#include "reading/reading_json.h"
#include "text/json.h"

namespace checkback {
namespace {

std::size_t CountIn(const Json& value) {
  const double number = value.Number().value_or(0);
  return number > 0 && number < 1e15 ? static_cast<std::size_t>(number) : 0;
}

Span SpanIn(const Json& value) {
  return {CountIn(value["start"]), CountIn(value["end"])};
}

// [12, 20]; empty where there is none.
Span HeadIn(const Json& value) {
  const std::vector<Json>& ends = value.items();
  return ends.size() == 2 ? Span{CountIn(ends[0]), CountIn(ends[1])} : Span{};
}

std::string TextIn(const Json& value, std::string_view name) {
  return std::string(value[name].Text());
}

template <typename Kind>
Kind KindNamed(std::string_view name, std::initializer_list<Kind> kinds) {
  for (const Kind kind : kinds) {
    if (NameOf(kind) == name) return kind;
  }
  return *kinds.begin();
}

// "e12" is the twelfth.
std::optional<std::size_t> EntityIn(const Json& value, const Names& names) {
  std::string_view id = value.Text();
  if (!id.starts_with('e')) return std::nullopt;
  id.remove_prefix(1);
  std::size_t place = 0;
  const char* const begin = id.data();
  const char* const end = begin + id.size();
  if (std::from_chars(begin, end, place).ptr != end) return std::nullopt;
  if (place == 0 || place > names.entities.size()) return std::nullopt;
  return place - 1;
}

Names NamesIn(const Json& reading) {
  Names names;
  for (const Json& value : reading["entities"].items()) {
    Entity& entity = names.entities.emplace_back();
    entity.name = TextIn(value, "name");
    entity.kind = KindNamed(value["kind"].Text(), {NameKind::kOther, NameKind::kPerson,
                                                   NameKind::kOrganization, NameKind::kPlace});
    for (const Json& role : value["roles"].items()) entity.roles.emplace_back(role.Text());
    entity.country = TextIn(value, "country");
    entity.stands_for = TextIn(value, "stands_for");
  }
  for (const Json& value : reading["mentions"].items()) {
    const auto entity = EntityIn(value["entity"], names);
    if (!entity) continue;
    Mention& mention = names.mentions.emplace_back();
    mention.span = SpanIn(value);
    mention.entity = *entity;
    mention.form = KindNamed(value["form"].Text(),
                             {MentionForm::kName, MentionForm::kNominal, MentionForm::kPronoun});
  }
  return names;
}

TimeExpression TimeIn(const Json& value) {
  return {SpanIn(value),
          KindNamed(value["type"].Text(),
                    {TimeType::kDate, TimeType::kTime, TimeType::kDuration, TimeType::kSet}),
          TextIn(value, "value")};
}

Figure FigureIn(const Json& value) {
  Figure figure;
  figure.span = SpanIn(value);
  figure.value = value["value"].Number().value_or(0);
  figure.high = value["high"].Number();
  figure.bound = KindNamed(value["bound"].Text(),
                           {FigureBound::kExact, FigureBound::kAtLeast, FigureBound::kAtMost,
                            FigureBound::kAbout, FigureBound::kRange});
  figure.standing =
      KindNamed(value["standing"].Text(), {FigureStanding::kWhole, FigureStanding::kMore,
                                           FigureStanding::kFewer, FigureStanding::kBefore});
  figure.unit = TextIn(value, "unit");
  figure.what = TextIn(value, "what");
  figure.role = TextIn(value, "role");
  figure.source = TextIn(value, "source");
  return figure;
}

Event EventIn(const Json& value) {
  Event event;
  event.span = SpanIn(value);
  event.source = TextIn(value, "source");
  event.target = TextIn(value, "target");
  event.source_code = TextIn(value, "source_code");
  event.target_code = TextIn(value, "target_code");
  event.type = TextIn(value, "type");
  event.mode = TextIn(value, "mode");
  event.cameo = TextIn(value, "cameo");
  event.date = TextIn(value, "date");
  event.place = TextIn(value, "place");
  event.status = TextIn(value, "status");
  event.happened = value["happened"].Number().value_or(0);
  event.pattern = TextIn(value, "pattern");
  return event;
}

Span SpanIn(const Json& value, std::string_view name) {
  return {CountIn(value[std::string(name) + "_start"]), CountIn(value[std::string(name) + "_end"])};
}

Quote QuoteIn(const Json& value, const Names& names) {
  Quote quote;
  quote.words = SpanIn(value);
  quote.kind = KindNamed(value["kind"].Text(),
                         {QuoteKind::kDirect, QuoteKind::kIndirect, QuoteKind::kMixed});
  quote.speaker = TextIn(value, "speaker");
  quote.speaker_at = SpanIn(value, "speaker");
  quote.cue = SpanIn(value, "cue");
  quote.entity = EntityIn(value["entity"], names);
  return quote;
}

OpenQuestion QuestionIn(const Json& value) {
  OpenQuestion question;
  question.span = SpanIn(value);
  question.kind = QuestionKindNamed(value["kind"].Text()).value_or(QuestionKind::kWhether);
  question.answer = AnswerTypeNamed(value["answer"].Text()).value_or(AnswerType::kPolarity);
  for (const Json& about : value["about"].items()) question.about.emplace_back(about.Text());
  question.asked = SpanIn(value, "asked");
  if (value["predicate"].Number()) {
    question.predicate = static_cast<WordIndex>(CountIn(value["predicate"]));
  }
  return question;
}

HeadlineQuestion HeadlineQuestionIn(const Json& value) {
  HeadlineQuestion question;
  question.in =
      KindNamed(value["in"].Text(), {HeadlinePart::kHeadline, HeadlinePart::kDescription});
  question.span = SpanIn(value, "in");
  question.text = TextIn(value, "text");
  question.kind = QuestionKindNamed(value["kind"].Text()).value_or(QuestionKind::kWhether);
  question.answer = AnswerTypeNamed(value["answer"].Text()).value_or(AnswerType::kPolarity);
  for (const Json& about : value["about"].items()) question.about.emplace_back(about.Text());
  return question;
}

NewsStatement StatementIn(const Json& value) {
  NewsStatement statement;
  statement.span = SpanIn(value);
  statement.source = TextIn(value, "source");
  statement.status =
      KindNamed(value["status"].Text(),
                {Status::kReported, Status::kConfirmed, Status::kDenied, Status::kUnclear,
                 Status::kConditional, Status::kPlanned, Status::kProposed});
  statement.happened = value["happened"].Number().value_or(0);
  statement.telling = value["telling"].IsTrue();
  statement.negated = value["negated"].IsTrue();
  statement.agent = HeadIn(value["agent"]);
  statement.act = HeadIn(value["act"]);
  statement.patient = HeadIn(value["patient"]);
  return statement;
}

}  // namespace

Result<Reading> ReadReadingJson(std::string_view json) {
  const Result<Json> value = Json::Parse(json);
  if (!value) return Fail(value.error());
  if (!value->is_object()) return Fail(Errc::kBadInput, "no reading: not a JSON object");
  Reading reading;
  reading.parser = TextIn(*value, "parser");
  reading.model = TextIn(*value, "model");
  for (const Json& sentence : (*value)["sentences"].items()) {
    Sentence& made = reading.sentences.emplace_back();
    made.span = SpanIn(sentence);
    if (sentence["block"].Number()) made.block = CountIn(sentence["block"]);
  }
  reading.names = NamesIn(*value);
  for (const Json& time : (*value)["times"].items()) reading.times.push_back(TimeIn(time));
  for (const Json& quote : (*value)["quotes"].items()) {
    reading.quotes.push_back(QuoteIn(quote, reading.names));
  }
  for (const Json& event : (*value)["events"].items()) reading.events.push_back(EventIn(event));
  for (const Json& statement : (*value)["statements"].items()) {
    reading.statements.push_back(StatementIn(statement));
  }
  for (const Json& question : (*value)["questions"].items()) {
    const std::string_view in = question["in"].Text();
    if (in.empty() || in == "text")
      reading.questions.push_back(QuestionIn(question));
    else
      reading.headline_questions.push_back(HeadlineQuestionIn(question));
  }
  for (const Json& figure : (*value)["figures"].items())
    reading.figures.push_back(FigureIn(figure));
  return reading;
}

}  // namespace checkback
