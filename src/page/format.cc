#include "page/format.h"

#include <algorithm>
#include <cstddef>

#include "text/utf8.h"

namespace checkback {
namespace {

struct Magic {
  std::size_t at;
  std::string_view bytes;
  std::string_view kind;
};

using namespace std::string_view_literals;

// Only marks that no text begins with: a story may open with the word "RIFF".
constexpr Magic kMagic[] = {
    {0, "%PDF-"sv, "a PDF"},
    {0, "\x89PNG\r\n\x1A\n"sv, "a PNG image"},
    {0, "\xFF\xD8\xFF"sv, "a JPEG image"},
    {0, "GIF87a"sv, "a GIF image"},
    {0, "GIF89a"sv, "a GIF image"},
    {0, "\0\0\1\0"sv, "an icon"},
    {0, "II*\0"sv, "a TIFF image"},
    {0, "MM\0*"sv, "a TIFF image"},
    {0, "\x1A\x45\xDF\xA3"sv, "a Matroska or WebM video"},
    {0, "OggS\0"sv, "an Ogg file"},
    {0, "fLaC\0"sv, "a FLAC sound"},
    {0, "ID3\2"sv, "an MP3 sound"},
    {0, "ID3\3"sv, "an MP3 sound"},
    {0, "ID3\4"sv, "an MP3 sound"},
    {0, "FLV\1"sv, "a Flash video"},
    {257, "ustar\0"sv, "a tar file"},
    {257, "ustar  \0"sv, "a tar file"},
    {0, "wOFF"sv, "a web font"},
    {0, "wOF2"sv, "a web font"},
    {0, "\x1F\x8B"sv, "a gzip file"},
    {4, "1AY&SY"sv, "a bzip2 file"},
    {0,
     "\xFD"
     "7zXZ\0"sv,
     "an xz file"},
    {0, "\x28\xB5\x2F\xFD"sv, "a Zstandard file"},
    {0, "7z\xBC\xAF\x27\x1C"sv, "a 7-Zip file"},
    {0, "Rar!\x1A\x07"sv, "a RAR file"},
    {0, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"sv, "an old Office document"},
    {0, "{\\rtf"sv, "an RTF document"},
    {0,
     "\x7F"
     "ELF"sv,
     "a program (ELF)"},
    {0, "\xCF\xFA\xED\xFE"sv, "a program (Mach-O)"},
    {0, "\0asm"sv, "a program (WebAssembly)"},
    {0, "SQLite format 3\0"sv, "an SQLite database"},
    {0, "WARC/1."sv, "a WARC archive"},
};

bool Has(std::string_view bytes, const Magic& magic) {
  return bytes.size() >= magic.at && bytes.substr(magic.at, magic.bytes.size()) == magic.bytes;
}

// A zip by what lies in it; names of the first entries stand near its beginning.
std::string_view ZipKind(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, 4096);
  if (head.find("word/") != std::string_view::npos) return "a Word document";
  if (head.find("xl/") != std::string_view::npos) return "an Excel sheet";
  if (head.find("ppt/") != std::string_view::npos) return "a PowerPoint file";
  if (head.find("epub+zip") != std::string_view::npos) return "an EPUB book";
  if (head.find("opendocument") != std::string_view::npos) return "an OpenDocument file";
  if (head.find("[Content_Types].xml") != std::string_view::npos) return "an Office document";
  return "a zip file";
}

std::string_view RiffKind(std::string_view bytes) {
  const std::string_view form = bytes.substr(8, 4);
  return form == "WEBP"   ? "a WebP image"
         : form == "WAVE" ? "a WAVE sound"
         : form == "AVI " ? "an AVI video"
                          : "";
}

std::string_view IsoMediaKind(std::string_view bytes) {
  const std::string_view brand = bytes.substr(8, 4);
  return brand == "avif"   ? "an AVIF image"
         : brand == "heic" ? "a HEIC image"
                           : "an MP4 video or sound";
}

bool IsUtf16OrUtf32(std::string_view bytes) {
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF") ||
      bytes.starts_with("\0\0\xFE\xFF"sv))
    return true;
  // Without a mark: nearly every second byte is NUL, and the others are not.
  std::size_t nuls[2] = {0, 0};
  for (std::size_t i = 0; i < bytes.size(); ++i) nuls[i % 2] += bytes[i] == '\0';
  const auto [fewer, more] = std::minmax(nuls[0], nuls[1]);
  return more * 10 > bytes.size() / 2 * 6 && fewer * 10 < bytes.size() / 2;
}

// A page may hold a stray NUL or a vertical tab; in pictures and programs one byte in eight
// is below a blank.
bool IsMostlyControls(std::string_view bytes) {
  const auto is_control = [](char c) {
    return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r' &&
           c != '\f' && c != '\x1B';
  };
  return static_cast<std::size_t>(std::count_if(bytes.begin(), bytes.end(), is_control)) * 20 >
         bytes.size();
}

bool IsLetter(char c) {
  return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

bool OpensMarkup(std::string_view text) {
  return text.size() > 1 && text[0] == '<' &&
         (IsLetter(text[1]) || text[1] == '!' || text[1] == '?' || text[1] == '/');
}

}  // namespace

std::string_view BinaryKind(std::string_view bytes) {
  if (bytes.starts_with("PK\x03\x04")) return ZipKind(bytes);
  if (bytes.size() >= 12 && bytes.starts_with("RIFF") && !RiffKind(bytes).empty())
    return RiffKind(bytes);
  if (bytes.size() >= 12 && bytes[0] == '\0' && bytes.substr(4, 4) == "ftyp")
    return IsoMediaKind(bytes);
  for (const Magic& magic : kMagic) {
    if (Has(bytes, magic)) return magic.kind;
  }
  const std::string_view head = bytes.substr(0, 4096);
  return !IsUtf16OrUtf32(head) && IsMostlyControls(head) ? "binary data" : "";
}

PageFormat FormatOf(std::string_view text) {
  // A fragment may begin with words; three closing tags are no accident of prose.
  constexpr std::size_t kEnoughTags = 3;
  text = Trim(text.substr(0, 64u << 10));
  if (OpensMarkup(text)) return PageFormat::kHtml;
  std::size_t tags = 0;
  for (std::size_t at = text.find("</"); at != std::string_view::npos;
       at = text.find("</", at + 2)) {
    if (at + 2 < text.size() && IsLetter(text[at + 2]) && ++tags == kEnoughTags)
      return PageFormat::kHtml;
  }
  return PageFormat::kScrapedText;
}

}  // namespace checkback
