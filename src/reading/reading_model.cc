#include "reading/reading_model.h"

#include <algorithm>
#include <map>
#include <vector>

#include "text/embedded.h"
#include "text/hash.h"

namespace checkback {
namespace {

constexpr std::size_t kShownDigits = 12;

std::string Shown(std::string_view bytes) {
  return Sha256Hex(bytes).substr(0, kShownDigits);
}

// The checksum that stands in the head of a model and was compared when it was read.
std::string SumIn(std::string_view model) {
  constexpr std::size_t kHead = 256;
  constexpr std::string_view kLine = "\nsha256 ";
  const std::size_t at = model.substr(0, kHead).find(kLine);
  if (at == std::string_view::npos) return Shown(model);
  return std::string(model.substr(at + kLine.size(), kShownDigits));
}

// A folder's files by their names.
using Folder = std::map<std::string_view, std::string_view>;

std::map<std::string_view, Folder> ReadFolders() {
  constexpr std::string_view kRules = "rules/";
  std::map<std::string_view, Folder> folders;
  for (std::size_t i = 0; i < kEmbeddedCount; ++i) {
    std::string_view path = kEmbeddedFiles[i].path;
    if (!path.starts_with(kRules)) continue;
    path.remove_prefix(kRules.size());
    const std::size_t slash = path.find('/');
    if (slash == std::string_view::npos) continue;
    folders[path.substr(0, slash)][path.substr(slash + 1)] = FindEmbedded(kEmbeddedFiles[i].path);
  }
  return folders;
}

std::string LineOf(std::string_view language, const Folder& folder) {
  std::string models;  // by their names
  std::string sums;    // of the tables, one behind the other
  for (const auto& [name, bytes] : folder) {
    constexpr std::string_view kModel = ".model";
    if (name.ends_with(kModel)) {
      models += " " + std::string(name.substr(0, name.size() - kModel.size())) + " " + SumIn(bytes);
    } else {
      sums += std::string(name) + " " + Sha256Hex(bytes) + "\n";
    }
  }
  return std::string(language) + models + " rules " + Shown(sums);
}

std::map<std::string_view, std::string> ReadLines() {
  std::map<std::string_view, std::string> lines;
  for (const auto& [language, folder] : ReadFolders()) {
    lines.emplace(language, LineOf(language, folder));
  }
  return lines;
}

}  // namespace

const std::string& ReadingModelOf(std::string_view language) {
  static const std::map<std::string_view, std::string> lines = ReadLines();
  static const std::string none;
  std::string_view base = language.substr(0, language.find('-'));
  if (base.empty() || base == "und") base = "en";
  const auto found = lines.find(base);
  return found == lines.end() ? none : found->second;
}

}  // namespace checkback
