#include "article/byline.h"

#include <algorithm>

#include "article/headline.h"
#include "article/names.h"

namespace checkback {
namespace {

bool IsSite(std::string_view name, const std::vector<std::string>& sites) {
  const std::string bare = BareWords(name);
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
      if (opens ? !opened : !line.says_author) continue;
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
      if (people_.size() == before) Visible(text, "text", opened);
      if (people_.size() > before) last = i;
    }
  }

  // What stands on the page without a label must look like a name.
  void Visible(const std::string& text, const std::string& from, bool opened) {
    if (text.size() > 160 && !opened) return;
    Signed found = ReadByline(text);
    const auto sure = [](const std::string& name) { return IsSurelyName(name); };
    if (!std::all_of(found.people.begin(), found.people.end(), sure)) {
      // After "By" one word is enough, for the first.
      const bool first = opened && StartsCapital(found.people.front());
      std::erase_if(found.people, [&](const std::string& name) {
        return !sure(name) && !(first && &name == &found.people.front());
      });
      if (found.people.empty()) return;
    }
    Keep(std::move(found), {"byline", from, text, ""}, false, others_.empty());
  }

  void Take(const std::string& value, const std::string& from, bool organization,
            bool keep_others) {
    Keep(ReadByline(value), {"byline", from, value, ""}, organization, keep_others);
  }

  void Keep(Signed found, Evidence evidence, bool organization, bool keep_others) {
    const std::size_t before = people_.size();
    for (std::string& name : found.people) {
      const bool other = organization || IsSite(name, sites_);
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
