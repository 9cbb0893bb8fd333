// What the pages promise a reader: that they are read without script, are small, lead to sources,
// can be printed. How they look at every size and in both colours: clean.mjs.

import assert from "node:assert/strict";
import { after, before } from "node:test";
import { World, namesOfPages, pagesOf, test } from "./world.mjs";

let world, targets, parts, story, capture;
const wide = { viewport: { width: 1280, height: 900 } };

before(async () => {
  world = await World.make();
  ({ targets, parts, story, capture } = await pagesOf(world));
});
after(() => world?.end());

// A page that is not there says so to the console, and should.
const expected = (trouble) => /404 \(Not Found\)/.test(trouble);

test("every page has a name, so that it is looked at in both sizes", () => {
  assert.deepEqual(Object.keys({ ...targets, ...parts }).sort(), [...namesOfPages].sort());
});

test("what is published is read without script, and actions work", async () => {
  const options = { ...wide, javaScriptEnabled: false };
  for (const [name, target] of Object.entries({ ...targets, ...parts })) {
    const page = await world.open(target, { options });
    assert.ok((await page.textContent("main")).length > 40, name);
    assert.deepEqual(page.troubles.filter((trouble) => !expected(trouble)), []);
    await page.context().close();
  }
  const page = await world.open(targets.story, { options });
  await page.click("form.follow button");
  assert.equal(await page.textContent("form.follow button"), "Following");
  await page.click("form.follow button");
  const moments = await page.$$eval("#moment option", (list) => list.map((option) => option.value));
  assert.ok(moments.length > 5);
  await page.selectOption("#moment", moments[2]);
  await page.click(".handle button");
  assert.match(await page.textContent(".past"), /As it stood at/);
  assert.match(page.url(), /as_of=/);
  await page.context().close();
});

test("the front page is small: bytes and requests until it is painted", async (t) => {
  const page = await (await world.browser.newContext(wide)).newPage();
  const client = await page.context().newCDPSession(page);
  await client.send("Network.enable");
  let bytes = 0;
  const asked = [];
  client.on("Network.loadingFinished", (event) => (bytes += event.encodedDataLength));
  // The stream begins when the page is there.
  client.on("Network.requestWillBeSent", (event) => asked.push(new URL(event.request.url)));
  await page.goto(world.origin + "/");
  await page.waitForTimeout(500);
  // Pictures of the browser's own controls are data: of the browser.
  const painted = asked.filter((url) => url.protocol === "http:" && url.pathname !== "/v1/stream").map((url) => url.pathname);
  t.diagnostic(`${bytes} bytes in ${painted.length} requests (${painted.join(" ")})`);
  assert.ok(bytes <= 60_000, `${bytes} bytes`);
  assert.ok(painted.length <= 4, `${painted.length} requests`);
  await page.context().close();
});

test("a story page is small, and every line of it leads to its source", async (t) => {
  const answer = await fetch(world.origin + targets.story);
  const html = await answer.text();
  t.diagnostic(`${Buffer.byteLength(html)} bytes of a story of 15 articles`);
  assert.ok(Buffer.byteLength(html) < 150_000, `${html.length} bytes`);
  const page = await world.open(targets.story, { options: wide });
  const without = await page.$$eval(".told p, .question > p:first-child, .days dd, .answer > p:first-child", (all) =>
    all.filter((one) => !one.querySelector("a[href]") && !one.matches(".note, .ours, .who")).map((one) => one.textContent));
  assert.deepEqual(without, []);
  // Whatever the page cuts stands on a page of its own.
  const parts = await page.$$eval('main a[href^="/stories/"]', (all) => [...new Set(all.map((a) => a.getAttribute("href").split("#")[0]))]);
  for (const part of parts) assert.equal((await fetch(world.origin + part)).status, 200, part);
  assert.deepEqual(await page.$$eval("[id]", (all) => all.map((one) => one.id).filter((id, i, ids) => ids.indexOf(id) !== i)), []);
  await page.context().close();
});

test("who carries whose text is drawn, and each report leads to its article", async () => {
  const page = await world.open(parts.origins, { options: wide });
  assert.equal(await page.locator(".tree").count(), 1);
  assert.ok((await page.locator(".tree a").count()) >= 8);
  assert.ok((await page.locator(".tree .carries").count()) >= 5);
  assert.match(await page.textContent(".tree"), /\d+ min later, \d+ % of its text/);
  await Promise.all([page.waitForURL(/\/captures\/[a-z2-7]{20}/), page.locator(".tree a text").nth(1).click()]);
  await page.context().close();
});

test("what is expected stands in a calendar", async () => {
  const page = await world.open("/expected", { options: wide });
  assert.equal(await page.locator(".month td:has(a)").count() > 0, true);  // the last month that has any
  await page.click('.contents a[href*="month=2026-03"]');
  assert.equal(await page.textContent(".month caption"), "March 2026");
  assert.equal(await page.locator(".month td:has(a)").count() > 0, true);
  const day = page.locator(".month a").first();
  assert.match(await day.getAttribute("aria-label"), /\d+ expected, \d+ overdue/);
  await day.click();
  assert.match(page.url(), /#d-2026-03-\d\d$/);
  assert.equal(await page.locator(".days > div:target").count(), 1);
  await page.goto(world.origin + "/expected?month=2026-02");
  assert.match(await page.textContent(".empty"), /Other dates may have been announced/);
  await page.context().close();
});

test("the front page says what was answered, and how old a question is", async () => {
  // Of the past no looks are remembered: what another test has looked at is not folded there.
  const page = await world.open("/?as_of=2026-03-13", { options: wide });
  const first = page.locator(".story").first();
  assert.match(await first.locator(".asks .state.open").first().textContent(), /^open \d+ \w+$/);
  assert.equal(await first.locator(".asks a.state.answered").count(), 1);
  await Promise.all([page.waitForURL(/#q-/), first.locator(".asks a.state.answered").click()]);
  assert.equal(await page.locator(".question.answered:target").count(), 1);
  await page.context().close();
});

test("a search can be narrowed by what it found, and turned back", async () => {
  const page = await world.open("/search?q=siren", { options: wide });
  await page.click(".narrower summary");
  const link = page.locator(".narrower dd a").first();
  const [name, count] = [await link.textContent(), Number(await page.locator(".narrower dd .number").first().textContent())];
  await Promise.all([page.waitForURL(/outlet/), link.click()]);
  const outlets = await page.$$eval(".story .counts span:first-child", (all) => all.map((one) => one.textContent));
  assert.ok(outlets.length >= count && outlets.every((one) => one === name), `${name}: ${outlets}`);
  await page.goto(world.origin + "/search?q=siren&as_of=2026-03-10T12:00:00Z");
  assert.equal(await page.locator(".past").count(), 1);
  await Promise.all([page.waitForURL(/q=siren$/), page.click(".past a")]);
  assert.equal(await page.inputValue("#find"), "siren");
  await page.context().close();
});

test("motion stops for who asks for it", async () => {
  const page = await world.open(targets.story, { options: { ...wide, reducedMotion: "reduce" } });
  const moving = await page.$$eval("*", (all) => all.filter((one) => getComputedStyle(one).transitionDuration !== "0s").length);
  assert.equal(moving, 0);
  await page.context().close();
});

test("a raw capture is saved, never shown", async () => {
  const page = await world.open(`/captures/${capture}`, { options: wide });
  const [download] = await Promise.all([page.waitForEvent("download"), page.click('a[href$="/raw"]')]);
  assert.equal(download.suggestedFilename(), `${capture}.http`);
  await page.context().close();
});

test("a story can be printed", async () => {
  const page = await world.open(targets.story, { options: wide });
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.isVisible(".masthead nav"), false);
  assert.equal(await page.isVisible("form.follow"), false);
  assert.equal(await page.isVisible("h1"), true);
  await page.context().close();
});

test("the theme and the density that were chosen stay", async () => {
  const page = await world.open("/", { options: wide });
  const light = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await page.selectOption('select[name="theme"]', "dark");
  await page.selectOption('select[name="density"]', "compact");
  await page.click(".settings button");
  await page.waitForSelector('html[data-density="compact"]');
  assert.notEqual(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), light);
  await page.selectOption('select[name="theme"]', "auto");
  await page.selectOption('select[name="density"]', "comfortable");
  await page.click(".settings button");
  // A context that is closed while a page of it is on its way may never close.
  await page.waitForSelector('html:not([data-density="compact"])');
  assert.equal(story.length, 20);
  await page.context().close();
});
