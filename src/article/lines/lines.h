// What kind of line is this? Notices, corrections, credits, datelines, and lines that
// belong to the site rather than to the article, told by the pattern tables in
// rules/<language>/lines.txt. The engine knows no language.

#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "text/instant.h"
#include "text/span.h"

namespace checkback {

enum class LineKind {
  kBody,        // nothing speaks against it
  kNotice,      // "This is a developing story. Please check back for updates."
  kCorrection,  // "Correction: an earlier version …", "Editor's note: …"
  kCredit,      // "Photo: Ana Ruiz/AFP", "Reporting by X; editing by Y"
  kFurniture,   // "Sign up for our newsletter", "Read more: …", "Advertisement", "Share this"
};

struct LineVerdict {
  LineKind kind = LineKind::kBody;
  bool developing = false;  // the line says that the story goes on
  std::string_view rule;    // the line of the table that decided; lives as long as the program
};

// The kind of a whole paragraph, in any of the languages of rules/ (the `language` of the
// text first; "" for unknown). Long paragraphs (over kLongLine bytes) are body unless
// they open like a correction. Safe to call from many threads; linear in the line.
LineVerdict JudgeLine(std::string_view line, std::string_view language);
inline constexpr std::size_t kLongLine = 600;

// "Rescue workers at the port. Ana Ruiz/AFP" -> caption and credit as spans of `caption`;
// an empty credit where there is none.
struct CaptionParts {
  Span caption;
  Span credit;
};
CaptionParts SplitCredit(std::string_view caption);

// "(AP)", "(Northwire, Gazette)": a line of names in brackets and nothing else. At the end of a
// body that is who wrote it; elsewhere it may be anything.
bool IsNamesInBrackets(std::string_view line);

// "SENNA COAST (Northwire) - Rescuers said" -> the place, as printed; and where the sentence
// starts. Nothing where the paragraph has no dateline.
struct Dateline {
  Span place;
  std::size_t body = 0;
};
std::optional<Dateline> FindDateline(std::string_view paragraph);

}  // namespace checkback
