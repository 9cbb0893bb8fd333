// Pages that were made to attack whoever reads them: every stored field holds markup and script.

import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before } from "node:test";
import { World, pagesOf, test } from "./world.mjs";

const attacks = [
  "<script>window.hacked=1</script>",
  "\"><img src=x onerror=window.hacked=1>",
  "'><svg onload=window.hacked=1>",
  "</title><script>window.hacked=1</script>",
  "javascript:window.hacked=1",
  "{{constructor.constructor('window.hacked=1')()}}",
];

let world, folder;
before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "checkback-hostile-"));
  const file = path.join(folder, "pages.jsonl");
  const lines = [];
  const attack = attacks.join(" ");
  for (const [i, count] of ["Four", "Seven", "Nine"].entries())
    lines.push({
      url: `https://post.example/a?${encodeURIComponent(attack)}`,
      seen_at: `2025-05-1${4 + i}T06:00:00Z`,
      language: "en",
      outlet: `Post ${attack}`,
      byline: [`Ann ${attack}`],
      title: `Explosion at Halvar cold store ${attack}`,
      description: attack,
      body: `${count} people died in an explosion at the Halvar cold store on Wednesday, the minister Ann Lee said ${attack}. ` +
        `It is not known whether the alarm was switched off ${attack}. A report is expected on May 30 ${attack}. ` +
        `"We deny it ${attack}," said Ann Lee of ${attack}.`,
    });
  lines.push({ ...lines[0], url: `javascript:window.hacked=1//`, seen_at: "2025-05-17T06:00:00Z" });
  lines.push({ ...lines[1], url: "https://other.example/b", outlet: "Other", seen_at: "2025-05-18T06:00:00Z" });
  await writeFile(file, lines.map((line) => JSON.stringify(line)).join("\n") + "\n");
  world = await World.make({ inputs: [file] });
});
after(async () => {
  await world?.end();
  await rm(folder, { recursive: true, force: true });
});

test("no field of a page becomes markup or script", async () => {
  const { targets, parts } = await pagesOf(world);
  const attack = encodeURIComponent(attacks.join(" "));
  const more = {
    typed: `/search?q=${attack}`,
    phrase: `/search?q=%22${attack}`,
    filter: `/?outlet=${attack}&person=${attack}&place=${attack}&language=${attack}`,
    moment: `/?as_of=${attack}`,
    path: `/${attack}`,
    state: `/questions?state=${attack}`,
    awaited: `/expected?state=${attack}`,
    since: `${targets.story}?since=${attack}`,
  };
  for (const [name, target] of Object.entries({ ...targets, ...parts, ...more })) {
    const page = await world.open(target);
    await page.waitForTimeout(50);
    assert.equal(await page.evaluate(() => window.hacked), undefined, name);
    const scripts = await page.$$eval("script", (all) => all.map((one) => one.getAttribute("src")));
    assert.equal(scripts.length, 1, name);
    assert.match(scripts[0], /^\/page\.js\?v=/);
    assert.equal(await page.locator("main img, main iframe, main [onerror], main [onload]").count(), 0, name);
    // By the attribute: a link in a drawing has no `protocol`.
    const links = await page.$$eval("a", (all) => all.map((one) => new URL(one.getAttribute("href"), location.href).protocol));
    assert.ok(links.every((protocol) => protocol === "http:" || protocol === "https:"), `${name}: ${links}`);
    assert.deepEqual(page.troubles.filter((trouble) => !/40[04] \(/.test(trouble)), [], name);
    await page.context().close();
  }
});

test("a live notice is words", async () => {
  const page = await world.open("/");
  await page.waitForTimeout(300);
  await world.importLine({ url: "https://post.example/live", seen_at: "2025-05-19T06:00:00Z", language: "en",
    outlet: attacks[1], title: `Second explosion at Halvar ${attacks.join(" ")}`,
    body: "A second explosion shook the Halvar cold store on Monday and nobody was hurt, the fire service said." });
  await page.waitForSelector("#came p", { timeout: 20_000 });
  assert.match(await page.textContent("#came"), /<script>window\.hacked/);
  assert.equal(await page.evaluate(() => window.hacked), undefined);
  assert.equal(await page.locator("#came img, #came script").count(), 0);
  assert.deepEqual(page.troubles, []);
  await page.context().close();
});

test("a page elsewhere can neither frame us nor act for a reader", async () => {
  const elsewhere = await world.browser.newContext();
  const page = await elsewhere.newPage();
  // Another origin: the same machine by another name. Its requests carry what a browser says of them.
  await page.route("http://localhost:1/**", (route) => route.fulfill({ contentType: "text/html", body:
    `<form id="f" method="post" action="${world.origin}/do/mark-all"><input name="key" value="guess"></form>` +
    `<iframe src="${world.origin}/"></iframe>` }));
  await page.goto("http://localhost:1/evil");
  const frame = page.frames().find((one) => one.url().startsWith(world.origin));
  assert.equal(frame === undefined || (await frame.locator("main").count()) === 0, true);
  await page.evaluate(() => document.getElementById("f").submit());
  await page.waitForURL("**/do/mark-all");
  assert.match(await page.textContent("main"), /not sent from a page of this site/);
  const marks = await world.json("/v1/marks");
  assert.equal(marks.all, null);
  await elsewhere.close();
});
