// One page of results: the part of SearchIndex that reads.

#pragma once

#include "store/search/search.h"

namespace checkback {

Result<SearchPage> FindPage(const Database& db, const Query& query, const SearchRequest& request,
                            const DocumentSource& source);

}  // namespace checkback
