#include "page/feed/xml_repair.h"

#include <array>
#include <vector>

#include "text/utf8.h"

namespace checkback {
namespace {

constexpr std::size_t kNone = std::string_view::npos;
constexpr std::string_view kBlank = " \t\r\n\f";
// How far up an end tag looks for its element; deeper ones are of another item.
constexpr std::size_t kMostClosed = 64;

bool BeginsName(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}
bool IsNameChar(char c) {
  return BeginsName(c) || (c >= '0' && c <= '9') || c == ':' || c == '-' || c == '.';
}

// The elements that stand for one item each.
bool IsItem(std::string_view name) {
  const std::string lower = AsciiLower(name);
  const std::string_view local = std::string_view(lower).substr(lower.find(':') + 1);
  return local == "item" || local == "entry" || local == "url" || local == "sitemap" ||
         local == "outline";
}

class Repair {
 public:
  explicit Repair(std::string_view xml) : xml_(xml) { out_.reserve(xml.size()); }

  std::string Run() {
    while (at_ < xml_.size()) {
      const std::size_t mark = std::min(xml_.find('<', at_), xml_.size());
      // Between the elements of the top there is no text.
      if (!open_.empty()) out_ += xml_.substr(at_, mark - at_);
      at_ = mark;
      if (at_ < xml_.size()) Mark();
    }
    DropCutItem();
    CloseDownTo(0);
    return std::move(out_);
  }

 private:
  struct Open {
    std::string_view name;
    std::size_t begin;  // in `out_`
  };
  // A mark that was looked for in vain is not looked for again: linear time.
  enum Sought : std::uint8_t { kComment, kInstruction, kTag, kDouble, kSingle, kSoughtCount };

  std::size_t Find(std::string_view mark, std::size_t from, Sought sought) {
    if (missing_[sought]) return kNone;
    const std::size_t found = xml_.find(mark, from);
    missing_[sought] = found == kNone;
    return found;
  }

  bool At(std::string_view mark) const { return xml_.substr(at_, mark.size()) == mark; }

  void Mark() {
    if (At("<!--")) return PassOver("-->", kComment);
    if (At("<![CDATA[")) return CData();
    if (At("<?")) return PassOver("?>", kInstruction);
    if (At("<!")) return Doctype();
    const std::size_t name = at_ + (At("</") ? 2 : 1);
    if (name >= xml_.size() || !BeginsName(xml_[name])) return Escape();
    return At("</") ? EndTag() : StartTag();
  }

  void Escape() {
    if (!open_.empty()) out_ += "&lt;";
    ++at_;
  }

  void PassOver(std::string_view end, Sought sought) {
    const std::size_t found = Find(end, at_, sought);
    if (found == kNone) return Escape();
    at_ = found + end.size();
  }

  void CData() {
    constexpr std::string_view kEnd = "]]>";
    const std::size_t found = xml_.find(kEnd, at_);
    const std::size_t end = found == kNone ? xml_.size() : found + kEnd.size();
    if (!open_.empty() && found != kNone) out_ += xml_.substr(at_, end - at_);
    at_ = end;
  }

  void Doctype() {
    std::size_t depth = 0;
    for (; at_ < xml_.size(); ++at_) {
      if (xml_[at_] == '[') ++depth;
      if (xml_[at_] == ']' && depth > 0) --depth;
      if (xml_[at_] == '>' && depth == 0) break;
    }
    ++at_;
  }

  std::string_view Name() {
    const std::size_t begin = at_;
    while (at_ < xml_.size() && IsNameChar(xml_[at_])) ++at_;
    return xml_.substr(begin, at_ - begin);
  }

  void EndTag() {
    at_ += 2;
    const std::string_view name = Name();
    const std::size_t end = Find(">", at_, kTag);
    at_ = end == kNone ? xml_.size() : end + 1;
    const std::size_t least = open_.size() < kMostClosed ? 0 : open_.size() - kMostClosed;
    for (std::size_t i = open_.size(); i-- > least;) {
      if (open_[i].name == name) return CloseDownTo(i);
    }
  }

  void CloseDownTo(std::size_t depth) {
    while (open_.size() > depth) {
      out_.append("</").append(open_.back().name).append(">");
      open_.pop_back();
    }
  }

  void StartTag() {
    const std::size_t begin = out_.size();
    ++at_;
    const std::string_view name = Name();
    if (open_.empty() && had_root_) {  // a second document: what follows the first is not read
      at_ = xml_.size();
      return;
    }
    had_root_ = true;
    out_.append("<").append(name);
    const bool empty = Attributes();
    out_ += empty ? "/>" : ">";
    if (!empty) open_.push_back({name, begin});
  }

  // Up to and with '>'; whether the element is empty ("/>").
  bool Attributes() {
    while (at_ < xml_.size()) {
      const char c = xml_[at_];
      if (c == '>') return ++at_, false;
      if (c == '<') return false;  // the tag was never closed
      if (c == '/' && at_ + 1 < xml_.size() && xml_[at_ + 1] == '>') return at_ += 2, true;
      if (BeginsName(c)) {
        Attribute();
      } else {
        ++at_;
      }
    }
    return false;
  }

  void SkipBlanks() { at_ = std::min(xml_.find_first_not_of(kBlank, at_), xml_.size()); }

  void Attribute() {
    const std::string_view name = Name();
    SkipBlanks();
    std::string_view value;
    if (at_ < xml_.size() && xml_[at_] == '=') {
      ++at_;
      SkipBlanks();
      value = Value();
    }
    out_.append(" ").append(name).append("=\"");
    for (const char c : value) {
      if (c == '"')
        out_ += "&quot;";
      else if (c == '<')
        out_ += "&lt;";
      else
        out_ += c;
    }
    out_ += '"';
  }

  std::string_view Value() {
    if (at_ >= xml_.size()) return {};
    const char quote = xml_[at_];
    if (quote == '"' || quote == '\'') {
      const std::size_t begin = at_ + 1;
      const std::size_t end =
          Find(quote == '"' ? "\"" : "'", begin, quote == '"' ? kDouble : kSingle);
      if (end != kNone) {
        at_ = end + 1;
        return xml_.substr(begin, end - begin);
      }
      ++at_;
    }
    const std::size_t begin = at_;
    at_ = std::min(xml_.find_first_of(" \t\r\n\f><", at_), xml_.size());
    return xml_.substr(begin, at_ - begin);
  }

  void DropCutItem() {
    for (std::size_t i = open_.size(); i-- > 1;) {
      if (!IsItem(open_[i].name)) continue;
      out_.resize(open_[i].begin);
      open_.resize(i);
      return;
    }
  }

  std::string_view xml_;
  std::size_t at_ = 0;
  std::string out_;
  std::vector<Open> open_;
  std::array<bool, kSoughtCount> missing_{};
  bool had_root_ = false;
};

}  // namespace

std::string RepairXml(std::string_view xml) {
  return Repair(xml).Run();
}

}  // namespace checkback
