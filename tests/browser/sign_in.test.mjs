// Signing in where a token is asked for. In a file of its own: a second browser beside that of
// reader.test.mjs, in one process, was seen to wait for ever.

import assert from "node:assert/strict";
import { World, test } from "./world.mjs";

const options = { viewport: { width: 1280, height: 900 } };

test("a browser signs in with the token, and out", async () => {
  const locked = await World.make({ token: "open sesame" });
  try {
    const page = await locked.open("/questions", { options });
    assert.match(page.url(), /\/sign-in\?to=%2Fquestions/);
    await page.fill("#token", "wrong");
    await page.click("main button");
    assert.match(await page.textContent(".trouble"), /That is not the token/);
    await page.fill("#token", "open sesame");
    await Promise.all([page.waitForURL("**/questions"), page.click("main button")]);
    const [cookie] = await page.context().cookies();
    assert.equal(cookie.httpOnly, true);
    assert.equal(cookie.sameSite, "Strict");
    assert.equal(await page.evaluate(() => document.cookie), "");
    await page.click('form[action="/sign-out"] button');
    assert.match(page.url(), /sign-in/);
    await page.context().close();
  } finally {
    await locked.end();
  }
});
