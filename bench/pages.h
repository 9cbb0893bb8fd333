// The pages that the micro benchmarks read: the cases of this tree, so that anybody can
// repeat them, and a large page made of one of them many times.

#pragma once

#include <string>

namespace bench {

// The bytes of tests/cases/<name>/page.html; aborts where there is no such case.
std::string CaseBytes(const char* name);

// A page of at least `bytes` bytes: the article of a case, its paragraphs again and again.
std::string LargePage(const char* name, std::size_t bytes);

}  // namespace bench
