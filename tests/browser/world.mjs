// A store, a server and a browser for the tests: made once for a file of tests, gone afterwards.

import { execFile, spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { test as nodeTest } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { chromium } from "playwright-core";

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), "../..");
export const program = process.env.CHECKBACK ?? path.join(root, "build/checkback");
const run = promisify(execFile);
const axeSource = await readFile(new URL("node_modules/axe-core/axe.min.js", import.meta.url), "utf8");

// A test that ends, whatever the browser does: some of its calls wait for ever.
export const test = (name, run) => nodeTest(name, { timeout: 120_000 }, run);

export const sample = path.join(root, "examples/developing/developing.warc.gz");

export class World {
  // `inputs` are files for checkback import; `token` makes the server ask for it. With `replay`, seconds, the sample
  // comes in while the pages are open. Without `browser` there is none.
  static async make({ inputs = [sample], token = "", replay = 0, browser = true } = {}) {
    const world = new World();
    world.folder = await mkdtemp(path.join(tmpdir(), "checkback-browser-"));
    world.store = path.join(world.folder, "store");
    if (browser) world.browser = await chromium.launch({
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync"],
    });
    if (replay) await world.replay(replay);
    else for (const input of inputs) await world.import(input);
    await world.serve(token);
    return world;
  }

  async import(file) {
    await run(program, ["import", "--store", this.store, file]);
  }
  // Until the first capture is kept. `kept` tells when each was, and what was said of it.
  async replay(seconds) {
    this.kept = [];
    this.importing = spawn(program, ["import", "--replay", String(seconds), "--store", this.store, sample]);
    this.replayed = new Promise((resolve) => this.importing.on("exit", resolve));
    await new Promise((resolve, reject) => {
      this.importing.stderr.on("data", (bytes) => {
        for (const line of String(bytes).split("\n")) {
          const said = line.match(/^checkback: (\S+Z) {2}(.*)$/);
          if (said) this.kept.push({ at: Date.now(), seen_at: said[1], words: said[2] });
        }
        if (this.kept.length > 0) resolve();
      });
      this.importing.on("exit", () => reject(new Error("the replay ended")));
    });
  }
  // One page in JSON Lines, as scrapers leave it.
  async importLine(line) {
    const file = path.join(this.folder, `line-${Math.random()}.jsonl`);
    await writeFile(file, JSON.stringify(line) + "\n");
    await this.import(file);
  }

  async serve(token) {
    const env = { ...process.env, CHECKBACK_TOKEN: token };
    this.server = spawn(program, ["serve", "--store", this.store, "--listen", "127.0.0.1:0"], { env });
    this.origin = await new Promise((resolve, reject) => {
      let said = "";
      this.server.stderr.on("data", (bytes) => {
        said += bytes;
        const address = said.match(/http:\/\/127\.0\.0\.1:\d+/);
        if (address) resolve(address[0]);
      });
      this.server.on("exit", () => reject(new Error(`the server ended: ${said}`)));
    });
  }

  async json(target) {
    return (await fetch(this.origin + target)).json();
  }

  // A page that notes what went wrong in it: errors, refused scripts, requests that leave the origin.
  async open(target, { options = {}, axe = false } = {}) {
    const context = await this.browser.newContext({ reducedMotion: "no-preference", bypassCSP: axe, ...options });
    const page = await context.newPage();
    page.troubles = [];
    page.asked = [];
    page.on("console", (message) => {
      if (message.type() === "error") page.troubles.push(message.text());
    });
    page.on("pageerror", (error) => page.troubles.push(String(error)));
    page.on("dialog", (dialog) => {
      page.troubles.push(`a dialog: ${dialog.message()}`);
      dialog.dismiss();
    });
    page.on("request", (request) => {
      page.asked.push(request.url());
      if (!request.url().startsWith(this.origin)) page.troubles.push(`left the origin: ${request.url()}`);
    });
    if (options.javaScriptEnabled !== false)
      await page.addInitScript(() => {
        window.shifts = 0;
        window.shifted = [];  // what, from where, to where
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) {
            if (entry.hadRecentInput) continue;
            window.shifts += entry.value;
            for (const { node, previousRect: from, currentRect: to } of entry.sources)
              window.shifted.push(`${node?.outerHTML?.slice(0, 160) ?? node?.nodeValue}: ${from.x},${from.y} to ${to.x},${to.y}`);
          }
        }).observe({ type: "layout-shift", buffered: true });
        document.addEventListener("securitypolicyviolation", (event) => console.error(`policy: ${event.violatedDirective}`));
      });
    await page.goto(this.origin + target);
    return page;
  }

  // What axe finds: by all rules of WCAG 2.2 AA and good practice, or by `rules` alone.
  static async axe(page, rules) {
    await page.evaluate(axeSource);
    const runOnly = rules ?? ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
    const found = await page.evaluate((only) => window.axe.run(document, { runOnly: only, resultTypes: ["violations"] }), runOnly);
    return found.violations.map((v) => `${v.id}: ${v.help}: ${v.nodes.slice(0, 3).map((n) => n.html.slice(0, 120)).join(" | ")}`);
  }

  // A browser that does not close within ten seconds is killed, and whatever else this process started.
  async end() {
    const waited = new Promise((resolve) => setTimeout(resolve, 10_000, "waited in vain").unref());
    if ((await Promise.race([this.browser?.close(), waited])) === "waited in vain")
      await run("pkill", ["-KILL", "-P", String(process.pid)]).catch(() => {});
    this.importing?.removeAllListeners("exit");
    this.importing?.kill("SIGINT");
    this.server?.removeAllListeners("exit");
    this.server?.kill("SIGINT");
    await rm(this.folder, { recursive: true, force: true });
  }
}

// The names of all that pagesOf gives.
export const namesOfPages = [
  "front", "filtered", "story", "past", "article", "changes", "why", "questions", "expected", "sources",
  "search", "help", "missing", "reason", "figure", "timeline", "origins", "who", "figures",
];

// The pages of a store, by what they show.
export async function pagesOf(world) {
  const stories = await world.json("/v1/stories");
  const story = stories[0];
  const whole = await world.json(`/v1/stories/${story.id}`);
  const edited = whole.captures.find((capture) => capture.version > 1) ?? whole.captures[0];
  const reason = (name, items) => (items.length > 0 ? { [name]: `/stories/${story.id}/why/${items[0].id}` } : {});
  return {
    story: story.id,
    capture: edited.id,
    targets: {
      front: "/",
      filtered: "/?show=today&outlet=WBC+News",
      story: `/stories/${story.id}`,
      past: `/stories/${story.id}?as_of=${whole.captures[Math.floor(whole.captures.length / 2)].seen_at}`,
      article: `/captures/${edited.id}`,
      changes: `/captures/${edited.id}/changes`,
      why: `/captures/${edited.id}/why`,
      questions: "/questions",
      expected: "/expected?state=all",
      sources: "/sources",
      search: "/search?q=siren",
      help: "/search",
      missing: "/nothing",
    },
    // What a story page cuts, and reasons: drawn by the same style as the pages above.
    parts: {
      ...reason("reason", whole.questions),
      ...reason("figure", whole.figures),
      timeline: `/stories/${story.id}/timeline?span=2026-03-10..2026-03-10`,
      origins: `/stories/${story.id}/origins`,
      who: `/stories/${story.id}/who`,
      figures: `/stories/${story.id}/figures`,
    },
  };
}
