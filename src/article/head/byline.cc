#include "article/head/byline.h"

#include <algorithm>

#include "article/head/byline_parts.h"
#include "article/head/date_labels.h"
#include "article/head/names.h"
#include "article/head/printed_date.h"
#include "article/head/short_text.h"
#include "article/head/site_name.h"
#include "text/utf8.h"

namespace checkback {
namespace {

// A byline that nothing marks stands in one of the first lines below the headline: standfirst,
// name, date. A line that holds little beside a date is no longer, in bytes.
constexpr std::size_t kLinesBelow = 3;
constexpr std::size_t kDateLine = 80;

bool IsSite(std::string_view name, const std::vector<std::string>& sites) {
  const std::string bare = BareLetters(name);
  return std::find(sites.begin(), sites.end(), bare) != sites.end();
}

// Gathers the names of one byline from metadata, then from the page.
class Signers {
 public:
  Signers(const std::vector<std::string>& sites, std::vector<Evidence>& evidence)
      : sites_(sites), evidence_(evidence) {}

  void Said(const std::vector<checkback::Said>& authors) {
    std::string source;
    std::string others_source;
    for (const auto& author : authors) {
      // The first witness that says names says all of them.
      const std::string_view witness = WitnessOf(author.from);
      if (!people_.empty() && witness != source) continue;
      const bool organization =
          author.from.ends_with("organization") || author.value.find("www.") != std::string::npos;
      const bool keep_others = others_source.empty() || others_source == witness;
      const std::size_t before = others_.size();
      Take(author.value, author.from, organization, keep_others);
      if (!people_.empty()) source = witness;
      if (others_.size() > before) others_source = witness;
    }
    if (!people_.empty()) {
      // "Ana Ruiz" and "AFP" by the same witness sign together; the site itself does not.
      for (std::string& other : others_) {
        if (others_source == source && !IsSite(other, sites_)) AddName(other, people_);
      }
    }
  }

  void Lines(const std::vector<HeadLine>& lines) {
    for (const bool after_body : {false, true}) {
      for (const bool opens : {true, false}) {
        if (people_.empty()) LinesOf(lines, after_body, opens);
      }
      if (!after_body && people_.empty() && others_.empty()) NameAtDate(lines);
    }
  }

  std::vector<std::string> Take() { return people_.empty() ? others_ : people_; }

 private:
  // "json-ld author organization" and "json-ld author" are one.
  static std::string_view WitnessOf(std::string_view from) {
    const std::size_t end = from.rfind(" organization");
    return from.substr(0, end);
  }

  void LinesOf(const std::vector<HeadLine>& lines, bool after_body, bool opens) {
    std::size_t last = lines.size();
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const HeadLine& line = lines[i];
      if (line.after_body != after_body) continue;
      if (!people_.empty() && i > last + 3) break;  // further authors stand close by
      const std::string text(FromBy(line.text));
      const bool opened = OpensByline(text) || (i > 0 && IsByAlone(lines[i - 1].text));
      if (opens ? !opened : !SaysAuthor(line)) continue;
      if (opens && after_body && !line.says_author) continue;
      // Who is named later without a link is an editor, a reviewer, the next article's author.
      if (!people_.empty() && line.author_links.empty()) continue;
      const std::size_t before = people_.size();
      for (const std::string& link : line.author_links) Visible(link, "link to an author", opened);
      // Names side by side in elements of their own, without a mark between them.
      if (people_.size() == before && line.pieces.size() > 1 &&
          std::all_of(line.pieces.begin(), line.pieces.end(), IsSurelyName)) {
        for (const std::string& piece : line.pieces) Visible(piece, "text", opened);
      }
      if (people_.size() == before) Visible(text, "text", opened || line.in_address);
      if (people_.size() > before) last = i;
    }
  }

  // "Ana Ruiz" alone in a line, and the date beside it or in the next.
  void NameAtDate(const std::vector<HeadLine>& lines) {
    std::size_t below = 0;
    for (std::size_t i = 0; i < lines.size() && below < kLinesBelow; ++i) {
      if (!lines[i].below_headline || lines[i].in_link) continue;
      ++below;
      const bool dated_below = i + 1 < lines.size() && IsDateLine(lines[i + 1]);
      const std::string name =
          dated_below && IsSurelyName(lines[i].text) ? lines[i].text : WithoutDate(lines[i].text);
      // In scripts without capitals any short line looks like a name.
      if (name.empty() || !IsSurelyName(name) || LowerCase(name) == name) continue;
      Visible(name, "text", false);
      return;
    }
  }

  // What stands beside the date of a line: "14 May 2025, 10:04 – Ana Ruiz". Empty without one.
  static std::string WithoutDate(std::string_view line) {
    if (line.size() > kDateLine) return {};
    const auto dates = FindPrintedDates(line, {}, 2);
    if (dates.size() != 1) return {};
    std::vector<std::string> parts = PartsOfByline(line.substr(0, dates[0].span.start));
    for (std::string& part : PartsOfByline(line.substr(dates[0].span.end))) {
      parts.push_back(std::move(part));
    }
    std::erase_if(parts, [](const std::string& part) { return HoldsDigit(part); });
    return parts.size() == 1 && LabelBefore(parts[0]) == DateLabel::kNone ? parts[0]
                                                                          : std::string();
  }

  static bool IsDateLine(const HeadLine& line) {
    return !line.times.empty() ||
           (line.text.size() <= kDateLine && !FindPrintedDates(line.text, {}, 1).empty());
  }

  // A class says so, or the line before the body is little more than a link to an author.
  static bool SaysAuthor(const HeadLine& line) {
    if (line.says_author) return true;
    if (line.after_body || line.author_links.empty()) return false;
    return line.text.size() <= line.author_links.front().size() + 30;
  }

  // What stands on the page without a label must look like a name.
  void Visible(const std::string& text, const std::string& from, bool opened) {
    if (text.size() > 160 && !opened) return;
    Signed found = ReadByline(text);
    const auto sure = [](const std::string& name) { return IsSurelyName(name); };
    if (!std::all_of(found.people.begin(), found.people.end(), sure)) {
      // After "By" one word is enough, for the first.
      const std::string& one = found.people.front();
      const bool first = opened && (StartsCapital(one) || one.starts_with("the "));
      std::erase_if(found.people, [&](const std::string& name) {
        return !sure(name) && !(first && &name == &found.people.front());
      });
      if (found.people.empty()) return;
    }
    Keep(std::move(found), {"byline", from, text, ""}, false, others_.empty());
  }

  void Take(const std::string& value, const std::string& from, bool organization,
            bool keep_others) {
    Keep(ReadByline(value), {"byline", from, CutShort(value, kDroppedBytes), ""}, organization,
         keep_others);
  }

  void Keep(Signed found, Evidence evidence, bool organization, bool keep_others) {
    const std::size_t before = people_.size();
    for (std::string& name : found.people) {
      const bool other = organization || IsSite(name, sites_) || RepeatsOther(name);
      if (!other) {
        AddName(std::move(name), people_);
      } else if (keep_others) {
        AddName(std::move(name), others_);
      }
    }
    for (std::string& name : found.others) {
      if (keep_others) AddName(std::move(name), others_);
    }
    evidence.note = people_.size() > before ? "taken" : "no name of a person";
    evidence_.push_back(std::move(evidence));
  }

  // "Ana Ruiz In", where metadata says "Ana Ruiz", whose site it is.
  bool RepeatsOther(const std::string& name) const {
    const std::string bare = BareLetters(name);
    return std::any_of(others_.begin(), others_.end(), [&](const std::string& other) {
      return bare.find(BareLetters(other)) != std::string::npos;
    });
  }

  const std::vector<std::string>& sites_;
  std::vector<Evidence>& evidence_;
  std::vector<std::string> people_;
  std::vector<std::string> others_;
};

}  // namespace

std::vector<std::string> BylineOf(const Witnesses& said, const std::vector<HeadLine>& lines,
                                  const std::vector<std::string>& sites,
                                  std::vector<Evidence>& evidence) {
  Signers signers(sites, evidence);
  signers.Said(said.authors);
  signers.Lines(lines);
  return signers.Take();
}

}  // namespace checkback
