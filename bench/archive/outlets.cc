#include "outlets.h"

#include <fmt/format.h>

#include <iterator>

namespace bench {
namespace {

constexpr std::string_view kTitles[] = {"Herald", "Post",     "Courier", "Ledger", "Gazette",
                                        "Times",  "Observer", "News",    "Echo",   "Radio"};

std::string Styles(Random& random, std::size_t bytes) {
  std::string css = "<style>";
  while (css.size() < bytes) {
    fmt::format_to(std::back_inserter(css),
                   ".c{:x}{{margin:{}px {}px;color:#{:06x};font:{}px/1.{} serif}}",
                   random.Below(65536), random.Below(40), random.Below(40), random.Below(1 << 24),
                   random.Between(10, 30), random.Below(9));
  }
  return css + "</style>\n";
}

std::string Scripts(Random& random, std::size_t bytes) {
  std::string script = "<script>(function(w,d){var q=w.q||[];";
  while (script.size() < bytes) {
    fmt::format_to(
        std::back_inserter(script),
        "q.push([\"slot-{:x}\",{{w:{},h:{},k:\"{:x}\"}}]);if(d.querySelector(\".c{:x}\"))w.n={};",
        random.Below(65536), random.Below(900), random.Below(600), random.Next(),
        random.Below(65536), random.Below(100));
  }
  return script + "})(window,document);</script>\n";
}

std::string Links(const Vocabulary& vocabulary, Random& random, std::uint32_t count) {
  std::string links;
  for (; count > 0; --count) {
    const std::string& noun = vocabulary.Noun(random);
    const std::string& adjective = vocabulary.Adjective(random);
    fmt::format_to(std::back_inserter(links), "<li><a href=\"/{}/{}-{}\">{} {} {} {}</a></li>\n",
                   noun, adjective, random.Below(100000), adjective, noun, vocabulary.Verb(random),
                   vocabulary.Noun(random));
  }
  return links;
}

std::string Navigation(const Vocabulary& vocabulary, Random& random) {
  std::string nav = "<ul class=\"menu\">";
  for (std::uint32_t n = random.Between(6, 30); n > 0; --n) {
    const std::string& noun = vocabulary.Noun(random);
    fmt::format_to(std::back_inserter(nav), "<li><a href=\"/{0}\">{0}</a></li>", noun);
  }
  return nav + "</ul>";
}

std::string Paragraphs(const Prose& prose, std::string_view open, std::string_view close) {
  std::string html;
  for (const Paragraph& paragraph : prose.paragraphs) {
    html += open;
    for (std::size_t n = 0; n < paragraph.size(); ++n) {
      if (n > 0) html += ' ';
      html += paragraph[n];
    }
    html += close;
  }
  return html;
}

// In attributes and JSON the quotation marks of headlines become single ones.
std::string Unquoted(std::string_view text) {
  std::string plain(text);
  for (char& c : plain) {
    if (c == '"') c = '\'';
  }
  return plain;
}

struct Filled {
  std::string headline, published, modified, related, popular, clock;
  std::uint32_t count = 0;
};

Filled Fill(const PageParts& parts, const Vocabulary& vocabulary) {
  Random random(Mix(parts.look, 7));
  return {.headline = Unquoted(parts.prose->headline),
          .published = checkback::ToRfc3339(parts.published),
          .modified = checkback::ToRfc3339(parts.modified),
          .related = Links(vocabulary, random, random.Between(4, 12)),
          .popular = Links(vocabulary, random, random.Between(5, 10)),
          .clock = fmt::format("{:02}:{:02}", random.Below(24), random.Below(60)),
          .count = random.Below(900)};
}

std::string Head(const Outlet& outlet, const PageParts& parts, const Filled& f,
                 std::string_view more) {
  return fmt::format(
      "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>{} | "
      "{}</title>\n"
      "<link rel=\"canonical\" href=\"{}\">\n{}{}</head>\n<body>\n",
      f.headline, outlet.name, parts.url, more, outlet.style);
}

std::string JsonLd(const Outlet& outlet, const PageParts& parts, const Filled& f) {
  return fmt::format(
      "<script "
      "type=\"application/ld+json\">{{\"@context\":\"https://"
      "schema.org\",\"@type\":\"NewsArticle\","
      "\"headline\":\"{}\",\"datePublished\":\"{}\",\"dateModified\":\"{}\",\"author\":{{\"@type\":"
      "\"Person\","
      "\"name\":\"{}\"}},\"publisher\":{{\"@type\":\"Organization\",\"name\":\"{}\"}}}}</script>\n",
      f.headline, f.published, f.modified, parts.byline, outlet.name);
}

std::string Semantic(const Outlet& o, const PageParts& p, const Filled& f) {
  return Head(o, p, f, JsonLd(o, p, f)) +
         fmt::format(
             "<header><a href=\"/\">{}</a><nav>{}</nav></header>\n<main><article><h1>{}</h1>\n"
             "<p class=\"byline\">By {}</p><time datetime=\"{}\">{}</time>\n"
             "<figure><img src=\"/img/{}.jpg\" alt=\"\"><figcaption>The scene on the day. Photo: {}"
             "</figcaption></figure>\n<div class=\"article-body\">\n{}</div></article>\n"
             "<aside><h2>Related</h2><ul>{}</ul></aside></main>\n",
             o.name, o.navigation, p.prose->headline, p.byline, f.published, f.published, f.count,
             o.name, Paragraphs(*p.prose, "<p>", "</p>\n"), f.related);
}

std::string Blog(const Outlet& o, const PageParts& p, const Filled& f) {
  const std::string meta = fmt::format(
      "<meta property=\"og:title\" content=\"{}\">\n<meta property=\"og:site_name\" "
      "content=\"{}\">\n"
      "<meta property=\"article:published_time\" content=\"{}\">\n"
      "<meta property=\"article:modified_time\" content=\"{}\">\n",
      f.headline, o.name, f.published, f.modified);
  return Head(o, p, f, meta) +
         fmt::format(
             "<div id=\"page\"><div class=\"site-header\">{}{}</div>\n<div class=\"post hentry\">"
             "<h1 class=\"entry-title\">{}</h1><div class=\"entry-meta\">Posted <time "
             "datetime=\"{}\">{}</time> by "
             "<span class=\"author\">{}</span></div>\n<div class=\"entry-content\">\n{}</div>\n"
             "<div class=\"sharedaddy\">Share this: <a href=\"#\">Email</a> <a "
             "href=\"#\">Print</a></div></div>\n"
             "<div class=\"widget\"><h3>Recent posts</h3><ul>{}</ul></div>\n"
             "<div id=\"comments\"><h3>{} comments</h3></div></div>\n",
             o.name, o.navigation, p.prose->headline, f.published, f.published, p.byline,
             Paragraphs(*p.prose, "<p>", "</p>\n"), f.popular, f.count);
}

std::string Hashed(const Outlet& o, const PageParts& p, const Filled& f) {
  return Head(o, p, f, JsonLd(o, p, f)) +
         fmt::format(
             "<div class=\"css-1a\"><div class=\"css-2b\">{}{}<span>{}</span></div>\n"
             "<div class=\"css-3c\"><h1 class=\"css-h1\">{}</h1><div class=\"css-by\">By {}</div>"
             "<div class=\"css-t\"><time datetime=\"{}\">{}</time></div>\n"
             "<div class=\"css-ad\">Advertisement</div><section "
             "class=\"css-body\">\n{}</section></div>\n"
             "<div class=\"css-4d\"><div>Most read</div><ol>{}</ol></div><div "
             "class=\"css-5e\"><ul>{}</ul></div></div>\n",
             o.name, o.navigation, f.clock, p.prose->headline, p.byline, f.published, f.published,
             Paragraphs(*p.prose, "<p class=\"css-p\">", "</p>\n"), f.popular, f.related);
}

std::string Table(const Outlet& o, const PageParts& p, const Filled& f) {
  return Head(o, p, f,
              fmt::format(
                  "<meta name=\"date\" content=\"{}\">\n<meta name=\"author\" content=\"{}\">\n",
                  f.published, p.byline)) +
         fmt::format(
             "<table width=\"980\"><tr><td colspan=\"2\"><b>{}</b></td></tr>\n<tr><td "
             "valign=\"top\">{}</td>"
             "<td valign=\"top\"><div class=\"story\"><h1>{}</h1><div "
             "class=\"info\">{}</div>\n{}</div>\n"
             "<div class=\"also\"><b>See also</b><ul>{}</ul></div></td></tr></table>\n",
             o.name, o.navigation, p.prose->headline, p.byline,
             Paragraphs(*p.prose, "<p>", "</p>\n"), f.related);
}

std::string Marked(const Outlet& o, const PageParts& p, const Filled& f) {
  return Head(o, p, f, "") +
         fmt::format(
             "<div class=\"top\"><a href=\"/\">{}</a>{}</div>\n<div itemscope "
             "itemtype=\"https://schema.org/NewsArticle\">"
             "<h1 itemprop=\"headline\">{}</h1><span itemprop=\"author\">{}</span> "
             "<meta itemprop=\"datePublished\" content=\"{}\"><meta itemprop=\"dateModified\" "
             "content=\"{}\">\n"
             "<div itemprop=\"articleBody\" class=\"text\">\n{}</div></div>\n"
             "<div class=\"newsletter\"><p>Get the news of the day by email. {} people read "
             "it.</p></div>\n"
             "<div class=\"more\"><h4>You may also like</h4><ul>{}</ul></div>\n",
             o.name, o.navigation, p.prose->headline, p.byline, f.published, f.modified,
             Paragraphs(*p.prose, "<p>", "</p>\n"), f.count, f.related);
}

constexpr std::string (*kLayouts[])(const Outlet&, const PageParts&, const Filled&) = {
    Semantic, Blog, Hashed, Table, Marked};

}  // namespace

std::vector<Outlet> MakeOutlets(const Vocabulary& vocabulary, std::uint64_t seed, int count,
                                bool small) {
  std::vector<Outlet> outlets(static_cast<std::size_t>(count));
  for (int n = 0; n < count; ++n) {
    Random random(Mix(Mix(seed, 6), static_cast<std::uint64_t>(n)));
    Outlet& outlet = outlets[static_cast<std::size_t>(n)];
    const std::string place = Vocabulary::PlaceName(random);
    outlet.name = fmt::format("{} {}", place, kTitles[random.Below(std::size(kTitles))]);
    outlet.host = fmt::format("www.outlet{:03}.example", n);
    outlet.layout = static_cast<int>(random.Below(std::size(kLayouts)));
    const std::size_t filler = small ? 100 : random.Between(1'500, 12'000);
    outlet.style = Styles(random, filler);
    outlet.script = Scripts(random, filler);
    outlet.navigation = Navigation(vocabulary, random);
    outlet.footer = fmt::format(
        "<footer><p>&copy; 2026 {}. All rights reserved.</p><a href=\"/terms\">Terms</a> "
        "<a href=\"/privacy\">Privacy</a> <a "
        "href=\"/contact\">Contact</a></footer>\n</body>\n</html>\n",
        outlet.name);
  }
  return outlets;
}

std::string MakeHtml(const Outlet& outlet, const PageParts& parts, const Vocabulary& vocabulary) {
  const Filled filled = Fill(parts, vocabulary);
  return kLayouts[outlet.layout](outlet, parts, filled) + outlet.script + outlet.footer;
}

}  // namespace bench
