// The bundled story develops while its page is open, as in ./demo: three days in half a minute.

import assert from "node:assert/strict";
import { after, before } from "node:test";
import { World, test } from "./world.mjs";

const options = { viewport: { width: 1280, height: 900 } };
let world, story, first;

before(async () => {
  world = await World.make({ replay: 30 });
  const stories = await world.json("/v1/stories");
  story = stories.sort((a, b) => b.captures.length - a.captures.length)[0].id;
  first = await told();
});
after(() => world?.end());

const told = () => world.json(`/v1/stories/${story}`);
const answered = (whole) => whole.questions.filter((question) => question.state === "answered");
const moved = (whole) => whole.figures.filter((figure) => new Set(figure.series.map((point) => point.value)).size > 1);

test("updates arrive on the open page as they are stored", async (t) => {
  const page = await world.open(`/stories/${story}`, { options });
  await page.evaluate(() => {
    window.notices = [];
    new MutationObserver(() => window.notices.push({ at: Date.now(), words: document.getElementById("came").textContent }))
      .observe(document.getElementById("came"), { childList: true, subtree: true });
  });
  const opened = Date.now();
  await page.waitForFunction(() => window.notices.length >= 5, undefined, { timeout: 60_000 });
  const late = [];
  for (const notice of await page.evaluate(() => window.notices)) {
    // The import says what it kept once it is stored and told; the notice may be quicker.
    const kept = world.kept.find((one) => one.at > opened && notice.words.includes(one.words));
    if (kept) late.push(notice.at - kept.at);
  }
  t.diagnostic(`on the page ${Math.max(...late)} ms after it was kept, at the latest of ${late.length}`);
  assert.ok(late.length >= 3, `${late.length} notices of ${world.kept.length}`);
  assert.ok(Math.max(...late) <= 20_000, String(late)); // how quick is told above; here it is that they come
  // The notice itself grows with its words; nothing else moves.
  assert.ok((await page.evaluate(() => window.shifts)) < 0.02);
  assert.deepEqual(page.troubles, []);
  await page.context().close();
});

test("in the end a question is answered and a figure has moved, on the page that stayed open", async () => {
  const page = await world.open(`/stories/${story}`, { options });
  const before = await page.textContent("main");
  await world.replayed;
  await page.waitForFunction(() => document.querySelector("#came a"), undefined, { timeout: 10_000 });
  await Promise.all([page.waitForEvent("load"), page.click("#came a")]);
  const plain = (text) => text.replace(/\s+/g, " ");
  const now = plain(await page.textContent("main"));
  assert.notEqual(now, plain(before));
  const whole = await told();
  assert.ok(answered(whole).length > answered(first).length);
  assert.ok(answered(whole).some((question) => now.includes(plain(question.answer.text))));
  assert.ok(moved(whole).length > moved(first).length);
  assert.equal(world.kept.length, 53);
  assert.deepEqual(page.troubles, []);
  await page.context().close();
});
