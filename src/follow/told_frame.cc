#include "follow/told_frame.h"

#include <fmt/format.h>

#include <algorithm>
#include <concepts>
#include <limits>
#include <tuple>
#include <type_traits>
#include <unordered_map>
#include <vector>

#include "page/zstd_frame.h"
#include "text/embedded.h"
#include "text/hash.h"
#include "text/json.h"
#include "text/json_writer.h"

namespace checkback {
namespace {

// Counted up by whoever changes what a story tells, other than by its rules.
constexpr int kTellingVersion = 4;

constexpr int kLevel = 3;
constexpr std::size_t kMostBytes = std::size_t{1} << 30;

template <typename T, typename Of>
concept A = std::same_as<std::remove_const_t<T>, Of>;

// The members of a struct, in their order.
template <A<Span> T>
auto MembersOf(T& of) {
  auto& [start, end] = of;
  return std::tie(start, end);
}
template <A<Passage> T>
auto MembersOf(T& of) {
  auto& [capture, span] = of;
  return std::tie(capture, span);
}
template <A<NotePassage> T>
auto MembersOf(T& of) {
  auto& [block, span] = of;
  return std::tie(block, span);
}
template <A<StoryUpdate> T>
auto MembersOf(T& of) {
  auto& [capture, sentences, notes] = of;
  return std::tie(capture, sentences, notes);
}
template <A<StoryQuestion> T>
auto MembersOf(T& of) {
  auto& [id, kind, opened, asked, wants, about, asked_again, origins, due, state, answer, headline,
         outcome, closed] = of;
  return std::tie(id, kind, opened, asked, wants, about, asked_again, origins, due, state, answer,
                  headline, outcome, closed);
}
template <A<FigurePoint> T>
auto MembersOf(T& of) {
  auto& [at, value, high, bound, source, who] = of;
  return std::tie(at, value, high, bound, source, who);
}
template <A<FigureSeries> T>
auto MembersOf(T& of) {
  auto& [id, what, unit, points] = of;
  return std::tie(id, what, unit, points);
}
template <A<StoryStatement> T>
auto MembersOf(T& of) {
  auto& [at, source, status, who] = of;
  return std::tie(at, source, status, who);
}
template <A<StoryQuote> T>
auto MembersOf(T& of) {
  auto& [at, kind, speaker, who] = of;
  return std::tie(at, kind, speaker, who);
}
template <A<StoryName> T>
auto MembersOf(T& of) {
  auto& [id, name, printed, kind, country, stands_for, roles, forms, captures, origins] = of;
  return std::tie(id, name, printed, kind, country, stands_for, roles, forms, captures, origins);
}
template <A<StoryClaim> T>
auto MembersOf(T& of) {
  auto& [id, rows] = of;
  return std::tie(id, rows);
}
template <A<Contradiction> T>
auto MembersOf(T& of) {
  auto& [id, about, a, b, kind, a_says, b_says] = of;
  return std::tie(id, about, a, b, kind, a_says, b_says);
}
template <A<TimelineEntry> T>
auto MembersOf(T& of) {
  auto& [date, sentences, pages] = of;
  return std::tie(date, sentences, pages);
}
template <A<Expected> T>
auto MembersOf(T& of) {
  auto& [date, at, state, happened] = of;
  return std::tie(date, at, state, happened);
}
template <A<ToldStory> T>
auto MembersOf(T& of) {
  auto& [names, updates, questions, figures, statements, claims, quotes, contradictions, timeline,
         expected] = of;
  return std::tie(names, updates, questions, figures, statements, claims, quotes, contradictions,
                  timeline, expected);
}

class ToldFrameWriter {
 public:
  std::string Take() { return json_.Take(); }

  void Write(const std::string& text) { json_.Text(text); }
  void Write(double number) { json_.Number(number); }
  void Write(bool value) { json_.Number(std::int64_t{value ? 1 : 0}); }
  void Write(std::size_t number) { json_.Number(static_cast<std::int64_t>(number)); }
  template <typename T>
    requires std::is_enum_v<T>
  void Write(T value) {
    json_.Number(static_cast<std::int64_t>(value));
  }
  template <typename T>
  void Write(const std::optional<T>& value) {
    if (value)
      Write(*value);
    else
      json_.Null();
  }
  template <typename T>
  void Write(const std::vector<T>& all) {
    json_.Array([&] {
      for (const T& one : all) Write(one);
    });
  }
  template <typename T>
    requires requires(const T& of) { MembersOf(of); }
  void Write(const T& of) {
    json_.Array(
        [&] { std::apply([&](const auto&... members) { (Write(members), ...); }, MembersOf(of)); });
  }

 private:
  JsonWriter json_;
};

// Each Read is false where the value is not of that form.
class ToldFrameReader {
 public:
  explicit ToldFrameReader(std::size_t captures) : captures_(captures) {}

  bool Read(const Json& json, std::string& text) const {
    text = json.Text();
    return json.is_text();
  }
  bool Read(const Json& json, double& number) const {
    number = json.Number().value_or(0);
    return json.Number().has_value();
  }
  bool Read(const Json& json, bool& value) const {
    value = json.Number().value_or(0) != 0;
    return json.Number().has_value();
  }
  bool Read(const Json& json, std::size_t& number) const {
    constexpr double kMost = 9007199254740992;  // 2^53: whole up to there
    const double read = json.Number().value_or(-1);
    if (read < 0 || read > kMost) return false;
    number = static_cast<std::size_t>(read);
    return true;
  }
  template <typename T>
    requires std::is_enum_v<T>
  bool Read(const Json& json, T& value) const {
    std::size_t number = 0;
    if (!Read(json, number) || number > std::numeric_limits<std::uint8_t>::max()) return false;
    value = static_cast<T>(number);
    return true;
  }
  template <typename T>
  bool Read(const Json& json, std::optional<T>& value) const {
    if (json.is_null()) return true;
    return Read(json, value.emplace());
  }
  template <typename T>
  bool Read(const Json& json, std::vector<T>& all) const {
    if (!json.is_array()) return false;
    all.resize(json.items().size());
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (!Read(json[i], all[i])) return false;
    }
    return true;
  }
  template <typename T>
    requires requires(T& of) { MembersOf(of); }
  bool Read(const Json& json, T& of) const {
    auto members = MembersOf(of);
    if (json.items().size() != std::tuple_size_v<decltype(members)>) return false;
    std::size_t next = 0;
    const bool read =
        std::apply([&](auto&... member) { return (Read(json[next++], member) && ...); }, members);
    return read && IsOfTheStory(of);
  }

 private:
  template <typename T>
  bool IsOfTheStory(const T& of) const {
    if constexpr (requires { of.capture; }) return of.capture < captures_;
    if constexpr (A<T, StoryQuestion>) return !of.closed || *of.closed < captures_;
    if constexpr (A<T, StoryName>) {
      return std::all_of(of.captures.begin(), of.captures.end(),
                         [&](std::size_t capture) { return capture < captures_; });
    }
    if constexpr (A<T, ToldStory>) return AreNamed(of);
    return true;
  }

  // Whether every source is one of the names.
  static bool AreNamed(const ToldStory& told) {
    const auto named = [&](const auto& one) { return !one.who || *one.who < told.names.size(); };
    return std::all_of(told.statements.begin(), told.statements.end(), named) &&
           std::all_of(told.claims.begin(), told.claims.end(),
                       [&](const StoryClaim& claim) {
                         return std::all_of(claim.rows.begin(), claim.rows.end(), named);
                       }) &&
           std::all_of(told.quotes.begin(), told.quotes.end(), named) &&
           std::all_of(told.figures.begin(), told.figures.end(), [&](const FigureSeries& series) {
             return std::all_of(series.points.begin(), series.points.end(), named);
           });
  }

  std::size_t captures_;
};

// The tables and weights that a telling is made with; the large models are those of readings, which
// are kept with their own version.
std::string DigestOfRules() {
  constexpr std::size_t kLargest = 100'000;
  std::string all;
  for (std::size_t i = 0; i < kEmbeddedCount; ++i) {
    const EmbeddedFile& file = kEmbeddedFiles[i];
    const auto bytes = static_cast<std::size_t>(file.end - file.begin);
    if (bytes > kLargest || !std::string_view(file.path).starts_with("rules/")) continue;
    all += fmt::format("{} {} ", file.path, bytes);
    all.append(file.begin, file.end);
  }
  return Sha256Hex(all);
}

// Numbers in the order in which they first come.
class Renumbered {
 public:
  std::size_t Of(std::size_t number) {
    return numbers_.try_emplace(number, numbers_.size()).first->second;
  }

 private:
  std::unordered_map<std::size_t, std::size_t> numbers_;
};

}  // namespace

std::string ToldFrameOf(const ToldStory& told) {
  ToldFrameWriter writer;
  writer.Write(told);
  return PackFrame(writer.Take(), kLevel);
}

Result<ToldStory> ToldOfFrame(std::string_view frame, std::size_t captures) {
  const Result<std::string> bytes = UnpackFrame(frame, kMostBytes);
  if (!bytes) return Fail(bytes.error());
  const Result<Json> json = Json::Parse(*bytes);
  if (!json) return Fail(json.error());
  ToldStory told;
  if (!ToldFrameReader(captures).Read(*json, told))
    return Fail(Errc::kBadInput, "what the story told is not kept in a form that can be read");
  return told;
}

std::string ToldFrom(const StoredStory& story, std::span<const Telling> tellings) {
  static const std::string rules = DigestOfRules();
  std::string all = fmt::format("{} {} {}\n", kTellingVersion, rules, story.language);
  Renumbered pages, origins;
  for (std::size_t i = 0; i < tellings.size(); ++i) {
    const Telling& telling = tellings[i];
    all += fmt::format("{} {} {} {}", story.captures[i].capture.id, pages.Of(telling.page),
                       origins.Of(telling.origin), telling.is_visit ? 'v' : '-');
    if (telling.copy_of) all += fmt::format(" {}", *telling.copy_of);
    all += '\n';
  }
  return Sha256Hex(all);
}

}  // namespace checkback
