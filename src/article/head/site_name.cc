#include "article/head/site_name.h"

#include <algorithm>
#include <array>

#include "text/utf8.h"

namespace checkback {
namespace {

constexpr std::array<std::string_view, 14> kSeparators = {"ㅣ",  " | ", " - ",  " – ", " — ",
                                                          " · ", " • ", " :: ", " » ", " « ",
                                                          " › ", " / ", " ｜ ", " ‹ "};

// Marks that never stand inside a headline: what follows the last is not part of it.
bool IsHardSeparator(std::string_view separator) {
  return separator == " | " || separator == " :: " || separator == " » " || separator == " « " ||
         separator == " › " || separator == " ‹ " || separator == " ｜ " || separator == "ㅣ";
}

struct Cut {
  std::size_t left = 0;   // bytes before the separator
  std::size_t right = 0;  // where the text after it starts
  bool hard = false;
};

std::vector<Cut> CutsOf(std::string_view title) {
  std::vector<Cut> cuts;
  // A separator starts with a blank, or with the first byte of "ㅣ" (Korean for "|").
  for (std::size_t at = title.find_first_of(" \xE3"); at != std::string_view::npos;
       at = title.find_first_of(" \xE3", at + 1)) {
    for (const std::string_view separator : kSeparators) {
      if (title.substr(at).starts_with(separator)) {
        cuts.push_back({at, at + separator.size(), IsHardSeparator(separator)});
        break;
      }
    }
  }
  return cuts;
}

}  // namespace

bool IsSiteName(std::string_view part, const std::vector<std::string>& sites) {
  const std::string bare = BareLetters(part);
  if (bare.empty()) return true;
  for (const std::string& site : sites) {
    if (bare == site) return true;
    if (site.size() < 4 || bare.size() < 4) continue;
    // "Example Times Online", "The Example Times"
    if (bare.size() <= 2 * site.size() + 4 && bare.find(site) != std::string::npos) return true;
    if (bare.size() * 2 >= site.size() && site.find(bare) != std::string::npos) return true;
  }
  return false;
}

std::vector<std::string> SiteNames(std::string_view url, const Witnesses& said) {
  std::vector<std::string> names;
  const auto add = [&](std::string_view name) {
    std::string bare = BareLetters(name);
    if (bare.size() >= 2 && std::find(names.begin(), names.end(), bare) == names.end()) {
      names.push_back(std::move(bare));
    }
  };
  for (const Said& outlet : said.outlets) add(outlet.value);
  std::size_t start = url.find("://");
  if (start == std::string_view::npos) return names;
  start += 3;
  const std::string_view host = url.substr(start, url.find_first_of("/?#:", start) - start);
  // All labels but the last ("com"), short ones ("www", "co") aside; and the whole.
  for (std::size_t at = 0; at < host.size();) {
    const std::size_t dot = host.find('.', at);
    if (dot == std::string_view::npos) break;
    const std::string_view label = host.substr(at, dot - at);
    if (label.size() >= 3 && label != "www" && label != "com") add(label);
    at = dot + 1;
  }
  add(host.starts_with("www.") ? host.substr(4) : host);
  return names;
}

std::vector<std::string_view> TitleParts(std::string_view title) {
  std::vector<std::string_view> parts;
  if (title.size() > kLongestTitle) return parts;
  if (const std::size_t colon = title.find(": "); colon != std::string_view::npos) {
    parts.push_back(Trim(title.substr(0, colon)));
  }
  const std::vector<Cut> cuts = CutsOf(title);
  for (std::size_t i = 0; i < cuts.size(); ++i) {
    if (i == 0) parts.push_back(Trim(title.substr(0, cuts[0].left)));
    const std::size_t end = i + 1 < cuts.size() ? cuts[i + 1].left : title.size();
    parts.push_back(
        Trim(title.substr(cuts[i].right, std::max(end, cuts[i].right) - cuts[i].right)));
  }
  return parts;
}

std::string WithoutSiteName(std::string_view title, const std::vector<std::string>& sites,
                            const std::vector<std::string>& others) {
  title = Trim(title);
  const std::vector<Cut> cuts = CutsOf(title);
  if (cuts.empty() || title.size() > kLongestTitle) return std::string(title);
  // A part that stands elsewhere as a headline.
  for (const std::string& other : others) {
    const std::string bare = BareLetters(other);
    if (bare.empty()) continue;
    for (const Cut& cut : cuts) {
      if (BareLetters(title.substr(0, cut.left)) == bare) {
        return std::string(Trim(title.substr(0, cut.left)));
      }
      if (BareLetters(title.substr(cut.right)) == bare) {
        return std::string(Trim(title.substr(cut.right)));
      }
    }
  }
  for (std::size_t i = 0; i < cuts.size(); ++i) {
    // From the left: everything after the first cut whose next part is the site's name.
    const std::size_t end = i + 1 < cuts.size() ? cuts[i + 1].left : title.size();
    const std::string_view part = title.substr(cuts[i].right, end - cuts[i].right);
    if (IsSiteName(part, sites) && CountWords(title.substr(0, cuts[i].left)) >= 2) {
      // Sections stand between headline and name: "… | World | The Example Times".
      std::size_t cut = i;
      while (cut > 0 && cuts[cut].hard && cuts[cut - 1].hard) --cut;
      return std::string(Trim(title.substr(0, cuts[cut].left)));
    }
  }
  // "Homestead gardening feeds the village | District": a few words behind a hard mark.
  if (const Cut& last = cuts.back(); last.hard && CountWords(title.substr(last.right)) <= 4 &&
                                     CountWords(title.substr(0, last.left)) >= 4) {
    return std::string(Trim(title.substr(0, last.left)));
  }
  const std::string_view first = title.substr(0, cuts[0].left);
  if (IsSiteName(first, sites) && CountWords(title.substr(cuts[0].right)) >= 3) {
    return std::string(Trim(title.substr(cuts[0].right)));
  }
  return std::string(title);
}

}  // namespace checkback
