#include <algorithm>
#include <array>

#include "article/lines/line_chunks.h"
#include "article/lines/line_rules.h"
#include "article/lines/lines.h"
#include "text/utf8.h"

namespace checkback {
namespace {

// "BRADFORD ON AVON, England, Sept. 30, 2025 (Name of an Agency) --" has 75 bytes.
constexpr std::size_t kMostHeadBytes = 90;
constexpr std::size_t kMostPlaceWords = 7;
constexpr std::size_t kMostAgencyWords = 5;
// Names of cities in capitals alone with fewer letters than this look like those of organisations.
constexpr std::size_t kFewestLetters = 5;

struct Separator {
  std::size_t start = 0;
  std::size_t end = 0;
};

// The first dash that stands between words: " - ", " -- ", "—", " – ", ".-".
std::optional<Separator> FindSeparator(std::string_view text) {
  static constexpr std::array<std::string_view, 8> kDashes = {
      " -- ", " - ", " \u2013 ", " \u2014 ", "\u2014", ".- ", ") -", ")\u2013"};
  std::optional<Separator> first;
  for (const std::string_view dash : kDashes) {
    std::size_t at = text.substr(0, kMostHeadBytes + 4).find(dash);
    if (at == std::string_view::npos) continue;
    if (dash.front() == '.' && (at == 0 || text[at - 1] == '-')) continue;
    if (dash.front() == ')' || dash.front() == '.') ++at;
    const std::size_t end = at + dash.size() - (dash.front() == ')' || dash.front() == '.' ? 1 : 0);
    if (!first || at < first->start) first = Separator{.start = at, .end = end};
  }
  return first;
}

std::string_view WithoutPoint(std::string_view text) {
  while (!text.empty() && (text.back() == '.' || text.back() == ',' || text.back() == ' '))
    text.remove_suffix(1);
  return text;
}

class DatelineReader {
 public:
  explicit DatelineReader(std::string_view paragraph) : text_(paragraph) {}

  std::optional<Dateline> Run() const {
    const auto dash = FindSeparator(text_);
    if (!dash) return std::nullopt;
    std::size_t body = dash->end;
    while (body < text_.size() && (text_[body] == ' ' || text_[body] == '-')) ++body;
    if (!OpensSentence(text_.substr(body))) return std::nullopt;

    std::string_view head = Trim(text_.substr(0, dash->start));
    const std::string_view agency_name = TakeAgency(head);
    const bool agency = !agency_name.empty();
    head = Trim(head);
    const std::string_view place = PlaceOf(head);
    if (place.empty() || IsAcronym(agency_name, place)) return std::nullopt;
    const bool dated = place.size() < WithoutPoint(head).size();
    if (!Credible(place, agency, dated)) return std::nullopt;
    const auto start = static_cast<std::size_t>(place.data() - text_.data());
    return Dateline{.place = {.start = start, .end = start + place.size()}, .body = body};
  }

 private:
  // A capital, a digit or a quotation mark: not "WHO – the UN body – said".
  static bool OpensSentence(std::string_view text) {
    if (text.empty()) return false;
    const CodePoint point = CodePointAt(text, 0);
    if (!IsWordChar(point.value)) return point.value != '(' && point.value != ',';
    const auto chunks = ChunksOf(text.substr(0, std::min(text.find(' '), text.size())), 1);
    return !chunks.empty() && (chunks[0].capital || HasDigit(chunks[0].text.substr(0, 1)));
  }

  // "(Agency)" at the end of `head`, or before the place: taken off.
  static std::string_view TakeAgency(std::string_view& head) {
    const std::string_view bare = WithoutPoint(head);
    std::string_view agency;
    if (bare.ends_with(')')) {
      const std::size_t open = bare.rfind('(');
      if (open == std::string_view::npos || open == 0) return {};
      agency = bare.substr(open + 1, bare.size() - open - 2);
      if (!IsAgency(agency)) return {};
      head = head.substr(0, open);
    } else if (bare.starts_with('(')) {
      const std::size_t close = bare.find(')');
      if (close == std::string_view::npos) return {};
      agency = bare.substr(1, close - 1);
      if (!IsAgency(agency)) return {};
      head = head.substr(close + 1);
    }
    return agency;
  }
  static bool IsAgency(std::string_view inner) {
    const auto chunks = ChunksOf(inner, kMostAgencyWords + 1);
    return !chunks.empty() && chunks.size() <= kMostAgencyWords && !HasDigit(inner);
  }

  // "Click-Through Rates (CTR) –" explains a word.
  static bool IsAcronym(std::string_view short_form, std::string_view words) {
    std::string initials;
    bool inside = false;
    for (const char c : words) {
      const bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '\'';
      if (letter && !inside) initials += c;
      inside = letter;
    }
    return initials.size() >= 2 && AsciiLower(initials) == AsciiLower(short_form);
  }

  // `head` up to the part that holds a date: "KELLAN, Ardmuir, March 17" -> "KELLAN, Ardmuir".
  std::string_view PlaceOf(std::string_view head) const {
    std::size_t end = 0;
    for (std::size_t at = 0; at <= head.size();) {
      const std::size_t comma = std::min(head.find(',', at), head.size());
      const std::string_view part = head.substr(at, comma - at);
      if (HasDigit(part) || IsDay(part)) break;
      end = comma;
      at = comma + 1;
    }
    std::string_view place = head.substr(0, end);
    if (end == 0) place = head.substr(0, DateInside(head));
    place = Trim(place);
    while (!place.empty() && (place.back() == ',' || place.back() == ' ')) place.remove_suffix(1);
    return place;
  }
  // Where the date of "BERLIN May 3" starts: it must name its month or weekday.
  std::size_t DateInside(std::string_view head) const {
    std::size_t start = head.size();
    bool named = false;
    for (const LineChunk& chunk : ChunksOf(head, 12)) {
      const bool name = rules_.InList("month", chunk.word) || rules_.InList("weekday", chunk.word);
      if (name || HasDigit(chunk.text)) start = std::min(start, chunk.span.start);
      named = named || name;
    }
    return named ? start : head.size();
  }
  bool IsDay(std::string_view part) const {
    const auto chunks = ChunksOf(part, 3);
    return !chunks.empty() && chunks.size() <= 2 && rules_.InList("weekday", chunks[0].word);
  }

  bool Credible(std::string_view place, bool agency, bool dated) const {
    const auto chunks = ChunksOf(place, kMostPlaceWords + 1);
    if (chunks.empty() || chunks.size() > kMostPlaceWords || HasDigit(place)) return false;
    for (const LineChunk& chunk : chunks) {
      if (!chunk.capital && !rules_.InList("name-particle", chunk.word)) return false;
      if (chunk.text.find_first_of(":;!?\"") != std::string_view::npos) return false;
    }
    if (rules_.InList("not-place", chunks[0].word)) return false;
    const std::string_view town = place.substr(0, std::min(place.find(','), place.size()));
    const bool region = town.size() < place.size();
    if (!IsAllCapitals(chunks[0].text, 2)) return agency && chunks.size() <= 4;
    // In capitals: an agency or a date says enough; a region too, unless it reads on.
    if (agency || dated) return true;
    if (!IsAllCapitals(town, 2)) return false;
    for (const LineChunk& chunk : chunks) {
      if (rules_.InList("not-in-place", chunk.word)) return false;
    }
    return region || IsAllCapitals(town, kFewestLetters) ||
           rules_.InList("short-place", chunks[0].word);
  }

  std::string_view text_;
  const LineRules& rules_ = LineRules::Embedded();
};

}  // namespace

std::optional<Dateline> FindDateline(std::string_view paragraph) {
  return DatelineReader(paragraph).Run();
}

}  // namespace checkback
