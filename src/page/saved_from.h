// Where a saved page came from, as the program that saved it wrote into it.
//
//   <!-- saved from url=(0035)https://news.example/2025/dam.html -->        browsers
//   <!-- Page saved with SingleFile                                         an extension of many
//    url: https://news.example/2025/dam.html

#pragma once

#include <string>
#include <string_view>

namespace checkback {

// The address, http or https; "" where the first 4 KiB of `bytes` (in UTF-8, UTF-16 or any charset
// that holds ASCII) say none. Safe to call from many threads.
std::string SavedFrom(std::string_view bytes);

}  // namespace checkback
