#include "answer/told_json.h"

#include <fmt/format.h>

#include <string>
#include <vector>

namespace checkback {
namespace {

class ToldWriter {
 public:
  // `told` is what `whole` told, or a part of it.
  ToldWriter(const WholeStory& whole, const ToldStory& told, JsonWriter& json)
      : whole_(whole), told_(told), json_(json), seen_at_(whole.story.captures.size()) {}

  void Names() {
    json_.Key("names").Array([&] {
      for (const StoryName& name : told_.names) json_.Object([&] { Members(name); });
    });
  }

  void Updates() {
    json_.Key("updates").Array([&] {
      for (const StoryUpdate& update : told_.updates) {
        json_.Object([&] {
          CaptureOf(update.capture);
          json_.Key("seen_at").Text(SeenAt(update.capture));
          json_.Key("sentences").Array([&] {
            for (const Span& span : update.sentences)
              json_.Object([&] { NewSentence({update.capture, span}); });
            for (const NotePassage& note : update.notes) Note(update.capture, note);
          });
        });
      }
    });
  }

  void Timeline() {
    json_.Key("timeline").Array([&] {
      for (const TimelineEntry& entry : told_.timeline) {
        json_.Object([&] {
          json_.Key("date").Text(entry.date);
          json_.Key("pages").Number(static_cast<std::int64_t>(entry.pages));
          json_.Key("sentences").Array([&] {
            for (const Passage& passage : entry.sentences) Quoted(passage);
          });
        });
      }
    });
  }

  void Questions() {
    json_.Key("questions").Array([&] {
      for (const StoryQuestion& question : told_.questions) Question(question);
    });
  }

  void Figures() {
    json_.Key("figures").Array([&] {
      for (const FigureSeries& series : told_.figures) Series(series);
    });
  }

  void Statements() {
    json_.Key("statements").Array([&] {
      for (const StoryStatement& statement : told_.statements) {
        json_.Object([&] {
          CaptureOf(statement.at.capture);
          At(statement.at);
          json_.Key("source").TextOrNull(statement.source);
          FullName("source_full", statement.who);
          json_.Key("status").Text(statement.status);
        });
      }
    });
  }

  void Claims() {
    json_.Key("claims").Array([&] {
      for (const StoryClaim& claim : told_.claims) {
        json_.Object([&] {
          json_.Key("id").Text(claim.id);
          json_.Key("rows").Array([&] {
            for (const StoryStatement& row : claim.rows) ClaimRow(row);
          });
        });
      }
    });
  }

  void Quotes() {
    json_.Key("quotes").Array([&] {
      for (const StoryQuote& quote : told_.quotes) {
        json_.Object([&] {
          CaptureOf(quote.at.capture);
          At(quote.at);
          json_.Key("kind").Text(NameOf(quote.kind));
          json_.Key("speaker").TextOrNull(quote.speaker);
          FullName("speaker_full", quote.who);
        });
      }
    });
  }

  void Contradictions() {
    json_.Key("contradictions").Array([&] {
      for (const Contradiction& contradiction : told_.contradictions) {
        json_.Object([&] {
          json_.Key("id").Text(contradiction.id);
          json_.Key("kind").Text(NameOf(contradiction.kind));
          json_.Key("about").TextOrNull(contradiction.about);
          json_.Key("a");
          Quoted(contradiction.a);
          json_.Key("b");
          Quoted(contradiction.b);
        });
      }
    });
  }

  void ExpectedDays() {
    json_.Key("expected").Array([&] {
      for (const Expected& expected : told_.expected) {
        json_.Object([&] {
          json_.Key("date").Text(expected.date);
          CaptureOf(expected.at.capture);
          At(expected.at);
          json_.Key("state").Text(NameOf(expected.state));
          json_.Key("happened");
          expected.happened ? Quoted(*expected.happened) : static_cast<void>(json_.Null());
        });
      }
    });
  }

  void Question(const StoryQuestion& question) {
    json_.Object([&] { Members(question); });
  }
  void QuestionWithStory(const StoryQuestion& question) {
    json_.Object([&] {
      json_.Key("story").Text(whole_.story.id);
      Members(question);
    });
  }

 private:
  void CaptureOf(std::size_t place) {
    json_.Key("capture").Text(whole_.story.captures[place].capture.id);
  }
  const std::string& SeenAt(std::size_t place) {
    std::string& words = seen_at_[place];
    if (words.empty()) words = ToRfc3339(whole_.story.captures[place].capture.seen_at);
    return words;
  }
  void At(const Passage& passage) {
    json_.Key("text").Text(Words(whole_.articles[passage.capture].text, passage.span));
    json_.Key("start").Number(static_cast<std::int64_t>(passage.span.start));
    json_.Key("end").Number(static_cast<std::int64_t>(passage.span.end));
  }
  void NewSentence(const Passage& sentence) {
    json_.Key("id").Text(fmt::format("{}@{}", whole_.story.captures[sentence.capture].capture.id,
                                     sentence.span.start));
    At(sentence);
  }
  // No part of the article's text, so without a place in it.
  void Note(std::size_t capture, const NotePassage& note) {
    json_.Object([&] {
      json_.Key("text").Text(Words(whole_.articles[capture].blocks[note.block].text, note.span));
      json_.Key("start").Null();
      json_.Key("end").Null();
      json_.Key("note").Bool(true);
    });
  }
  void Quoted(const Passage& passage) {
    json_.Object([&] {
      CaptureOf(passage.capture);
      At(passage);
    });
  }

  void ClaimRow(const StoryStatement& row) {
    json_.Object([&] {
      json_.Key("status").Text(row.status);
      json_.Key("source").TextOrNull(row.source);
      FullName("source_full", row.who);
      At(row.at);
      CaptureOf(row.at.capture);
      json_.Key("seen_at").Text(SeenAt(row.at.capture));
    });
  }

  // By the story's fullest name; null where it has none.
  void FullName(std::string_view key, std::optional<std::size_t> who) {
    json_.Key(key).TextOrNull(who ? told_.names[*who].name : std::string());
  }

  // A headline is no part of the text, so its question has no place in it.
  void Asked(const StoryQuestion& question) {
    if (question.headline.empty()) return At(question.opened);
    json_.Key("text").Text(question.headline);
    json_.Key("start").Null();
    json_.Key("end").Null();
    json_.Key("in").Text(NameOf(HeadlinePart::kHeadline));
  }

  void Members(const StoryName& name) {
    json_.Key("id").Text(name.id);
    json_.Key("name").Text(name.name);
    json_.Key("kind").Text(NameOf(name.kind));
    json_.Key("country").TextOrNull(name.country);
    json_.Key("stands_for").TextOrNull(name.stands_for);
    json_.Key("roles").Array([&] {
      for (const Passage& role : name.roles) Quoted(role);
    });
    json_.Key("forms").Array([&] {
      for (const std::string& form : name.forms) json_.Text(form);
    });
    json_.Key("printed");
    Quoted(name.printed);
    json_.Key("captures").Number(static_cast<std::int64_t>(name.captures.size()));
    json_.Key("origins").Number(static_cast<std::int64_t>(name.origins));
  }

  void Members(const StoryQuestion& question) {
    json_.Key("id").Text(question.id);
    json_.Key("kind").Text(question.kind);
    Asked(question);
    json_.Key("about").Array([&] {
      for (const std::string& name : question.about) json_.Text(name);
    });
    json_.Key("opened_by").Text(whole_.story.captures[question.opened.capture].capture.id);
    json_.Key("asked_again").Array([&] {
      for (const Passage& passage : question.asked_again) Quoted(passage);
    });
    json_.Key("origins").Number(static_cast<std::int64_t>(question.origins));
    json_.Key("opened_at").Text(SeenAt(question.opened.capture));
    json_.Key("due").TextOrNull(question.due);
    json_.Key("state").Text(NameOf(question.state));
    json_.Key("closed_by");
    question.closed ? json_.Text(whole_.story.captures[*question.closed].capture.id) : json_.Null();
    json_.Key("answer");
    question.answer ? Quoted(*question.answer) : static_cast<void>(json_.Null());
    json_.Key("outcome").TextOrNull(question.outcome);
  }

  void Series(const FigureSeries& series) {
    json_.Object([&] {
      json_.Key("id").Text(series.id);
      json_.Key("what").TextOrNull(series.what);
      json_.Key("unit").TextOrNull(series.unit);
      json_.Key("series").Array([&] {
        for (const FigurePoint& point : series.points) {
          json_.Object([&] {
            json_.Key("value").Number(point.value);
            json_.Key("high");
            point.high ? json_.Number(*point.high) : json_.Null();
            json_.Key("bound").Text(point.bound);
            At(point.at);
            json_.Key("source").TextOrNull(point.source);
            FullName("source_full", point.who);
            CaptureOf(point.at.capture);
            json_.Key("seen_at").Text(SeenAt(point.at.capture));
          });
        }
      });
    });
  }

  const WholeStory& whole_;
  const ToldStory& told_;
  JsonWriter& json_;
  std::vector<std::string> seen_at_;  // by capture; those that were asked for
};

}  // namespace

void WriteTold(const WholeStory& whole, const ToldStory& told, JsonWriter& json) {
  ToldWriter writer(whole, told, json);
  writer.Names();
  writer.Updates();
  writer.Timeline();
  writer.Questions();
  writer.Figures();
  writer.Statements();
  writer.Claims();
  writer.Quotes();
  writer.Contradictions();
  writer.ExpectedDays();
}

void WriteQuestion(const WholeStory& whole, const StoryQuestion& question, JsonWriter& json) {
  ToldWriter(whole, whole.told, json).Question(question);
}

std::string QuestionAsJson(const WholeStory& whole, const StoryQuestion& question) {
  JsonWriter json;
  ToldWriter(whole, whole.told, json).QuestionWithStory(question);
  return json.Take();
}

}  // namespace checkback
