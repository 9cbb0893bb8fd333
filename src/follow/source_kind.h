// What a file holds, told from its first bytes. For the folder.

#pragma once

#include <string>
#include <string_view>

namespace checkback {

enum class SourceKind {
  kPage,  // or anything else
  kLines,
  kArchive,
  kFeed,
  kOpml,
};

// Of the first bytes, unpacked, and the name. Feeds and archives are told where `everything` is
// read; without it their bytes are those of a page.
SourceKind KindOf(std::string_view head, std::string_view name, bool everything);

// gzip or zstd, by the first four bytes.
bool IsPacked(std::string_view head);

// ".warc", ".warc.gz", ".wet.gz": damaged bytes do not show it any more.
bool IsNamedAsArchive(std::string_view name);

// Files of folders that are taken: by their endings, in any case of letters. The second list is
// that of `everything`, packed or not.
bool IsPageFile(std::string_view name);
bool IsAnyInputFile(std::string_view name);
// ".json", ".xml": many things are called so; in folders they are taken only where they are feeds.
bool IsNamedAsAnything(std::string_view name);

// The ending of a foreign name, fit to be shown and counted: ".jpg", "no ending".
std::string EndingOf(std::string_view name);

// Why bytes that begin so are not read, with what to do instead; "" where they are.
std::string_view Refusal(std::string_view head, bool everything);

}  // namespace checkback
