// What a reader does: keys, marks, follows, the handle, live notices.

import assert from "node:assert/strict";
import { after, before } from "node:test";
import { World, pagesOf, test } from "./world.mjs";

let world, targets, story;
const options = { viewport: { width: 1280, height: 900 } };

before(async () => {
  world = await World.make();
  ({ targets, story } = await pagesOf(world));
});
after(() => world?.end());

const focused = (page) => page.evaluate(() => document.activeElement?.textContent.trim().slice(0, 80) ?? "");

test("the keys lead through the front page", async () => {
  const page = await world.open("/", { options });
  await page.keyboard.press("j");
  const first = await focused(page);
  await page.keyboard.press("j");
  assert.notEqual(await focused(page), first);
  await page.keyboard.press("k");
  assert.equal(await focused(page), first);
  await page.keyboard.press("?");
  assert.equal(await page.isVisible("dialog"), true);
  await page.keyboard.press("Escape");
  assert.equal(await page.isVisible("dialog"), false);
  await page.keyboard.press("/");
  assert.equal(await page.evaluate(() => document.activeElement.id), "find");
  await page.keyboard.type("j?g");  // a key in a field is a letter
  assert.equal(await page.inputValue("#find"), "j?g");
  await page.keyboard.press("Escape");
  await page.keyboard.press("g");
  await Promise.all([page.waitForURL("**/questions"), page.keyboard.press("q")]);
  await page.goBack();
  await page.keyboard.press("j");
  await Promise.all([page.waitForURL("**/stories/*"), page.keyboard.press("Enter")]);
  assert.deepEqual(page.troubles, []);
  await page.context().close();
});

test("the keys open the source, the versions and the reasons of a sentence", async () => {
  const page = await world.open(targets.story, { options });
  const at = async (key, url) => {
    await page.goto(world.origin + targets.story);
    await page.keyboard.press("j");
    await Promise.all([page.waitForURL(url), page.keyboard.press(key)]);
  };
  await at("o", /\/captures\/[a-z2-7]{20}#s\d+/);
  assert.equal(await page.locator(".s:target").count(), 1);
  await at("v", /\/captures\/[a-z2-7]{20}\/changes/);
  await at("e", /\/captures\/[a-z2-7]{20}\/why/);
  assert.deepEqual(page.troubles, []);
  await page.context().close();
});

test("the timeline comes closer and goes back: by links, by keys, by drawing over it", async () => {
  const plain = await world.open(targets.story, { options: { ...options, javaScriptEnabled: false } });
  const all = await plain.locator(".when-chart .dot").count();
  assert.ok(all >= 5);
  await plain.locator(".zoom a", { hasText: "Tue 10 Mar" }).click();
  assert.match(plain.url(), /\/timeline\?span=2026-03-10\.\.2026-03-10/);
  const ofDay = await plain.locator(".when-chart .dot").count();
  assert.ok(ofDay > 0 && ofDay < all, `${ofDay} of ${all}`);
  assert.match(await plain.textContent(".days"), /Tue 10 Mar/);
  assert.doesNotMatch(await plain.textContent(".days dt"), /Wed 11 Mar/);
  await plain.context().close();

  const page = await world.open(targets.story, { options });
  const span = () => page.$eval("#timeline", (one) => Number(one.dataset.to) - Number(one.dataset.from));
  const changes = async (act) => {
    const before = await span();
    await act();
    await page.waitForFunction((was) => document.getElementById("timeline").dataset.to - document.getElementById("timeline").dataset.from !== was, before);
    return (await span()) / before;
  };
  const address = page.url();
  await page.locator("#timeline").scrollIntoViewIfNeeded();
  assert.ok((await changes(() => page.click('[data-zoom="closer"]'))) < 1);
  assert.equal(await page.evaluate(() => document.activeElement.dataset.zoom), "closer");
  assert.ok((await changes(() => page.keyboard.press("-"))) > 1);
  const box = await page.locator(".when-chart").boundingBox();
  const drawn = await changes(async () => {
    await page.mouse.move(box.x + box.width * 0.2, box.y + box.height * 0.55);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.6, box.y + box.height * 0.55, { steps: 4 });
    await page.mouse.up();
  });
  assert.ok(drawn > 0.3 && drawn < 0.5, String(drawn));
  assert.equal(page.url(), address);
  assert.deepEqual(page.troubles, []);
  await page.context().close();
});

test("a point of a picture says its sentence to pointer and keys, and Enter opens it", async () => {
  const page = await world.open(targets.story, { options });
  for (const point of [".chart .dot", ".when-chart .dot", ".tree a"]) {
    const dot = page.locator(point).first();
    await dot.scrollIntoViewIfNeeded();
    await dot.focus();
    assert.equal(await page.isVisible("#tip"), true, point);
    const words = (await dot.getAttribute("aria-label")).split("\n");
    assert.equal(await page.textContent("#tip .said"), words[0]);
    await page.keyboard.press("Escape");
    assert.equal(await page.isVisible("#tip"), false);
    await dot.locator("circle").first().hover();
    assert.equal(await page.isVisible("#tip"), true, point);
    await page.mouse.move(0, 0);
    await page.waitForSelector("#tip", { state: "hidden" });
  }
  await page.locator(".chart .dot").first().focus();
  await Promise.all([page.waitForURL(/\/captures\/[a-z2-7]{20}#s\d+/), page.keyboard.press("Enter")]);
  assert.equal(await page.locator(".s:target").count(), 1);
  await page.locator(".s").nth(2).click();
  assert.equal(new URL(page.url()).hash, `#${await page.locator(".s").nth(2).getAttribute("id")}`);
  assert.deepEqual(page.troubles, []);
  await page.context().close();
});

test("a story is followed by a key, and stands in its list", async () => {
  const page = await world.open(targets.story, { options });
  await page.keyboard.press("f");
  await page.waitForSelector("form.follow.on");
  await page.goto(world.origin + "/?show=following");
  assert.equal(await page.locator(".story").count(), 1);
  await page.keyboard.press("j");
  await page.keyboard.press("f");
  await page.waitForSelector("form.follow:not(.on)");
  await page.goto(world.origin + "/?show=following");
  assert.match(await page.textContent("main"), /You follow no story yet/);
  await page.context().close();
});

test("what was in view counts as seen, and nothing moves meanwhile", async () => {
  const page = await world.open(targets.story, { options });
  await page.waitForSelector("form.seen button:disabled", { timeout: 60_000 });
  assert.equal(await page.evaluate(() => window.shifts), 0);
  await page.reload();
  assert.match(await page.textContent("#new"), /Nothing new since you looked/);
  await page.goto(world.origin + "/");
  assert.equal(await page.locator(".story.quiet").count(), 1);
  assert.deepEqual(page.troubles, []);
  await page.context().close();
});

test("the handle turns the story back, by mouse and by key", async () => {
  const page = await world.open(targets.story, { options });
  assert.equal(await page.getAttribute("#moment", "type"), "range");
  await page.keyboard.press(".");
  assert.equal(await page.evaluate(() => document.activeElement.id), "moment");
  await Promise.all([page.waitForURL(/as_of=/), page.keyboard.press("Home")]);
  assert.match(await page.textContent(".past"), /As it stood at/);
  assert.equal(await page.evaluate(() => document.activeElement.id), "moment");  // slides on
  await Promise.all([page.waitForURL((url) => !url.search.includes("as_of")), page.keyboard.press("End")]);
  assert.equal(await page.locator(".past").count(), 0);
  assert.deepEqual(page.troubles, []);
  await page.context().close();
});

test("what comes in is told on the open page", async (t) => {
  const page = await world.open("/", { options });
  const other = await world.open(targets.story, { options });
  await page.waitForTimeout(300);
  const body = "A third body was found in the cold store at Port Averley on Friday, the fire service said. " +
    "Inspectors said that the ammonia valve had been replaced in January.";
  const came = page.waitForSelector("#came p", { timeout: 20_000 }).then(() => Date.now());
  await world.importLine({ url: "https://wennshirepost.example/third", seen_at: "2026-03-13T09:00:00Z", language: "en",
    outlet: "Wennshire Post", title: "Third body found in Port Averley cold store", body });
  const stored = Date.now();
  t.diagnostic(`told ${(await came) - stored} ms after the import had ended`);
  assert.match(await page.textContent("#came"), /Wennshire Post: Third body found/);
  assert.equal(await page.evaluate(() => window.shifts), 0);
  await Promise.all([page.waitForEvent("load"), page.click("#came a")]);
  assert.match(await page.textContent("main"), /third body was found/i);
  const whole = await world.json(`/v1/stories/${story}`);
  const joined = whole.captures.some((capture) => capture.url.endsWith("/third"));
  assert.equal((await other.locator("#came p").count()) > 0, joined);  // of its own story alone
  assert.deepEqual(page.troubles, []);
  await page.context().close();
  await other.context().close();
});
