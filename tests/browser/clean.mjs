// Every page as a reader sees it, at one size, by day and by night: axe finds nothing, nothing is
// wider than the window, nothing moves, nothing is asked of elsewhere.

import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { after, before } from "node:test";
import { World, namesOfPages, pagesOf, test } from "./world.mjs";

const pictures = process.env.SCREENSHOTS;
// A page that is not there says so to the console, and should.
const expected = (trouble) => /404 \(Not Found\)/.test(trouble);

export function testPagesAt(size, options) {
  let world, pages;
  before(async () => {
    world = await World.make();
    pages = await pagesOf(world);
    if (pictures) await mkdir(pictures, { recursive: true });
  });
  after(() => world?.end());

  for (const name of namesOfPages)
    test(`a page is clean, ${size}: ${name}`, async () => {
      const page = await world.open(pages.targets[name] ?? pages.parts[name], { options: { ...options, colorScheme: "light" }, axe: true });
      const picture = (colours) =>
        pictures && page.screenshot({ path: path.join(pictures, `${name}-${size}-${colours}.png`), fullPage: name !== "article" });
      await page.waitForTimeout(100);
      await picture("light");
      assert.deepEqual(await World.axe(page), []);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(over <= 0, `${over} px wider than the window`);
      // By night the colours alone are others.
      await page.emulateMedia({ colorScheme: "dark" });
      await picture("dark");
      assert.deepEqual(await World.axe(page, ["color-contrast"]), []);
      assert.deepEqual(await page.evaluate(() => window.shifted), []);
      assert.deepEqual(page.troubles.filter((trouble) => !expected(trouble)), []);
      await page.context().close();
    });
}
