#include "page/language.h"

#include <gtest/gtest.h>

namespace checkback {
namespace {

TEST(Language, IsToldFromAFewSentences) {
  struct Case {
    std::string_view text, language;
  };
  const Case cases[] = {
      {"The government announced new measures on Monday to support the regions hit by the storm.",
       "en"},
      {"Le gouvernement a annoncé lundi de nouvelles mesures pour soutenir les régions touchées.",
       "fr"},
      {"Die Regierung hat am Montag neue Maßnahmen für die vom Sturm getroffenen Gebiete "
       "angekündigt.",
       "de"},
      {"El gobierno anunció el lunes nuevas medidas para ayudar a las regiones afectadas por la "
       "tormenta.",
       "es"},
      {"O governo anunciou na segunda-feira novas medidas para apoiar as regiões atingidas pela "
       "tempestade.",
       "pt"},
      {"Правительство объявило в понедельник о новых мерах поддержки пострадавших районов.", "ru"},
      {"Уряд оголосив у понеділок про нові заходи підтримки постраждалих від бурі районів країни.",
       "uk"},
      {"أعلنت الحكومة يوم الاثنين عن إجراءات جديدة لدعم المناطق المتضررة من العاصفة.", "ar"},
      {"הממשלה הודיעה ביום שני על צעדים חדשים לתמיכה באזורים שנפגעו מן הסערה.", "he"},
      {"気象庁は津波警報を発表しました。沿岸の住民は高台に避難してください。", "ja"},
      {"기상청은 지진 해일 경보를 발표했다. 해안 주민들은 높은 곳으로 대피해야 한다.", "ko"},
      {"气象局发布了海啸警报。沿海居民应当立即撤离到高处，等待进一步的通知。", "zh"},
      {"氣象局發布了海嘯警報。沿海居民應當立即撤離到高處，等待進一步的通知。", "zh-Hant"},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(LanguageOf(c.text, ""), c.language) << c.text;
    EXPECT_EQ(LanguageOf(c.text, "xx"), c.language) << c.text;
    EXPECT_EQ(LanguageOf(c.text, "tr-TR"), c.language) << c.text;
  }
}

TEST(Language, TheHintDecidesOnlyWhereTheTextDoesNot) {
  struct Case {
    std::string_view text, hint, language;
  };
  const Case cases[] = {
      {"", "", ""},
      {"", "en_us", "en-US"},
      {"12:30", "pt-br", "pt-BR"},
      {"", "zh_hant_tw", "zh-Hant-TW"},
      {"", "EN", "en"},
      {"", "iw", "he"},
      {"", "es-419", "es-419"},
      {"", "english", ""},
      {"", "x", ""},
      {"", "<script>", ""},
      {"", "en-US-x-private", "en-US"},
      {"", "en;q=1", ""},
      {"Regjeringen kunngjorde mandag nye tiltak for å støtte områdene som ble rammet av stormen.",
       "nb-NO", "nb"},
  };
  for (const Case& c : cases)
    EXPECT_EQ(LanguageOf(c.text, c.hint), c.language) << c.text << " " << c.hint;
}

TEST(Language, LongAndBrokenTextDoesNoHarm) {
  std::string text;
  for (int i = 0; i < 100'000; ++i) text += "Größe ";
  EXPECT_EQ(LanguageOf(text + "\xC3", "de"), "de");
  LanguageOf("\xFF\xFE\x80", "");
  LanguageOf(std::string(10'000, '\x80'), "");
  LanguageOf(std::string(10'000, '\0'), "");
}

}  // namespace
}  // namespace checkback
