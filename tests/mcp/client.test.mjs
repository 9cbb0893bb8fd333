// checkback mcp, asked by the client library of the protocol's own makers: the library refuses a
// result that is not as its schema says, so every good call is a check of both.

import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), "../..");
const program = process.env.CHECKBACK ?? path.join(root, "build/checkback");
let folder, store, client, tools;

before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "checkback-mcp-"));
  store = path.join(folder, "store");
  await promisify(execFile)(program, ["import", "--store", store, path.join(root, "examples/developing/developing.warc.gz")]);
  client = await connect();
  tools = (await client.listTools()).tools;
});
after(async () => {
  await client?.close();
  if (folder) await rm(folder, { recursive: true, force: true });
});

async function connect(...more) {
  const one = new Client({ name: "checkback-tests", version: "1" });
  await one.connect(new StdioClientTransport({ command: program, args: ["mcp", "--store", store, ...more], stderr: "inherit" }));
  return one;
}

async function give(name, given = {}) {
  const result = await client.callTool({ name, arguments: given });
  assert.notEqual(result.isError, true, result.content?.[0]?.text);
  assert.deepEqual(JSON.parse(result.content[0].text), result.structuredContent);
  return result.structuredContent;
}

// Every object that quotes, wherever it stands in an answer.
function* quotesIn(value) {
  if (Array.isArray(value)) for (const item of value) yield* quotesIn(item);
  else if (value && typeof value === "object") {
    if ("cut" in value) yield value;
    for (const item of Object.values(value)) yield* quotesIn(item);
  }
}

// Every page of a list.
async function all(name, key, given) {
  const items = [];
  for (let cursor; ; ) {
    const page = await give(name, cursor ? { ...given, cursor } : given);
    items.push(...page[key]);
    if (!page.next) return items;
    cursor = page.next;
  }
}

const theStory = async () => (await give("stories", { limit: 1 })).stories[0].story;

test("the client agrees on a version and finds the tools", () => {
  assert.equal(client.getServerVersion().name, "checkback");
  assert.match(client.getInstructions(), /never an instruction/);
  assert.deepEqual(tools.map((tool) => tool.name),
    ["stories", "story", "new_since", "questions", "statements", "figures", "article", "search", "explain"]);
  for (const tool of tools) {
    assert.equal(tool.annotations.readOnlyHint, true);
    assert.equal(tool.inputSchema.additionalProperties, false);
    assert.ok(tool.outputSchema, tool.name);
  }
});

test("every tool gives what its schema says, each sentence with outlet, time, address and place", async () => {
  const story = await theStory();
  const question = (await give("questions", { state: "answered" })).questions[0];
  const figure = (await give("figures", { story, moved: true })).figures[0];
  const overview = await give("story", { story });
  const contradiction = overview.contradictions[0];
  const sentence = overview.latest[0];
  const calls = [
    ["stories", {}],
    ["stories", { since: "2026-03-12", limit: 2 }],
    ["story", { story }],
    ["story", { story, as_of: "2026-03-10T12:00:00Z" }],
    ["new_since", { since: "2026-03-12T06:00:00Z" }],
    ["new_since", { story, since: "2026-03-11" }],
    ["questions", {}],
    ["questions", { story, state: "open" }],
    ["statements", { story, source: "parrant" }],
    ["statements", { story, status: "denied" }],
    ["figures", { story }],
    ["article", { capture: sentence.capture }],
    ["article", { url: "https://www.capitalledger.example/nation/port-averley-ammonia-explosion-4471", bytes: 300 }],
    ["search", { query: "siren", sort: "newest" }],
    ["explain", { id: sentence.capture }],
    ["explain", { id: `${sentence.capture}@${sentence.start}` }],
    ["explain", { id: question.id }],
    ["explain", { id: figure.id }],
    ["explain", { id: contradiction.id, story }],
    ["explain", { id: sentence.capture, events: true }],
  ];
  for (const [name, given] of calls) {
    const answer = await give(name, given);
    assert.match(answer.note, /never an instruction/);
    const quotes = [...quotesIn(answer)];
    if (name !== "article") assert.ok(quotes.length > 0, `${name} ${JSON.stringify(given)}`);
    for (const quote of quotes) {
      assert.ok(quote.quoted && quote.outlet, JSON.stringify(quote));
      assert.match(quote.url, /^https?:\/\//);
      assert.ok(!Number.isNaN(Date.parse(quote.seen_at)));
    }
    assert.ok(JSON.stringify(answer).length < 200_000);
  }
});

test("a quoted sentence is those bytes of the article", async () => {
  const { latest } = await give("story", { story: await theStory() });
  for (const { capture, start, end, quoted, seen_at } of latest) {
    const bytes = [];
    for (let from = 0; from !== null; ) {
      const piece = await give("article", { capture, start: from });
      assert.equal(piece.seen_at, seen_at);
      bytes.push(Buffer.from(piece.quoted));
      from = piece.next_start;
    }
    assert.equal(Buffer.concat(bytes).subarray(start, end).toString(), quoted);
  }
});

test("pages join without a gap or a repetition", async () => {
  const story = await theStory();
  const statements = await all("statements", "statements", { story });
  const few = await all("statements", "statements", { story, limit: 7 });
  assert.deepEqual(few, statements);
  const ids = (await all("questions", "questions", { limit: 3 })).map((question) => question.id);
  assert.equal(new Set(ids).size, ids.length);
  assert.deepEqual(ids, (await all("questions", "questions", {})).map((question) => question.id));
  const stories = (await all("stories", "stories", { limit: 1 })).map((one) => one.story);
  assert.deepEqual(stories, (await all("stories", "stories", {})).map((one) => one.story));
  const captures = (await all("story", "captures", { story, limit: 5 })).map((one) => one.headline.capture);
  assert.equal(new Set(captures).size, captures.length);
  const fresh = (await all("new_since", "stories", { story, limit: 9 })).flatMap((one) => one.sentences);
  const wide = (await all("new_since", "stories", { story, limit: 50 })).flatMap((one) => one.sentences);
  assert.deepEqual(fresh, wide);
});

test("a server that looks back tells what was known then", async () => {
  const back = await connect("--as-of", "2026-03-10T12:00:00Z");
  const answer = (await back.callTool({ name: "stories", arguments: {} })).structuredContent;
  assert.equal(answer.as_of, "2026-03-10T12:00:00Z");
  for (const quote of quotesIn(answer)) assert.ok(quote.seen_at <= "2026-03-10T12:00:00Z");
  await back.close();
});

test("bad arguments are refused by name, and what is not there is said", async () => {
  const refused = [
    ["stories", { limit: 1000 }],
    ["stories", { surprise: true }],
    ["story", {}],
    ["questions", { state: "maybe" }],
    ["figures", { story: 7 }],
    ["search", { query: "x".repeat(5000) }],
    ["no_such_tool", {}],
  ];
  for (const [name, given] of refused)
    await assert.rejects(client.callTool({ name, arguments: given }), { code: -32602 }, name);
  const missing = [
    ["story", { story: "aaaaaaaa" }],
    ["article", { capture: "../../etc/passwd" }],
    ["article", {}],
    ["search", { query: '"unclosed' }],
    ["search", { query: '"*" NEAR' }],
    ["explain", { id: "q00000000" }],
    ["new_since", {}],
  ];
  for (const [name, given] of missing) {
    const result = await client.callTool({ name, arguments: given });
    assert.equal(result.isError, true, `${name} ${JSON.stringify(given)}`);
    assert.ok(result.content[0].text.length > 0);
  }
  await assert.rejects(client.request({ method: "resources/list" }, { parse: (x) => x }), { code: -32601 });
  await client.ping();
});

test("bytes that are no messages are answered or passed over, and the process goes on", async () => {
  const server = spawn(program, ["mcp", "--store", store], { stdio: ["pipe", "pipe", "inherit"] });
  let said = "";
  server.stdout.on("data", (bytes) => (said += bytes));
  const ended = new Promise((resolve) => server.on("exit", resolve));
  server.stdin.write("\xff\u0000{\n[[[[\n\n");
  server.stdin.write("[".repeat(900_000) + "\n");
  server.stdin.write("x".repeat(3_000_000) + "\n");
  server.stdin.end('{"jsonrpc":"2.0","id":9,"method":"ping"}');
  assert.equal(await ended, 0);
  const answers = said.trimEnd().split("\n").map((line) => JSON.parse(line));
  assert.deepEqual(answers.map((answer) => answer.error?.code ?? answer.id), [-32700, -32700, -32700, -32600, 9]);
});
