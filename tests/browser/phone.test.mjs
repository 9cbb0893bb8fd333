import { testPagesAt } from "./clean.mjs";

testPagesAt("phone", { viewport: { width: 320, height: 640 }, isMobile: true, hasTouch: true });
