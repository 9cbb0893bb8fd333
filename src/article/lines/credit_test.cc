#include "article/lines/credit.h"

#include <gtest/gtest.h>

#include <string_view>

namespace checkback {
namespace {

struct Case {
  std::string_view line;
  std::string_view caption;
  std::string_view credit;
};

constexpr Case kCases[] = {
    {"Rescue workers at the port. Ana Ruiz/AFP", "Rescue workers at the port.", "Ana Ruiz/AFP"},
    {"Rescue workers at the port. (Photo by Ana Ruiz/AFP via Getty)", "Rescue workers at the port.",
     "Photo by Ana Ruiz/AFP via Getty"},
    {"Rescue workers at the port. Photo: Ana Ruiz", "Rescue workers at the port.",
     "Photo: Ana Ruiz"},
    {"Helfer am Hafen. Foto: Ana Ruiz / Agentur", "Helfer am Hafen.", "Foto: Ana Ruiz / Agentur"},
    {"Rescue workers at the port. Credit: Ana Ruiz", "Rescue workers at the port.",
     "Credit: Ana Ruiz"},
    {"Rescue workers at the port — AP Photo/Ana Ruiz", "Rescue workers at the port",
     "AP Photo/Ana Ruiz"},
    {"Rescue workers at the port. (AP Photo/Ana Ruiz, File)", "Rescue workers at the port.",
     "AP Photo/Ana Ruiz, File"},
    {"Rescue workers at the port © Ana Ruiz", "Rescue workers at the port", "© Ana Ruiz"},
    {"Rescue workers at the port. Photograph: Ana Ruiz/The Herald", "Rescue workers at the port.",
     "Photograph: Ana Ruiz/The Herald"},
    {"Mill Street, Thursday, 10 a.m. Photo by Ana Drosh", "Mill Street, Thursday, 10 a.m.",
     "Photo by Ana Drosh"},
    {"The old house on Thursday. (Courier photo: L. Haddun)", "The old house on Thursday.",
     "Courier photo: L. Haddun"},
    {"A cracked wall in Halvar (Image: Halvar Gazette/Northwire)", "A cracked wall in Halvar",
     "Image: Halvar Gazette/Northwire"},
    {"A wall in Halvar, March 5, 2026. Halvar Gazette/Handout via Northwire",
     "A wall in Halvar, March 5, 2026.", "Halvar Gazette/Handout via Northwire"},
    {"A diver at the station on Sunday. Korve Tribune/M. Ander",
     "A diver at the station on Sunday.", "Korve Tribune/M. Ander"},
    {"Some still in dressing gowns. Echo photo", "Some still in dressing gowns.", "Echo photo"},
    {"Tractors on Friday morning. STAFF PHOTO", "Tractors on Friday morning.", "STAFF PHOTO"},
    {"The minister in Bel Oro on Saturday. Pool photo", "The minister in Bel Oro on Saturday.",
     "Pool photo"},
    {"The ferry leaving earlier this year. Picture: Gazette archive",
     "The ferry leaving earlier this year.", "Picture: Gazette archive"},
    {"He is led from the court. Photo: R. Amory", "He is led from the court.", "Photo: R. Amory"},
    {"Rescue workers at the port. Ana Ruiz", "Rescue workers at the port.", "Ana Ruiz"},
    {"Rescue workers at the port. AFP", "Rescue workers at the port.", "AFP"},
    {"Photo: Ana Ruiz/AFP", "", "Photo: Ana Ruiz/AFP"},
    {"Ana Ruiz/AFP", "", "Ana Ruiz/AFP"},
    {"© AFP", "", "© AFP"},
    {"„Das ist falsch.“ Ana Ruiz / AP", "„Das ist falsch.“", "Ana Ruiz / AP"},
    {"A man (via The Hill):", "A man (via The Hill):", ""},
    {"- Shorts/Skirts", "- Shorts/Skirts", ""},
    {"Position: PF/C", "Position: PF/C", ""},
    {"THE WEEK IN PICTURES", "THE WEEK IN PICTURES", ""},
    // No credit.
    {"Rescue workers at the port.", "Rescue workers at the port.", ""},
    {"He asked for a photo by the door.", "He asked for a photo by the door.", ""},
    {"The mayor (left) and the minister (right)", "The mayor (left) and the minister (right)", ""},
    {"The talks were held in Bel Oro", "The talks were held in Bel Oro", ""},
    {"The mayor with her sons and/or cousins", "The mayor with her sons and/or cousins", ""},
    {"The 2025/26 budget", "The 2025/26 budget", ""},
    {"Ana Ruiz", "Ana Ruiz", ""},
    {"The minister spoke. He left the hall by car.", "The minister spoke. He left the hall by car.",
     ""},
    {"She met Dr. Ana Ruiz", "She met Dr. Ana Ruiz", ""},
    {"", "", ""},
};

TEST(Credit, IsCutFromItsCaption) {
  for (const Case& c : kCases) {
    const CaptionParts parts = SplitCredit(c.line);
    EXPECT_EQ(Words(c.line, parts.caption), c.caption) << c.line;
    EXPECT_EQ(Words(c.line, parts.credit), c.credit) << c.line;
  }
}

struct PlaceCase {
  std::string_view paragraph;
  std::string_view place;  // "" : no dateline
  std::string_view body;
};

constexpr PlaceCase kPlaces[] = {
    {"SENNA COAST (Northwire) - Rescuers said", "SENNA COAST", "Rescuers said"},
    {"VELDGRAD (Northwire) -- Tarsova will send", "VELDGRAD", "Tarsova will send"},
    {"KORVE, Dovania (Northwire) -- An earthquake", "KORVE, Dovania", "An earthquake"},
    {"KELLAN, Ardmuir, March 17 (Meridian Press) - Two people", "KELLAN, Ardmuir", "Two people"},
    {"LONDON, May 3 (Reuters) - The bank said", "LONDON", "The bank said"},
    {"LONDON (Reuters) – The bank said", "LONDON", "The bank said"},
    {"WASHINGTON — The president said", "WASHINGTON", "The president said"},
    {"WASHINGTON—The president said", "WASHINGTON", "The president said"},
    {"HALLENSTAD -- The prime minister", "HALLENSTAD", "The prime minister"},
    {"PARIS (AFP) – Le président", "PARIS", "Le président"},
    {"Berlin (dpa) - Die Regierung", "Berlin", "Die Regierung"},
    {"Berlin (dpa/tmn) – Die Regierung", "Berlin", "Die Regierung"},
    {"ROMA, 3 mag - Il governo", "ROMA", "Il governo"},
    {"PORTO LUME, 29 April. - They wanted", "PORTO LUME", "They wanted"},
    {"Madrid, 3 may (EFE).- El Gobierno", "Madrid", "El Gobierno"},
    {"NEW YORK, N.Y. (AP) — \"We will not,\" he said", "NEW YORK, N.Y.",
     "\"We will not,\" he said"},
    {"(AP) WASHINGTON — The president", "WASHINGTON", "The president"},
    {"BEL ORO, March 5 (Meridian Press) - Tarsovan", "BEL ORO", "Tarsovan"},
    {"PORT CASSIM, Sarra — They closed", "PORT CASSIM, Sarra", "They closed"},
    {"KYIV, Ukraine — They closed", "KYIV, Ukraine", "They closed"},
    {"ROME — They closed", "ROME", "They closed"},
    // None.
    {"WHO – the UN body – said", "", ""},
    {"NATO – The alliance of 32", "", ""},
    {"4 p.m. -- Everyone's phone went off", "", ""},
    {"John Smith - The man who knew", "", ""},
    {"The minister — A tall man — said", "", ""},
    {"UPDATE - The talks are over", "", ""},
    {"She was late - He was not", "", ""},
    {"PASSENGERS are being taken off the ship - Slowly", "", ""},
    {"LONDON is calling, he said - And it was", "", ""},
    {"", "", ""},
    {" - ", "", ""},
};

TEST(Datelines, GiveThePlaceAsPrintedAndWhereTheSentenceStarts) {
  for (const PlaceCase& c : kPlaces) {
    const auto found = FindDateline(c.paragraph);
    EXPECT_EQ(found ? Words(c.paragraph, found->place) : "", c.place) << c.paragraph;
    if (found) {
      EXPECT_EQ(c.paragraph.substr(found->body), c.body) << c.paragraph;
    }
  }
}

TEST(Credits, NamesInBracketsAreALineOfTheirOwn) {
  for (const std::string_view line :
       {"(AP)", "(CWS, Gazette)", "(dpa)", "(dpa/AFP)", "[Northwire]", "(Example News Agency)",
        "(Agence France-Presse and Northwire).", "(EFE y Gaceta)"}) {
    EXPECT_TRUE(IsNamesInBrackets(line)) << line;
  }
  for (const std::string_view line :
       {"", "()", "(AP", "AP", "(The minister declined to comment)", "(She laughed)", "(1)",
        "(May 14, 2025)", "(AP) The talks resumed.", "(Is it?)", "(see above)",
        "(By Ana Ruiz; Editing by Ben Ito)"}) {
    EXPECT_FALSE(IsNamesInBrackets(line)) << line;
  }
}

}  // namespace
}  // namespace checkback
