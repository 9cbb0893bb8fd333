// Web and mail addresses in running text.

#pragma once

#include <cstddef>
#include <string_view>

namespace checkback {

// How many bytes at the begin of `text`, which holds no white space, are an address: it begins with
// a scheme, with "www.", or is a name, an at sign and a domain. Marks of the sentence at its end
// (stops, commas, brackets that it did not open) do not belong to it. 0: no address. Looks at most
// at the first 2,000 bytes.
std::size_t AddressSize(std::string_view text);

}  // namespace checkback
