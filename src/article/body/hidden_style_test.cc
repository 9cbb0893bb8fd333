#include "article/body/hidden_style.h"

#include <gtest/gtest.h>

namespace checkback {
namespace {

TEST(HiddenStyle, IsToldByWhatABrowserWouldNotShow) {
  for (const char* style :
       {"display:none", "color:red; DISPLAY: None !important", "visibility:hidden", "opacity:0",
        "position:absolute;left:-9999px", "text-indent:-999em", "font-size:0",
        "position:absolute;width:1px;height:1px;overflow:hidden", "clip:rect(0 0 0 0)"}) {
    EXPECT_TRUE(StyleHides(style)) << style;
  }
}

TEST(HiddenStyle, IsNotSeenInOrdinaryStyles) {
  for (const char* style : {"", "display:block", "opacity:0.9", "left:-10px", "width:1px",
                            "height:0", "width:100%;overflow:hidden", "font-size:0.8em",
                            "margin-left:-15px", ":::;;;", "display", "left:auto"}) {
    EXPECT_FALSE(StyleHides(style)) << style;
  }
}

}  // namespace
}  // namespace checkback
