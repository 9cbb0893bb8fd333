#include "pages.h"

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <sstream>

namespace bench {

std::string CaseBytes(const char* name) {
  const std::string path = std::string(CHECKBACK_SOURCE "/tests/cases/") + name + "/page.html";
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    std::fprintf(stderr, "bench: no %s\n", path.c_str());
    std::abort();
  }
  std::stringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

std::string LargePage(const char* name, std::size_t bytes) {
  const std::string page = CaseBytes(name);
  const std::size_t from = page.find("<p>");
  const std::size_t to = page.rfind("</p>") + 4;
  std::string large = page.substr(0, from);
  for (int n = 0; large.size() < bytes; ++n) {
    large +=
        "<div class=\"part-" + std::to_string(n) + "\">" + page.substr(from, to - from) + "</div>";
  }
  return large + page.substr(to);
}

}  // namespace bench
