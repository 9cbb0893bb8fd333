// The pictures of README.md, into a folder: node pictures.mjs FOLDER (see tools/screenshots).

import { stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { World, pagesOf } from "./world.mjs";

const LARGEST = 150_000;  // bytes of a picture; a clone carries them for ever
const folder = path.resolve(process.argv[2]);
// As of a moment, so that "open 2 days" does not depend on the day on which the picture is made.
const views = {
  "story": { target: "", options: { viewport: { width: 1160, height: 900 }, colorScheme: "light" } },
  "questions": {
    target: "?as_of=2026-03-12T18:00:00Z", scroll: "#questions",
    options: { viewport: { width: 390, height: 588 }, deviceScaleFactor: 2, isMobile: true, colorScheme: "dark" },
  },
};

const world = await World.make();
try {
  const { targets } = await pagesOf(world);
  for (const [name, { target, scroll, options }] of Object.entries(views)) {
    const page = await world.open("/style.css", { options: { ...options, reducedMotion: "reduce" } });
    await page.route("**/do/**", (route) => route.abort());  // looking at it leaves no mark
    await page.goto(world.origin + targets.story + target);
    if (scroll) await page.evaluate((where) => scrollTo(0, document.querySelector(where).getBoundingClientRect().top - 8), scroll);
    await page.waitForTimeout(300);
    const client = await page.context().newCDPSession(page);
    const { data } = await client.send("Page.captureScreenshot", { format: "webp", quality: 82 });
    const file = path.join(folder, `${name}.webp`);
    await writeFile(file, Buffer.from(data, "base64"));
    const { size } = await stat(file);
    console.log(`${path.relative(process.cwd(), file)}: ${size} bytes`);
    if (size > LARGEST) throw new Error(`${name} is larger than ${LARGEST} bytes`);
    // For looking at: an image viewer may not know WebP.
    if (process.env.PNG) await page.screenshot({ path: path.join(process.env.PNG, `${name}.png`) });
    await page.context().close();
  }
} finally {
  await world.end();
}
