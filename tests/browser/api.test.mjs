// The API, held to what web/openapi.json promises: every path of it is asked with good and with bad parameters, and
// every answer must have a status, a type, headers and a form that stand there.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import http from "node:http";
import { after, before } from "node:test";
import { promisify } from "node:util";
import zlib from "node:zlib";
import Ajv from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { World, program, test } from "./world.mjs";

const run = promisify(execFile);
let world, doc, ajv, ids;
const strange = new Set(); // members of answers that the file does not name

before(async () => {
  world = await World.make({ browser: false });
  await follow(FOLLOWED);
  doc = await world.json("/v1/openapi.json");
  ajv = validatorOf(doc);
  const stories = await world.json("/v1/stories");
  const most = stories.reduce((a, b) => (b.articles > a.articles ? b : a));
  const story = await world.json(`/v1/stories/${most.id}`);
  const versions = story.captures.filter((capture) => capture.version > 1);
  const newest = versions.at(-1) ?? story.captures.at(-1);
  ids = {
    story: story.id,
    capture: newest.id,
    first: story.captures.find((capture) => capture.url === newest.url).id,
    url: newest.url,
    question: story.questions.find((question) => question.answer)?.id ?? story.questions[0].id,
    figures: story.figures[0].id,
    contradiction: story.contradictions[0].id,
    sentence: story.updates.find((update) => update.sentences.length).sentences[0].id,
  };
});
after(() => world?.end());

// A page that is followed, and shows its text to no program that does not run its script.
const FOLLOWED = "http://followed.example/page";
async function follow(url) {
  const server = http.createServer((request, response) => {
    response.setHeader("Content-Type", "text/html");
    if (request.url === "/robots.txt") response.statusCode = 404;
    response.end('<!doctype html><title>News</title><div id="root"></div><noscript>Enable JavaScript to read this.</noscript><script src="/app.js"></script>');
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const of = ["--store", world.store];
  await run(program, ["add", ...of, "--as", "page", "--no-fetch", url]);
  await run(program, ["run", ...of, "--once", "--no-serve", "--connect-to", String(server.address().port)]).catch((error) => {
    if (error.code !== 3) throw error;
  });
  server.close();
}

function validatorOf(file) {
  const made = addFormats(new Ajv({ strict: false, allErrors: false }));
  made.addSchema(file, "openapi.json");
  return made;
}

const pointer = (...steps) => steps.map((step) => "/" + step.replaceAll("~", "~0").replaceAll("/", "~1")).join("");
const at = (place) => place.split("/").slice(1).reduce((value, step) => value[step.replaceAll("~1", "/").replaceAll("~0", "~")], doc);

// What a place of the file says, where it refers to another one.
function resolved(place) {
  const value = at(place);
  return value?.$ref ? [value.$ref.slice(1), at(value.$ref.slice(1))] : [place, value];
}

// Members that no schema names: none is forbidden, but the file should say what there is.
function noteStrange(schema, value, where) {
  if (!schema || typeof value !== "object" || value === null) return;
  if (schema.$ref) return noteStrange(at(schema.$ref.slice(1)), value, schema.$ref.split("/").at(-1));
  if (schema.oneOf) return schema.oneOf.filter((one) => one.type !== "null").length === 1 ? noteStrange(schema.oneOf[0], value, where) : undefined;
  if (Array.isArray(value)) return value.forEach((item) => noteStrange(schema.items, item, where));
  if (!schema.properties) return;
  for (const [name, member] of Object.entries(value))
    if (name in schema.properties) noteStrange(schema.properties[name], member, `${where}.${name}`);
    else strange.add(`${where}.${name}`);
}

// A machine with much else to do may close a kept connection just as it is used again.
const fetched = (target, options) => fetch(world.origin + target, options).catch(() => fetch(world.origin + target, options));

// Asks, and holds the answer to what the file says of it.
async function ask(path, method, target, options = {}) {
  const response = await fetched(target, { method: method.toUpperCase(), redirect: "manual", ...options });
  const what = `${method} ${target}: ${response.status}`;
  const [place, promised] = resolved(pointer("paths", path, method, "responses", String(response.status)) );
  assert.ok(promised, `${what} stands not in the file`);
  const body = method === "head" || response.status === 304 ? "" : await bodyOf(response);
  for (const [name, header] of Object.entries(promised.headers ?? {})) {
    const form = header.$ref ? at(header.$ref.slice(1)) : header;
    const value = response.headers.get(name);
    // Not on the last page; not while the store is written.
    if ((name === "Link" || name === "Last-Modified") && value === null) continue;
    assert.notEqual(value, null, `${what} has no ${name}`);
    if (form.schema.pattern) assert.match(value, new RegExp(form.schema.pattern), what);
  }
  const type = (response.headers.get("content-type") ?? "").split(";")[0];
  if (!promised.content) {
    assert.equal(body, "", what);
    return { response, body };
  }
  if (response.status === 304) return { response, body };
  assert.ok(type in promised.content, `${what} is ${type}`);
  if (!/json$/.test(type) || method === "head") return { response, body };
  const json = JSON.parse(body);
  const valid = ajv.compile({ $ref: `openapi.json#${place}${pointer("content", type, "schema")}` });
  assert.ok(valid(json), `${what}: ${ajv.errorsText(valid.errors)} in ${body.slice(0, 200)}`);
  noteStrange(promised.content[type].schema, json, path);
  return { response, body, json };
}

// Of a stream no more than its beginning.
async function bodyOf(response) {
  if (!(response.headers.get("content-type") ?? "").startsWith("text/event-stream")) return response.text();
  const reader = response.body.getReader();
  const { value } = await reader.read();
  await reader.cancel();
  return new TextDecoder().decode(value);
}

// Targets of a path that should be answered, by its operation.
const good = {
  story: () => [ids.story],
  explain: () => [ids.capture, ids.sentence, `${ids.capture}:0`, ids.question, ids.figures, ids.contradiction, `${ids.capture}?where=events`,
    `${ids.question}?story=${ids.story}`],
  explainLooks: () => [`?url=${encodeURIComponent(FOLLOWED)}`],
  exportLines: () => ["", "?limit=3", `?after=${ids.capture}`, "?as_of=2026-03-10T12:00:00Z"],
  rawCapture: () => [ids.capture],
  capture: () => [ids.capture],
  search: () => ["?q=siren", "?q=siren&sort=newest&limit=1", "?q=%22no%20such%20words%22"],
  versions: () => [`?url=${encodeURIComponent(ids.url)}`],
  copies: () => [`?of=${ids.capture}`, `?of=${encodeURIComponent(ids.url)}`],
  diff: () => [`?a=${ids.first}&b=${ids.capture}`],
  atomOfSearch: () => ["?q=siren"],
  jsonOfSearch: () => ["?q=siren"],
  newOfStory: () => [ids.story, `${ids.story}?since=last`, `${ids.story}?since=2026-03-11`, `${ids.story}?since=c1`],
  listNew: () => ["", "?since=2026-03-11", "?since=last", "?since=c1"],
  listQuestions: () => ["", "?state=open", "?state=answered&limit=1", "?since=c1", "?since=2026-03-11"],
  listStories: () => ["", "?limit=1", "?since=2026-03-11", "?since=c1", "?as_of=2026-03-10T12:00:00Z"],
};
const targetsOf = (path, operation) => {
  const [before, after] = path.includes("{id}") ? path.split("{id}") : [path, ""];
  const wanted = good[operation.operationId]?.() ?? (path.includes("{id}") ? [ids.story] : [""]);
  return wanted.map((one) => {
    const [id, query] = one.includes("?") ? [one.slice(0, one.indexOf("?")), one.slice(one.indexOf("?"))] : [one, ""];
    return before + (path.includes("{id}") ? encodeURIComponent(id) : id) + after + query;
  });
};

const bad = {
  limit: ["0", "10001", "x", "-1", "1e3", "99999999999999999999"],
  after: ["nonsense", "1.2.3.4.5.6", "%00"],
  since: ["yesterday", "cffffffffffffffff", "c", "2026-13-01"],
  as_of: ["yesterday", "2026-02-30", "%00"],
  state: ["maybe"],
  sort: ["worst"],
  q: ["", "%22open", "*", "a%20OR", "%00"],
  url: ["", "nowhere", "https://nowhere.example/"],
  of: ["", "zzzz", "https://nowhere.example/"],
  a: ["", "zzzz"],
  b: ["zzzz"],
  where: ["nowhere"],
  story: ["zzzz"],
};

test("every path of the file is answered as it says", async (t) => {
  for (const [path, methods] of Object.entries(doc.paths))
    await t.test(path, async () => {
      for (const [method, operation] of Object.entries(methods)) {
        if (method !== "get") continue;
        for (const target of targetsOf(path, operation)) {
          const { response } = await ask(path, method, target);
          assert.equal(response.status, 200, target);
          const tag = response.headers.get("etag");
          if (tag && "304" in operation.responses) {
            const again = await ask(path, method, target, { headers: { "If-None-Match": tag } });
            assert.equal(again.response.status, 304, target);
          }
          if (operation.operationId === "stream") continue;
          const head = await fetched(target, { method: "HEAD" });
          assert.equal(head.status, 200, target);
          assert.equal(await head.text(), "");
        }
      }
    });
});

test("bad parameters are refused as the file says", async (t) => {
  for (const [path, methods] of Object.entries(doc.paths))
    await t.test(path, async () => {
      const operation = methods.get;
      if (operation) {
        const [target] = targetsOf(path, operation);
        const parameters = operation.parameters.map((one) => (one.$ref ? at(one.$ref.slice(1)) : one));
        for (const { name, in: place, schema } of parameters) {
          if (place === "path") {
            for (const id of ["zzzz", "aaaaaaaaaaaaaaaaaaaa", "%22%3E%3Cscript%3E", "..%2f..", "%00", "q00000000", "f00000000"]) {
              const { response, body } = await ask(path, "get", path.replace("{id}", id));
              assert.ok([400, 404].includes(response.status), `${path} ${id}: ${response.status}`);
              assert.ok(!body.includes("<script>") || response.headers.get("content-type") === "application/problem+json");
            }
            continue;
          }
          const over = schema?.maximum === undefined ? [] : [String(schema.maximum + 1)];
          for (const value of [...(bad[name] ?? ["zzzz"]), ...over]) {
            const url = new URL(world.origin + target);
            url.searchParams.delete(name);
            const wrong = `${url.pathname}${url.search}${url.search ? "&" : "?"}${name}=${value}`;
            const { response } = await ask(path, "get", wrong);
            const maybe = value === "" || name === "story" ? [200, 400, 404] : [400, 404];
            assert.ok(maybe.includes(response.status), `${wrong}: ${response.status}`);
          }
        }
      }
      for (const method of ["post", "put", "delete", "patch"]) {
        if (method in methods) continue;
        const response = await fetched(path.replace("{id}", ids.story), { method: method.toUpperCase() });
        assert.equal(response.status, 405, `${method} ${path}`);
      }
    });
});

test("sources say which of their pages need JavaScript", async () => {
  const [source] = await world.json("/v1/sources");
  assert.equal(source.pages.need_javascript, 1, JSON.stringify(source));
  assert.ok(source.reasons.some((one) => one.reason === "needs_javascript" && one.text === "1 of 1 page holds no text without JavaScript"));
  const why = await world.json(`/v1/explain?url=${encodeURIComponent(FOLLOWED)}`);
  const said = await run(program, ["explain", "--store", world.store, "--json", FOLLOWED]);
  assert.deepEqual(Object.keys(why), Object.keys(JSON.parse(said.stdout)));
});

test("what readers do is answered as the file says", async () => {
  const body = JSON.stringify({ seen_until: "2026-03-11T00:00:00Z" });
  for (const [path, id] of [["/v1/marks", ""], ["/v1/marks/{id}", ids.story], ["/v1/follows/{id}", ids.story]]) {
    const target = path.replace("{id}", id);
    assert.equal((await ask(path, "put", target, path.includes("marks") ? { body } : {})).response.status, 200);
    assert.equal((await ask(path, "delete", target)).response.status, 204);
    assert.equal((await ask(path, "delete", target)).response.status, 404);
  }
  assert.equal((await ask("/v1/marks", "put", "/v1/marks", { body: "{" })).response.status, 400);
  assert.equal((await ask("/v1/marks", "put", "/v1/marks", { body, headers: { Origin: "https://evil.example" } })).response.status, 403);
  assert.equal((await ask("/v1/follows/{id}", "put", "/v1/follows/zzzz")).response.status, 404);
});

test("members that the file does not name", (t) => {
  for (const member of strange) t.diagnostic(`${member} stands not in web/openapi.json`);
});

test("the API says what the command line says", async () => {
  for (const [words, target] of [
    [["stories"], "/v1/stories"],
    [["story", ids.story], `/v1/stories/${ids.story}`],
    [["new", ids.story, "--since", "2026-03-11"], `/v1/stories/${ids.story}/new?since=2026-03-11`],
    [["questions"], "/v1/questions?limit=1000"],
    [["questions", ids.story, "--state", "open"], `/v1/stories/${ids.story}/questions?state=open`],
    [["events", ids.story], `/v1/stories/${ids.story}/events`],
    [["search", "siren"], "/v1/search?q=siren"],
    [["versions", ids.url], `/v1/versions?url=${encodeURIComponent(ids.url)}`],
    [["copies", ids.capture], `/v1/copies?of=${ids.capture}`],
    [["diff", ids.first, ids.capture], `/v1/diff?a=${ids.first}&b=${ids.capture}`],
    [["explain", ids.question], `/v1/explain/${ids.question}`],
    [["explain", ids.capture, "events"], `/v1/explain/${ids.capture}?where=events`],
  ]) {
    const said = await run(program, [words[0], "--store", world.store, "--json", ...words.slice(1)], { maxBuffer: 1 << 28 });
    assert.deepEqual(JSON.parse(said.stdout), await world.json(target), words.join(" "));
  }
  for (const [words, target] of [
    [["events", ids.story, "--csv"], `/v1/stories/${ids.story}/events.csv`],
    [["export", "--ics", ids.story], `/v1/stories/${ids.story}/expected.ics`],
    [["export", "--ics"], "/v1/expected.ics"],
    [["export"], "/v1/export.jsonl"],
    [["export", "--csv"], "/v1/export.csv"],
  ]) {
    const said = await run(program, [words[0], "--store", world.store, ...words.slice(1)], { maxBuffer: 1 << 28 });
    assert.equal(said.stdout, await (await fetch(world.origin + target)).text(), words.join(" "));
  }
});

let lines = 0;
const newReport = () => world.importLine({
  url: `https://late.example/${++lines}`, seen_at: `2026-03-15T00:${String(lines).padStart(2, "0")}:00Z`, language: "en", outlet: "Late Post",
  title: `Siren heard again over Port Averley, report ${lines}`,
  body: `Report ${lines}: the siren of the cold store in Port Averley was heard again. It is not known whether anybody was hurt in report ${lines}.`,
});

// Every item of a list, a page at a time, while something arrives between the pages.
async function walk(target, idOf) {
  const found = [];
  for (let next = target, pages = 0; next; ++pages) {
    assert.ok(pages < 200, "a list that does not end");
    const response = await fetch(world.origin + next);
    assert.equal(response.status, 200, next);
    const json = await response.json();
    found.push(...(json.hits ?? json).map(idOf));
    next = response.headers.get("link")?.match(/<([^>]+)>/)[1];
    if (pages < 2) await newReport();
  }
  return found;
}

test("pages do not shift when something arrives", async () => {
  for (const [target, idOf, step] of [
    ["/v1/stories", (story) => story.id, 2],
    ["/v1/questions", (question) => question.story + question.id, 3],
    ["/v1/events", (event) => event.story + event.id, 7],
    ["/v1/new?since=2026-03-10", (told) => told.id, 1],
    ["/v1/search?q=siren", (hit) => hit.id, 3],
  ]) {
    const join = target.includes("?") ? "&" : "?";
    const first = await fetch(`${world.origin}${target}${join}limit=1000`);
    const json = await first.json();
    const there = (json.hits ?? json).map(idOf);
    const found = await walk(`${target}${join}limit=${step}`, idOf);
    assert.equal(new Set(found).size, found.length, `${target}: told twice`);
    assert.deepEqual(there.filter((id) => !found.includes(id)), [], `${target}: left out`);
  }
});

test("a cursor tells what came, whatever was read", async () => {
  const { response } = await ask("/v1/stories", "get", "/v1/stories?limit=1");
  const cursor = response.headers.get("content-cursor");
  const none = await ask("/v1/stories", "get", `/v1/stories?since=${cursor}`);
  assert.deepEqual(none.json, []);
  await newReport();
  await ask("/v1/marks", "put", "/v1/marks"); // that a reader looked changes nothing
  const some = await ask("/v1/stories", "get", `/v1/stories?since=${cursor}`);
  assert.equal(some.json.length, 1);
  assert.ok(some.json[0].captures.some((capture) => capture.url === `https://late.example/${lines}`));
  const told = await ask("/v1/new", "get", `/v1/new?since=${cursor}`);
  assert.deepEqual(told.json.map((one) => one.id), some.json.map((one) => one.id));
  assert.ok(told.json[0].updates.length >= 1);
  const last = await ask("/v1/stories", "get", `/v1/stories?since=${some.response.headers.get("content-cursor")}`);
  assert.deepEqual(last.json, []);
});

// The bytes of an answer as they were sent.
const sent = (target, headers) => new Promise((resolve, reject) => {
  http.get(world.origin + target, { headers }, (response) => {
    const parts = [];
    response.on("data", (part) => parts.push(part)).on("end", () => resolve({ response, bytes: Buffer.concat(parts) }));
  }).on("error", reject);
});

test("answers are packed for those who take it", async () => {
  const plain = await sent(`/v1/stories/${ids.story}`, {});
  assert.equal(plain.response.headers["content-encoding"], undefined);
  const packed = await sent(`/v1/stories/${ids.story}`, { "Accept-Encoding": "br, gzip;q=0.5" });
  assert.equal(packed.response.headers["content-encoding"], "gzip");
  assert.equal(packed.response.headers.vary, "Accept-Encoding");
  assert.ok(packed.bytes.length * 3 < plain.bytes.length, `${packed.bytes.length} of ${plain.bytes.length} bytes`);
  assert.deepEqual(zlib.gunzipSync(packed.bytes), plain.bytes);
  assert.equal((await sent("/", { "Accept-Encoding": "gzip;q=0" })).response.headers["content-encoding"], undefined);
});

test("metrics count by the path of the file, not by what was typed", async () => {
  await fetch(`${world.origin}/v1/stories/zzzz-typed`);
  const text = await (await fetch(world.origin + "/metrics")).text();
  assert.match(text, /checkback_http_requests_total\{route="\/v1\/stories\/\{id\}",method="GET",status="404"\} \d+/);
  assert.match(text, /checkback_http_request_seconds_bucket\{route="\/v1\/stories\/\{id\}",le="\+Inf"\} \d+/);
  assert.match(text, /checkback_store_captures \d+/);
  assert.ok(!text.includes("zzzz-typed"));
  for (const line of text.trim().split("\n"))
    assert.match(line, /^(# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\{([a-z]+="[^"]*",?)+\})? -?[0-9.e+-]+)$/);
  // A proxy on this machine passes on what comes from elsewhere.
  assert.equal((await fetch(world.origin + "/metrics", { headers: { "X-Forwarded-For": "203.0.113.7" } })).status, 403);
});
