// Bundles what takes answers elsewhere, of the folder named as argument, as the site's bundles are
// built, and answers line by line:
//   {contents: [content, …]}                  → [[file name, file text], …]
//   {times: [milliseconds, …]}                → [local time, …]
//   {terms, files: [base64, …]}               → [arrival or refusal, …]
//   {terms, texts: [text, …]}                 → the same, of pasted texts
//   {terms, links: [[answers, notes?], …]}    → [fragment, …]
//   {terms, folded: [base64, …]}              → arrivals of links that hold these bytes deflated
//   {terms, zeros: length}                    → of a file of so many bytes
//   {streams: false}                          → true; from now on like a browser without them
// An arrival's answers and unplaced are lists of entries, sorted; its notes [reason, id, place].
import { build } from "esbuild";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { deflateRawSync } from "node:zlib";

const [, , folder] = process.argv;
const { outputFiles } = await build({
  stdin: {
    contents: `export * from "./answer-file.ts"; export * from "./arrival.ts"; export * from "./link.ts";`,
    resolveDir: folder,
  },
  bundle: true,
  minify: true,
  write: false,
  format: "esm",
  target: ["es2022", "chrome100", "firefox100", "safari15.4"],
  // a copy of the folder, with a slip in it, stands outside the project
  nodePaths: [fileURLToPath(new URL("../../node_modules", import.meta.url))],
});
const travel = await import(
  `data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`
);

const known = new Map();

const tasks = {
  contents: ({ contents }) => contents.map(written),
  times: ({ times }) => times.map((time) => travel.localTime(new Date(time))),
  files: ({ terms, files }) =>
    files.map((file) => orThrown(() => shown(travel.fromBytes(once(terms), bytesOf(file))))),
  texts: ({ terms, texts }) => inTurn(texts, (text) => travel.fromText(once(terms), text)),
  links: ({ terms, links }) =>
    inTurn(links, ([answers, notes]) =>
      travel.fragmentOf(terms.plan, new Map(Object.entries(answers)), notes),
    ),
  folded: ({ terms, folded }) =>
    inTurn(folded, (bytes) => travel.fromLink(once(terms), linkOf(bytesOf(bytes)))),
  streams: () => {
    delete globalThis.CompressionStream;
    return delete globalThis.DecompressionStream;
  },
  zeros: ({ terms, zeros }) => shown(travel.fromBytes(once(terms), new Uint8Array(zeros))),
};

/** The same object for the same form, as in a page. */
function once(terms) {
  const key = JSON.stringify(terms);
  if (!known.has(key)) known.clear() ?? known.set(key, terms);
  return known.get(key);
}

function written(content) {
  const whole = {
    ...content,
    answers: new Map(Object.entries(content.answers)),
    unplaced: new Map(Object.entries(content.unplaced)),
  };
  return [travel.fileName(whole), travel.fileText(whole)];
}

function bytesOf(base64) {
  return new Uint8Array(Buffer.from(base64, "base64"));
}

function linkOf(bytes) {
  return `#a=1${Buffer.from(deflateRawSync(bytes)).toString("base64url")}`;
}

function shown(arrival) {
  if (typeof arrival !== "object" || "refused" in arrival) return arrival;
  const { answers, unplaced, notes, ...rest } = arrival;
  return {
    ...rest,
    answers: sorted(answers),
    unplaced: sorted(unplaced),
    notes: notes.map(({ reason, id, place }) => [reason, id, place]),
  };
}

function sorted(answers) {
  return [...answers].sort(([a], [b]) => (a < b ? -1 : 1));
}

async function inTurn(asked, answer) {
  const told = [];
  for (const each of asked) {
    try {
      told.push(shown(await answer(each)));
    } catch (error) {
      told.push(thrown(error));
    }
  }
  return told;
}

function orThrown(ask) {
  try {
    return ask();
  } catch (error) {
    return thrown(error);
  }
}

/** As one line; a stack would hold the whole bundle. */
function thrown(error) {
  return `thrown: ${String(error).split("\n")[0]}`;
}

process.on("unhandledRejection", (error) => {
  console.log(JSON.stringify(thrown(error)));
  process.exit(1);
});

for await (const line of createInterface({ input: process.stdin })) {
  const asked = JSON.parse(line);
  const task = Object.keys(tasks).find((name) => name in asked);
  console.log(JSON.stringify(await tasks[task](asked)));
}
process.exit(0);
