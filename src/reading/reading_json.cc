#include "reading/reading_json.h"

#include <cmath>
#include <string>

namespace checkback {
namespace {

void WriteSpan(const Span& span, JsonWriter& json) {
  json.Key("start").Number(static_cast<std::int64_t>(span.start));
  json.Key("end").Number(static_cast<std::int64_t>(span.end));
}

void WriteWord(const Word& word, bool parsed, JsonWriter& json) {
  json.Object([&] {
    WriteSpan(word.span, json);
    json.Key("upos");
    parsed ? json.Text(NameOf(word.upos)) : json.Null();
    json.Key("head");
    parsed ? json.Number(std::int64_t{word.head}) : json.Null();
    json.Key("rel");
    parsed ? json.Text(NameOf(word.relation)) : json.Null();
    json.Key("feats").TextOrNull(parsed ? NameOf(word.form) : std::string_view());
  });
}

std::string IdOf(std::size_t entity) {
  return "e" + std::to_string(entity + 1);
}

void WriteEntity(const Entity& entity, std::size_t place, JsonWriter& json) {
  json.Object([&] {
    json.Key("id").Text(IdOf(place));
    json.Key("name").Text(entity.name);
    json.Key("kind").Text(NameOf(entity.kind));
    json.Key("roles").Array([&] {
      for (const std::string& role : entity.roles) json.Text(role);
    });
    json.Key("country").TextOrNull(entity.country);
    json.Key("stands_for").TextOrNull(entity.stands_for);
  });
}

void WriteMention(std::string_view text, const Mention& mention, JsonWriter& json) {
  json.Object([&] {
    WriteSpan(mention.span, json);
    json.Key("entity").Text(IdOf(mention.entity));
    json.Key("text").Text(Words(text, mention.span));
    json.Key("form").Text(NameOf(mention.form));
  });
}

void WriteNames(std::string_view text, const Names& names, JsonWriter& json) {
  json.Key("entities").Array([&] {
    for (std::size_t i = 0; i < names.entities.size(); ++i) {
      WriteEntity(names.entities[i], i, json);
    }
  });
  json.Key("mentions").Array([&] {
    for (const Mention& mention : names.mentions) WriteMention(text, mention, json);
  });
}

void WriteEvent(std::string_view text, const Event& event, JsonWriter& json) {
  json.Object([&] {
    WriteSpan(event.span, json);
    json.Key("text").Text(Words(text, event.span));
    json.Key("source").TextOrNull(event.source);
    json.Key("source_code").TextOrNull(event.source_code);
    json.Key("type").TextOrNull(event.type);
    json.Key("mode").TextOrNull(event.mode);
    json.Key("target").TextOrNull(event.target);
    json.Key("target_code").TextOrNull(event.target_code);
    json.Key("date").TextOrNull(event.date);
    json.Key("place").TextOrNull(event.place);
    json.Key("status").TextOrNull(event.status);
    json.Key("happened").Number(event.happened);
    json.Key("cameo").TextOrNull(event.cameo);
    json.Key("pattern").TextOrNull(event.pattern);
  });
}

void WriteSpanOrNull(std::string_view name, const Span& span, JsonWriter& json) {
  json.Key(std::string(name) + "_start");
  span.empty() ? json.Null() : json.Number(static_cast<std::int64_t>(span.start));
  json.Key(std::string(name) + "_end");
  span.empty() ? json.Null() : json.Number(static_cast<std::int64_t>(span.end));
}

void WriteQuote(std::string_view text, const Quote& quote, JsonWriter& json) {
  json.Object([&] {
    WriteSpan(quote.words, json);
    json.Key("text").Text(Words(text, quote.words));
    json.Key("kind").Text(NameOf(quote.kind));
    json.Key("speaker").TextOrNull(quote.speaker);
    json.Key("cue").TextOrNull(Words(text, quote.cue));
    json.Key("entity").TextOrNull(quote.entity ? IdOf(*quote.entity) : std::string());
    WriteSpanOrNull("speaker", quote.speaker_at, json);
    WriteSpanOrNull("cue", quote.cue, json);
  });
}

void WriteQuestion(std::string_view text, const OpenQuestion& question, JsonWriter& json) {
  json.Object([&] {
    WriteSpan(question.span, json);
    json.Key("in").Text("text");
    json.Key("text").Text(Words(text, question.span));
    json.Key("kind").Text(NameOf(question.kind));
    json.Key("answer").Text(NameOf(question.answer));
    json.Key("about").Array([&] {
      for (const std::string& about : question.about) json.Text(about);
    });
    WriteSpanOrNull("asked", question.asked, json);
    json.Key("predicate");
    question.predicate ? json.Number(std::int64_t{*question.predicate}) : json.Null();
  });
}

// Without a place in the text, of which the headline is no part.
void WriteQuestion(const HeadlineQuestion& question, JsonWriter& json) {
  json.Object([&] {
    json.Key("start").Null();
    json.Key("end").Null();
    json.Key("in").Text(NameOf(question.in));
    WriteSpanOrNull("in", question.span, json);
    json.Key("text").Text(question.text);
    json.Key("kind").Text(NameOf(question.kind));
    json.Key("answer").Text(NameOf(question.answer));
    json.Key("about").Array([&] {
      for (const std::string& about : question.about) json.Text(about);
    });
    WriteSpanOrNull("asked", {}, json);
    json.Key("predicate").Null();
  });
}

void WriteStatement(std::string_view text, const NewsStatement& statement, JsonWriter& json) {
  json.Object([&] {
    WriteSpan(statement.span, json);
    json.Key("text").Text(Words(text, statement.span));
    json.Key("source").TextOrNull(statement.source);
    json.Key("status").Text(NameOf(statement.status));
    json.Key("happened").Number(statement.happened);
    json.Key("telling").Bool(statement.telling);
    json.Key("negated").Bool(statement.negated);
    const auto head = [&](std::string_view key, const Span& span) {
      json.Key(key);
      if (span.empty()) return void(json.Null());
      json.Array([&] {
        json.Number(static_cast<std::int64_t>(span.start));
        json.Number(static_cast<std::int64_t>(span.end));
      });
    };
    head("agent", statement.agent);
    head("act", statement.act);
    head("patient", statement.patient);
  });
}

// Whole numbers without an exponent.
void WriteNumber(double value, JsonWriter& json) {
  constexpr double kWhole = 1e15;
  const bool whole = value == std::floor(value) && std::fabs(value) < kWhole;
  whole ? json.Number(static_cast<std::int64_t>(value)) : json.Number(value);
}

void WriteFigures(std::string_view text, const std::vector<Figure>& figures, JsonWriter& json) {
  json.Key("figures").Array([&] {
    for (const Figure& figure : figures) {
      json.Object([&] {
        WriteSpan(figure.span, json);
        json.Key("text").Text(Words(text, figure.span));
        json.Key("value");
        WriteNumber(figure.value, json);
        json.Key("high");
        figure.high ? WriteNumber(*figure.high, json) : void(json.Null());
        json.Key("bound").Text(NameOf(figure.bound));
        json.Key("unit").TextOrNull(figure.unit);
        json.Key("what").TextOrNull(figure.what);
        json.Key("role").TextOrNull(figure.role);
        json.Key("standing").Text(NameOf(figure.standing));
        json.Key("source").TextOrNull(figure.source);
      });
    }
  });
}

}  // namespace

void WriteReading(std::string_view text, const Reading& reading, ShowWords words,
                  JsonWriter& json) {
  json.Object([&] {
    json.Key("parser").TextOrNull(reading.parser);
    json.Key("model").TextOrNull(reading.model);
    json.Key("sentences").Array([&] {
      for (const Sentence& sentence : reading.sentences) {
        json.Object([&] {
          WriteSpan(sentence.span, json);
          json.Key("block");
          sentence.block ? json.Number(static_cast<std::int64_t>(*sentence.block)) : json.Null();
        });
      }
    });
    WriteNames(text, reading.names, json);
    json.Key("times").Array([&] {
      for (const TimeExpression& time : reading.times) {
        json.Object([&] {
          WriteSpan(time.span, json);
          json.Key("text").Text(Words(text, time.span));
          json.Key("type").Text(NameOf(time.type));
          json.Key("value").TextOrNull(time.value);
        });
      }
    });
    json.Key("events").Array([&] {
      for (const Event& event : reading.events) WriteEvent(text, event, json);
    });
    json.Key("quotes").Array([&] {
      for (const Quote& quote : reading.quotes) WriteQuote(text, quote, json);
    });
    json.Key("questions").Array([&] {
      for (const OpenQuestion& question : reading.questions) WriteQuestion(text, question, json);
      for (const HeadlineQuestion& question : reading.headline_questions)
        WriteQuestion(question, json);
    });
    json.Key("statements").Array([&] {
      for (const NewsStatement& statement : reading.statements) {
        WriteStatement(text, statement, json);
      }
    });
    WriteFigures(text, reading.figures, json);
    if (words == ShowWords::kNo) return;
    json.Key("tokens").Array([&] {
      for (const Word& word : reading.parse.words) WriteWord(word, reading.parse.parsed, json);
    });
  });
}

}  // namespace checkback
