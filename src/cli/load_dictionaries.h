// The dictionaries of a folder: `read --dictionaries DIR`.

#pragma once

#include <string>

#include "reading/events/dictionaries.h"
#include "text/result.h"

namespace checkback {

// Every text file of the folder (*.txt), not of folders in it. kNotFound where there is no such
// folder, kBadInput where none of its files is a dictionary.
Result<EventDictionaries> LoadDictionaries(const std::string& folder);

}  // namespace checkback
