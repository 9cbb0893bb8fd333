#include "page/charset.h"

#include <gtest/gtest.h>
#include <unicode/ucnv.h>

#include "page/charset_labels.h"
#include "page/meta_charset.h"
#include "text/utf8.h"

namespace checkback {
namespace {

// `text` (UTF-8) in another charset.
std::string In(const char* charset, std::string_view text) {
  std::string out(text.size() * 4 + 16, '\0');
  UErrorCode error = U_ZERO_ERROR;
  const auto length =
      ucnv_convert(charset, "UTF-8", out.data(), static_cast<std::int32_t>(out.size()), text.data(),
                   static_cast<std::int32_t>(text.size()), &error);
  EXPECT_TRUE(U_SUCCESS(error)) << charset;
  out.resize(static_cast<std::size_t>(length));
  return out;
}

using namespace std::string_view_literals;

struct Sentence {
  const char* charset;  // the WHATWG name
  std::string_view text;
};
constexpr Sentence kSentences[] = {
    {"windows-1252",
     "Le gouvernement a décidé d’élargir l’enquête à toute la région, où la tempête a frappé."},
    {"windows-1250",
     "Vláda v pondělí schválila nový zákon, který má zlepšit životní podmínky příštích let."},
    {"windows-1251", "Правительство объявило о новых мерах поддержки пострадавших районов страны."},
    {"windows-1253",
     "Η κυβέρνηση ανακοίνωσε νέα μέτρα στήριξης για τις πληγείσες περιοχές της χώρας."},
    {"windows-1254",
     "Hükümet, depremden etkilenen bölgeler için yeni önlemleri açıkladı; ölü sayısı arttı."},
    {"windows-1255", "הממשלה הודיעה על צעדים חדשים לתמיכה באזורים שנפגעו מן הסערה בשבוע שעבר."},
    {"windows-1256", "أعلنت الحكومة عن إجراءات جديدة لدعم المناطق المتضررة من العاصفة في البلاد."},
    {"koi8-r", "Правительство объявило о новых мерах поддержки пострадавших районов страны."},
    {"iso-8859-2",
     "Vláda v pondělí schválila nový zákon, který má zlepšit životní podmínky příštích let."},
    {"iso-8859-7",
     "Η κυβέρνηση ανακοίνωσε νέα μέτρα στήριξης για τις πληγείσες περιοχές της χώρας."},
    {"shift_jis", "気象庁は津波警報を発表しました。沿岸の住民は高台に避難してください。"},
    {"euc-jp", "気象庁は津波警報を発表しました。沿岸の住民は高台に避難してください。"},
    {"iso-2022-jp", "気象庁は津波警報を発表しました。沿岸の住民は高台に避難してください。"},
    {"euc-kr", "기상청은 지진 해일 경보를 발표했다. 해안 주민들은 높은 곳으로 대피해야 한다."},
    {"gb18030", "气象局发布了海啸警报。沿海居民应当立即撤离到高处，等待进一步的通知。"},
    {"big5", "氣象局發布了海嘯警報。沿海居民應當立即撤離到高處，等待進一步的通知。"},
};

std::string Page(std::string_view label, std::string_view text) {
  std::string page = "<html><head>";
  if (!label.empty()) page += "<meta charset=\"" + std::string(label) + "\">";
  return page + "<title>" + std::string(text) + "</title></head><body><p>" + std::string(text) +
         "</p></body></html>";
}

TEST(Charset, DeclaredOnesAreRead) {
  for (const Sentence& s : kSentences) {
    SCOPED_TRACE(s.charset);
    const std::string page = Page(s.charset, s.text);
    const std::string bytes = In(CharsetOfLabel(s.charset)->converter, page);
    const Decoded by_meta = DecodeBytes(bytes, "");
    EXPECT_EQ(by_meta.text, page);
    EXPECT_EQ(by_meta.charset, s.charset);
    EXPECT_EQ(by_meta.because, "meta");
    EXPECT_EQ(DecodeBytes(bytes, s.charset).because, "header");
  }
}

TEST(Charset, UndeclaredOnesAreTakenFromTheBytes) {
  for (const Sentence& s : kSentences) {
    SCOPED_TRACE(s.charset);
    const std::string page = Page("", s.text);
    const Decoded decoded = DecodeBytes(In(CharsetOfLabel(s.charset)->converter, page), "");
    EXPECT_EQ(decoded.text, page);
    EXPECT_EQ(decoded.because, "content");
  }
}

TEST(Charset, WrongLabelsAreOverruled) {
  for (const Sentence& s : kSentences) {
    SCOPED_TRACE(s.charset);
    for (const char* label : {"utf-8", "iso-8859-1"}) {
      if (s.charset == std::string_view("windows-1252") ||
          s.charset == std::string_view("iso-2022-jp"))
        continue;
      // Latin script in a Latin charset does not contradict the label.
      if (label != std::string_view("utf-8") &&
          s.text.find_first_of("aeiou") != std::string_view::npos)
        continue;
      const std::string page = Page(label, s.text);
      const Decoded decoded = DecodeBytes(In(CharsetOfLabel(s.charset)->converter, page), "");
      EXPECT_EQ(decoded.text, page) << label;
      EXPECT_EQ(decoded.because, "declared but contradicted");
    }
    // UTF-8 that calls itself something else.
    const Decoded decoded = DecodeBytes(Page(s.charset, s.text), "latin1");
    EXPECT_EQ(decoded.text, Page(s.charset, s.text));
    EXPECT_EQ(decoded.charset, "utf-8");
    EXPECT_EQ(decoded.because, "declared but contradicted");
  }
}

TEST(Charset, Utf16And32AreReadByMarkAndUtf16AlsoWithout) {
  const std::string page = Page("", "Größe 日本 😀");
  for (const char* charset : {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"}) {
    SCOPED_TRACE(charset);
    const Decoded marked = DecodeBytes(In(charset, "\uFEFF" + page), "iso-8859-1");
    EXPECT_EQ(marked.text, page);
    EXPECT_EQ(marked.because, "byte order mark");
    EXPECT_EQ(marked.charset, AsciiLower(charset));
    if (charset[4] == '1') {
      EXPECT_EQ(DecodeBytes(In(charset, page), "").text, page);
    }
  }
}

TEST(Charset, Utf16AcrossBufferEndsAndCutShort) {
  std::string text = "a";
  for (int i = 0; i < 5000; ++i) text += "😀";
  const std::string bytes = In("UTF-16LE", "\uFEFF" + text);
  EXPECT_EQ(DecodeBytes(bytes, "").text, text);
  for (std::size_t cut = 1; cut < 4; ++cut) {
    const Decoded decoded = DecodeBytes(bytes.substr(0, bytes.size() - cut), "");
    EXPECT_TRUE(IsValidUtf8(decoded.text));
    EXPECT_EQ(decoded.text.substr(0, text.size() - 4), text.substr(0, text.size() - 4));
  }
  EXPECT_EQ(DecodeBytes(std::string("\xFF\xFE\x3D\xD8x\0", 6), "").text, "\uFFFDx");
}

TEST(Charset, NulAndMarkGoAndBadBytesAreReplaced) {
  struct Case {
    std::string_view bytes, label, text;
  };
  const Case cases[] = {
      {"", "", ""},
      {"\xEF\xBB\xBFx", "", "x"},
      {"\xEF\xBB\xBF\xEF\xBB\xBFx", "latin1", "x"},
      {"\xEF\xBB\xBF caf\xE9", "", " caf\uFFFD"},
      {"a\0b\0\0c and more, so that it is not UTF-16"sv, "",
       "abc and more, so that it is not UTF-16"},
      {"é è à ü ö cut \xE2\x82", "", "é è à ü ö cut \uFFFD\uFFFD"},
      {"é è à ü ö one \xE9!", "utf-8", "é è à ü ö one \uFFFD!"},
      {"caf\xE9", "", "café"},
      {"caf\xE9", "utf-8", "café"},
      {"caf\xE9", "no such charset", "café"},
      {"plain", "utf-16", "plain"},
      {"\x80 5", "iso-8859-1", "€ 5"},
      {"\xFF\xFE", "", ""},
      {"\x14\x6C\xE1\x8C\x40\x5C\n\0"sv, "utf-16", "气賡局\n"},
      {"\xFF", "utf-16le", "ÿ"},
      // A cut pair at the end of Shift_JIS.
      {"\x82\xA0\x82\xA2\x82\xA4\x82\xA6\x82\xA8\x82\xA9\x82\xAB\x82\xAD\x82\xAF\x82\xB1\x82\xB3"
       "\x82\xB5\x82\xB7\x82\xB9"
       "\x82\xBB\x82\xBD\x82\xBF\x82\xC2\x82\xC4\x82\xC6\x82",
       "shift_jis", "あいうえおかきくけこさしすせそたちつてと\uFFFD"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.text);
    const Decoded decoded = DecodeBytes(std::string(c.bytes), c.label);
    EXPECT_EQ(decoded.text, c.text) << decoded.charset << " " << decoded.because;
    EXPECT_TRUE(IsValidUtf8(decoded.text));
  }
}

TEST(Charset, LabelsMeanWhatBrowsersTakeThemFor) {
  struct Case {
    std::string_view label, name;
  };
  const Case cases[] = {
      {"ISO-8859-1", "windows-1252"}, {" latin1\n", "windows-1252"}, {"us-ascii", "windows-1252"},
      {"iso-8859-9", "windows-1254"}, {"TIS-620", "windows-874"},    {"gb2312", "gbk"},
      {"ks_c_5601-1987", "euc-kr"},   {"x-sjis", "shift_jis"},       {"UTF8", "utf-8"},
      {"iso-8859-15", "iso-8859-15"}, {"win-1251", "windows-1251"},
  };
  for (const Case& c : cases) {
    const Charset* charset = CharsetOfLabel(c.label);
    ASSERT_NE(charset, nullptr) << c.label;
    EXPECT_EQ(charset->name, c.name);
  }
  for (const std::string_view unknown : {"", " ", "klingon", "utf-8 utf8", "utf", "8859-1 "}) {
    EXPECT_EQ(CharsetOfLabel(unknown), nullptr) << unknown;
  }
}

TEST(Charset, TheFirstMetaThatCountsIsFound) {
  struct Case {
    std::string_view page, label;
  };
  const Case cases[] = {
      {"<meta charset=koi8-r>", "koi8-r"},
      {"<META CHARSET = 'EUC-JP' />", "EUC-JP"},
      {R"(<meta http-equiv="Content-Type" content="text/html; charset=gb2312">)", "gb2312"},
      {R"(<meta content="text/html;charset=big5" http-equiv=content-type>)", "big5"},
      {R"(<meta name=description content="the charset=x trick"><meta charset=utf-8>)", "utf-8"},
      {"<!-- <meta charset=big5> --><meta charset=utf-8>", "utf-8"},
      {"<!-- <meta charset=big5>", ""},
      {R"(<?xml version="1.0" encoding="windows-1251"?><html>)", "windows-1251"},
      {"<?xml version='1.0'?><meta charset=utf-8>", "utf-8"},
      {"<metadata charset=big5>", ""},
      {"<meta", ""},
      {"<meta charset", ""},
      {"<meta =x charset=utf-8>", "utf-8"},
      {"text with charset=big5", ""},
  };
  for (const Case& c : cases) EXPECT_EQ(MetaCharset(c.page), c.label) << c.page;
  EXPECT_EQ(MetaCharset(std::string(5000, ' ') + "<meta charset=utf-8>"), "");
  EXPECT_EQ(CharsetParameter("text/html; Charset=\"UTF-8\""), "UTF-8");
  EXPECT_EQ(CharsetParameter("text/html"), "");
}

}  // namespace
}  // namespace checkback
