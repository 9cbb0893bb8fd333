import { testPagesAt } from "./clean.mjs";

testPagesAt("wide", { viewport: { width: 1280, height: 900 } });
