#include <algorithm>
#include <array>

#include "page/feed/feed_fields.h"
#include "page/feed/feed_formats.h"
#include "text/utf8.h"

namespace checkback {
namespace {

// Feeds without content:encoded put either a teaser or the whole article into <description>.
// Set by reason, tuned on no set: a teaser of 150 words would be no teaser.
constexpr std::size_t kWordsOfWholeText = 150;
constexpr std::uint64_t kMostMinutes = 527'040;  // a leap year

struct Place {
  const XmlTree& xml;
  const FeedSource& source;
  std::string base;
};

bool IsWebAddress(std::string_view text) {
  const std::string lower = AsciiLower(text.substr(0, 8));
  return lower.starts_with("http://") || lower.starts_with("https://");
}

// One <item>, child by child.
class Item {
 public:
  explicit Item(const Place& in) : in_(in) {}

  FeedItem Read(XmlId id) {
    item_.id = Trim(in_.xml.Attribute(id, "rdf:about"));
    for (XmlId child = in_.xml[id].first_child; child != kNoXml; child = in_.xml[child].next)
      Take(child);
    Settle();
    return std::move(item_);
  }

 private:
  std::string Html(XmlId id) const { return in_.xml.InnerHtml(id); }
  std::string Field(XmlId id) const { return FeedField(Html(id)); }
  std::optional<PageTime> Time(XmlId id) const { return FeedTime(in_.xml.Text(id), in_.source); }

  void Take(XmlId id) {
    switch (in_.xml[id].space) {
      case XmlSpace::kNone:
        return TakePlain(id, in_.xml[id].name);
      case XmlSpace::kAtom:
        return TakeAtom(id, in_.xml[id].name);
      case XmlSpace::kDublinCore:
        return TakeDublinCore(id, in_.xml[id].name);
      case XmlSpace::kMedia:
        return TakeMedia(id);
      case XmlSpace::kContent:
        if (in_.xml[id].name == "encoded") TakeContent(Html(id));
        return;
      case XmlSpace::kXhtml:
        if (in_.xml[id].name == "body" || in_.xml[id].name == "div") TakeContent(Html(id));
        return;
      default:
        // FeedBurner's own links count clicks; this is where they lead.
        if (in_.xml[id].name == "origlink") item_.url = FeedLink(in_.base, in_.xml.Text(id));
    }
  }

  void TakePlain(XmlId id, std::string_view name) {
    if (name == "title") {
      if (item_.title.empty()) item_.title = Field(id);
    } else if (name == "link") {
      if (link_.empty()) link_ = Link(id);
    } else if (name == "guid") {
      TakeGuid(id);
    } else if (name == "description") {
      if (description_.empty()) description_ = Html(id);
    } else if (name == "pubdate") {
      published_ = Time(id);
    } else if (name == "author") {
      const XmlId inner = in_.xml.Child(id, XmlSpace::kNone, "name");  // as in Atom, by mistake
      AddOnce(FeedPerson(Html(inner == kNoXml ? id : inner)), item_.authors);
    } else if (name == "category") {
      AddOnce(Field(id), item_.categories);
    } else if (name == "enclosure") {
      TakeFile(id, "length");
    } else if (name == "source") {
      item_.outlet = Field(id);
    }
  }

  std::string Link(XmlId id) const {
    const std::string base = XmlBase(in_.xml, id, in_.base);
    const std::string text = FeedLink(base, in_.xml.Text(id));
    return text.empty() ? FeedLink(base, in_.xml.Attribute(id, "href")) : text;
  }

  void TakeGuid(XmlId id) {
    item_.id = Trim(in_.xml.Text(id));
    const bool is_link = AsciiLower(in_.xml.Attribute(id, "ispermalink")) != "false";
    if (is_link && IsWebAddress(item_.id)) guid_link_ = FeedLink("", item_.id);
  }

  void TakeFile(XmlId id, std::string_view size) {
    AddEnclosure(XmlBase(in_.xml, id, in_.base), in_.xml.Attribute(id, "url"),
                 {"", FeedField(in_.xml.Attribute(id, "type")),
                  FeedNumber(in_.xml.Attribute(id, size), UINT64_MAX)},
                 item_);
  }

  void TakeAtom(XmlId id, std::string_view name) {
    if (name == "link") {
      const AtomLink link = ReadAtomLink(in_.xml, id, in_.base);
      if (link.rel == "alternate" && atom_link_.empty()) atom_link_ = link.Url();
    } else if (name == "updated") {
      item_.updated_at = Time(id);
    } else if (name == "published") {
      if (!published_) published_ = Time(id);
    } else if (name == "author") {
      AddOnce(FeedName(Html(in_.xml.Child(id, XmlSpace::kAtom, "name"))), item_.authors);
    }
  }

  void TakeDublinCore(XmlId id, std::string_view name) {
    if (name == "creator") {
      AddOnce(FeedPerson(Html(id)), item_.authors);
    } else if (name == "date" || name == "issued" || name == "created") {
      if (!dated_) dated_ = Time(id);
    } else if (name == "modified") {
      item_.updated_at = Time(id);
    } else if (name == "language") {
      item_.language = FeedLanguage(in_.xml.Text(id));
    } else if (name == "subject") {
      AddOnce(Field(id), item_.categories);
    } else if (name == "title") {
      if (item_.title.empty()) item_.title = Field(id);
    } else if (name == "description") {
      if (description_.empty()) description_ = Html(id);
    } else if (name == "identifier" && item_.id.empty()) {
      item_.id = Trim(in_.xml.Text(id));
    }
  }

  // <media:group> holds the same elements; it is looked into once.
  void TakeMedia(XmlId id) {
    TakeMediaElement(id);
    if (in_.xml[id].name != "group" && in_.xml[id].name != "content") return;
    for (XmlId child = in_.xml[id].first_child; child != kNoXml; child = in_.xml[child].next) {
      if (in_.xml[child].space == XmlSpace::kMedia) TakeMediaElement(child);
    }
  }

  void TakeMediaElement(XmlId id) {
    const std::string_view name = in_.xml[id].name;
    if (name == "content" || name == "thumbnail") {
      TakeFile(id, "filesize");
    } else if (name == "description") {
      if (media_description_.empty()) media_description_ = Html(id);
    } else if (name == "keywords") {
      AddOnce(Field(id), item_.categories);
    }
  }

  void TakeContent(std::string html) {
    if (html.size() > item_.content_html.size()) item_.content_html = std::move(html);
  }

  void Settle() {
    for (std::string* link : {&link_, &atom_link_, &guid_link_}) {
      if (item_.url.empty()) item_.url = std::move(*link);
    }
    item_.published_at = published_ ? published_ : dated_;
    item_.summary = FeedSummary(description_.empty() ? media_description_ : description_);
    if (item_.content_html.empty() && CountWords(item_.summary) >= kWordsOfWholeText)
      item_.content_html = std::move(description_);
  }

  const Place& in_;
  FeedItem item_;
  std::string link_, atom_link_, guid_link_, description_, media_description_;
  std::optional<PageTime> published_, dated_;
};

void TakeSkipHours(const XmlTree& xml, XmlId id, Feed& feed) {
  for (XmlId hour = xml[id].first_child; hour != kNoXml; hour = xml[hour].next) {
    const auto number = FeedNumber(xml.Text(hour), 24);  // 0.9x counted to 24
    if (!number || !xml[hour].Is(XmlSpace::kNone, "hour")) continue;
    const int value = static_cast<int>(*number % 24);
    if (std::find(feed.skip_hours.begin(), feed.skip_hours.end(), value) == feed.skip_hours.end())
      feed.skip_hours.push_back(value);
  }
}

void TakeSkipDays(const XmlTree& xml, XmlId id, Feed& feed) {
  constexpr std::array<std::string_view, 7> kDays = {"sun", "mon", "tue", "wed",
                                                     "thu", "fri", "sat"};
  for (XmlId day = xml[id].first_child; day != kNoXml; day = xml[day].next) {
    const std::string name = AsciiLower(Trim(xml.Text(day)).substr(0, 3));
    const auto* found = std::find(kDays.begin(), kDays.end(), name);
    if (found == kDays.end() || !xml[day].Is(XmlSpace::kNone, "day")) continue;
    const int value = static_cast<int>(found - kDays.begin());
    if (std::find(feed.skip_days.begin(), feed.skip_days.end(), value) == feed.skip_days.end())
      feed.skip_days.push_back(value);
  }
}

// "hourly" with a frequency of 2 is every 30 minutes.
std::optional<int> PeriodMinutes(const XmlTree& xml, XmlId channel) {
  struct Period {
    std::string_view name;
    int minutes;
  };
  constexpr Period kPeriods[] = {{"hourly", 60},
                                 {"daily", 24 * 60},
                                 {"weekly", 7 * 24 * 60},
                                 {"monthly", 30 * 24 * 60},
                                 {"yearly", 365 * 24 * 60}};
  const std::string name =
      AsciiLower(Trim(xml.Text(xml.Child(channel, XmlSpace::kSyndication, "updateperiod"))));
  const auto times = FeedNumber(
      xml.Text(xml.Child(channel, XmlSpace::kSyndication, "updatefrequency")), kMostMinutes);
  for (const Period& period : kPeriods) {
    if (period.name == name)
      return std::max(
          1, period.minutes / static_cast<int>(std::max<std::uint64_t>(times.value_or(1), 1)));
  }
  return std::nullopt;
}

void TakeChannelElement(const Place& in, XmlId id, Feed& feed) {
  const XmlNode& node = in.xml[id];
  if (node.Is(XmlSpace::kAtom, "link")) {
    TakeFeedLink(ReadAtomLink(in.xml, id, in.base), feed);
  } else if (node.Is(XmlSpace::kDublinCore, "language")) {
    if (feed.language.empty()) feed.language = FeedLanguage(in.xml.Text(id));
  } else if (node.space != XmlSpace::kNone) {
    return;
  } else if (node.name == "title") {
    if (feed.title.empty()) feed.title = FeedField(in.xml.InnerHtml(id));
  } else if (node.name == "link") {
    const std::string link = FeedLink(XmlBase(in.xml, id, in.base), in.xml.Text(id));
    if (!link.empty()) feed.site_url = link;
  } else if (node.name == "language") {
    feed.language = FeedLanguage(in.xml.Text(id));
  } else if (node.name == "ttl") {
    if (const auto ttl = FeedNumber(in.xml.Text(id), kMostMinutes); ttl && *ttl > 0)
      feed.ttl_minutes = static_cast<int>(*ttl);
  } else if (node.name == "skiphours") {
    TakeSkipHours(in.xml, id, feed);
  } else if (node.name == "skipdays") {
    TakeSkipDays(in.xml, id, feed);
  }
}

// Items stand in <channel>, or beside it (RSS 0.90 and 1.0, and by mistake).
void TakeItems(const Place& in, XmlId parent, Feed& feed) {
  for (XmlId id = in.xml[parent].first_child; id != kNoXml; id = in.xml[id].next) {
    if (!in.xml[id].Is(XmlSpace::kNone, "item")) continue;
    if (feed.items.size() >= kMaxFeedItems) {
      ++feed.skipped;
      continue;
    }
    const Place inside{in.xml, in.source, XmlBase(in.xml, id, in.base)};
    AddItem(Item(inside).Read(id), feed);
  }
}

}  // namespace

Feed ReadRss(const XmlTree& xml, const FeedSource& source) {
  Feed feed;
  feed.kind = xml[xml.root()].name == "rdf" ? FeedKind::kRdf : FeedKind::kRss;
  feed.url = source.url;
  const Place top{xml, source, XmlBase(xml, xml.root(), source.url)};
  const XmlId channel = xml.Child(xml.root(), XmlSpace::kNone, "channel");
  if (channel != kNoXml) {
    const Place in{xml, source, XmlBase(xml, channel, top.base)};
    for (XmlId id = xml[channel].first_child; id != kNoXml; id = xml[id].next)
      TakeChannelElement(in, id, feed);
    if (!feed.ttl_minutes) feed.ttl_minutes = PeriodMinutes(xml, channel);
    TakeItems(in, channel, feed);
  }
  TakeItems(top, xml.root(), feed);
  return feed;
}

}  // namespace checkback
