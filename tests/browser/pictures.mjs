// The pictures of README.md, into a folder: node pictures.mjs FOLDER (see tools/screenshots).

import { stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { World, pagesOf } from "./world.mjs";

const LARGEST = 150_000;  // bytes of a picture; a clone carries them for ever
const folder = path.resolve(process.argv[2]);
const views = {
  "story": { viewport: { width: 1280, height: 960 }, colorScheme: "light" },
  "story-phone": { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, colorScheme: "dark" },
};

const world = await World.make();
try {
  const { targets } = await pagesOf(world);
  for (const [name, options] of Object.entries(views)) {
    const page = await world.open(targets.story, { options: { ...options, reducedMotion: "reduce" } });
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
