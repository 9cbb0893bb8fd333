// One extractor for JavaScript over a folder of pages, in one process: js_peer.mjs NAME FOLDER.
// As python_peer.py; run it in the folder where the packages are installed.
import { createRequire } from "node:module";
import { readFileSync, readdirSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(join(process.cwd(), "package.json"));
const { parseHTML } = require("linkedom");
const [name, folder] = process.argv.slice(2);

function readability() {
  const { Readability } = require("@mozilla/readability");
  return (html) => new Readability(parseHTML(html).document).parse()?.textContent ?? "";
}

async function defuddle() {
  const file = pathToFileURL(join(process.cwd(), "node_modules", "defuddle", "dist", "node.js"));
  const { Defuddle } = await import(file.href);
  return async (html) => (await Defuddle(parseHTML(html).document, "https://pages.invalid/a")).content;
}

// Markup to text, where the extractor gives markup; not timed.
const finish = name === "defuddle" ? (html) => parseHTML(`<html><body>${html}</body></html>`).document.body.textContent : (text) => text;

const packages = { readability: "@mozilla/readability", defuddle: "defuddle" };
const extract = name === "defuddle" ? await defuddle() : readability();
const log = console.log;
console.log = console.warn = console.error = () => {};

async function safe(raw) {
  try {
    return await extract(raw.toString("utf8"));
  } catch {
    return ""; // a page on which a peer fails counts as empty
  }
}

const pages = readdirSync(folder)
  .filter((f) => f.endsWith(".html.gz"))
  .sort()
  .map((f) => [f.slice(0, -".html.gz".length), gunzipSync(readFileSync(join(folder, f)))]);
for (const [, raw] of pages.slice(0, 10)) await safe(raw);
const texts = {};
const began = process.cpuUsage();
for (const [id, raw] of pages) texts[id] = await safe(raw);
const used = process.cpuUsage(began);
const version = JSON.parse(readFileSync(join(process.cwd(), "node_modules", packages[name], "package.json"))).version;
for (const id in texts) texts[id] = finish(texts[id]);
log(JSON.stringify({ texts, cpu_s: (used.user + used.system) / 1e6, version }));
