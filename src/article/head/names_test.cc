#include "article/head/names.h"

#include <gtest/gtest.h>

namespace checkback {
namespace {

std::string Joined(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "" : "; ") + name;
  return out;
}

struct Case {
  std::string_view byline;
  std::string_view names;
};

constexpr Case kCases[] = {
    {"Ana Ruiz", "Ana Ruiz"},
    {"By Ana Ruiz", "Ana Ruiz"},
    {"BY ANA RUIZ AND BEN ITO", "ANA RUIZ; BEN ITO"},
    {"By Ana Ruiz and Ben Ito", "Ana Ruiz; Ben Ito"},
    {"By Ana Ruiz, Ben Ito & Carla Sá", "Ana Ruiz; Ben Ito; Carla Sá"},
    {"Written by: Ana Ruiz", "Ana Ruiz"},
    {"Von Ana Ruiz und Ben Ito", "Ana Ruiz; Ben Ito"},
    {"Von Ana Ruiz, dpa", "Ana Ruiz; dpa"},
    {"Par Ana Ruiz et Ben Ito", "Ana Ruiz; Ben Ito"},
    {"Por Ana Ruiz y Ben Ito", "Ana Ruiz; Ben Ito"},
    {"di Ana Ruiz e Ben Ito", "Ana Ruiz; Ben Ito"},
    {"Door Ana Ruiz en Ben Ito", "Ana Ruiz; Ben Ito"},
    {"Text: Ana Ruiz", "Ana Ruiz"},
    // What they do, where they work, where they are, and when they wrote.
    {"Ana Ruiz, staff writer", "Ana Ruiz"},
    {"Ana Ruiz, Chief Technology Officer and Head of Research", "Ana Ruiz"},
    {"Ana Ruiz Senior Writer", "Ana Ruiz"},
    {"Ana Ruiz, Example Times", "Ana Ruiz"},
    {"Ana Ruiz | The Example Journal", "Ana Ruiz"},
    {"Ana Ruiz, Ph.D.", "Ana Ruiz"},
    {"Ana Ruiz in Berlin", "Ana Ruiz"},
    {"By Ana Ruiz. Wednesday, June 11, 2025", "Ana Ruiz"},
    {"John F. Kennedy", "John F. Kennedy"},
    {"Ana Ruiz (Northwire)", "Ana Ruiz"},
    {"Posted by Ana Ruiz on Tuesday, August 29, 2023", "Ana Ruiz"},
    {"By Ana Ruiz • March 12, 2025", "Ana Ruiz"},
    {"by Ana Ruiz ● December 23, 2025 ● 6 min read", "Ana Ruiz"},
    {"By Ana Ruiz Updated on February 16, 2026", "Ana Ruiz"},
    {"Veröffentlicht von AnaR", "AnaR"},
    {"Publicado por Ana Ruiz", "Ana Ruiz"},
    {"Posted by Ana under World Affairs", "Ana"},
    {"신현주 기자", "신현주"},
    {"Ana Ruiz, ana.ruiz@example.org", "Ana Ruiz"},
    {"Ana Ruiz @anaruiz", "Ana Ruiz"},
    // The organisation where there is nobody.
    {"Staff", "Staff"},
    {"Northwire", "Northwire"},
    {"Executive Content Editor", "Executive Content Editor"},
    {"Example Daily Reporter", "Example Daily Reporter"},
    // No names.
    {"https://example.org/author/ana-ruiz", ""},
    {"www.example.org", ""},
    {"ana.ruiz@example.org", ""},
    {"(Image: Ana Ruiz/Northwire)", ""},
    {"admin", ""},
    {"page.head.extra.author", ""},
    {"2025-05-14", ""},
    {"", ""},
};

TEST(Names, AreReadFromBylines) {
  for (const Case& c : kCases) {
    SCOPED_TRACE(c.byline);
    EXPECT_EQ(Joined(NamesIn(c.byline)), c.names);
  }
}

TEST(Names, BylinesOpenWithByInManyLanguages) {
  for (const std::string_view line :
       {"By Ana Ruiz", "Von Ana Ruiz", "Por Ana Ruiz", "Av Ana Ruiz", "Przez Ana Ruiz",
        "By the Example Team", "Автор: Анна Руис"}) {
    EXPECT_TRUE(OpensByline(line)) << line;
  }
  for (const std::string_view line :
       {"By then the talks had failed", "Von hier an", "Ana Ruiz", "Bystanders said", "", "by"}) {
    EXPECT_FALSE(OpensByline(line)) << line;
  }
}

TEST(Names, MayStandBehindTheDay) {
  EXPECT_EQ(FromBy("May 14, 2025 by Ana Ruiz"), "by Ana Ruiz");
  EXPECT_EQ(FromBy("The talks were led by Ana Ruiz"), "The talks were led by Ana Ruiz");
  EXPECT_TRUE(IsByAlone("Written by:"));
  EXPECT_FALSE(IsByAlone("Written by Ana Ruiz"));
}

TEST(Names, AreOnlyBelievedUnlabelledWhenTheyLookLikeNames) {
  for (const std::string_view name :
       {"Ana Ruiz", "Vincent van der Berg", "María de la Cruz", "신현주"}) {
    EXPECT_TRUE(IsSurelyName(name)) << name;
  }
  for (const std::string_view name : {"Ana", "More stories", "May 14", "the latest news"}) {
    EXPECT_FALSE(IsSurelyName(name)) << name;
  }
}

TEST(Names, OfAHostileBylineAreFewAndFast) {
  std::string byline;
  for (int i = 0; i < 100'000; ++i) byline += "By , and ";
  EXPECT_LE(NamesIn(byline).size(), 24u);
}

}  // namespace
}  // namespace checkback
