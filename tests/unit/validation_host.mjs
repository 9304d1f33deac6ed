// Bundles validate.ts of the folder named as argument, as the site's bundles are built, and answers
// line by line:
//   {schema, answers: [JSON text, …]}        → [[fault, …], …]
//   {oddities: schema}                       → what was thrown for values that no JSON holds
//   {seconds: schema, answer: JSON text}     → how long the processor took for one
//   {remotes: {address: schema, …}}          → true; the suite's schemas may refer to them
//   {suite: schema, values: [value, …]}      → [whether the engine itself finds it valid, …]
//   {patterns: [[pattern, [text, …]], …]}    → [[whether it matches, …], …] or the refusal
import { build } from "esbuild";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const [, , folder] = process.argv;
const { outputFiles } = await build({
  stdin: {
    contents: `export * from "./validate.ts";
      export { dereference, validate } from "@cfworker/json-schema";`,
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
const { dereference, faults, validate } = await import(
  `data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`
);

let remotes = {};

const tasks = {
  answers: ({ schema, answers }) => answers.map((text) => faults(schema, JSON.parse(text))),
  oddities: ({ oddities }) => thrownByOddities(oddities),
  seconds: ({ seconds, answer }) => secondsFor(seconds, JSON.parse(answer)),
  remotes: (told) => {
    remotes = told.remotes;
    return true;
  },
  suite: ({ suite, values }) => suiteVerdicts(suite, values),
  patterns: ({ patterns }) => patterns.map(([pattern, texts]) => matches(pattern, texts)),
};

function thrownByOddities(schema) {
  const circle = {};
  circle.circle = circle;
  const oddities = [undefined, () => 1, Symbol("odd"), 1n, NaN, -Infinity, new Date(), new Map(), /a/];
  const places = [(odd) => odd, (odd) => [odd], (odd) => ({ [Object.keys(schema.properties)[0]]: odd })];
  const thrown = [];
  for (const odd of [...oddities, circle, new Array(1e6), Object.create({ inherited: 1 })]) {
    for (const place of places) {
      const found = orThrown(() => faults(schema, place(odd)));
      if (!Array.isArray(found)) thrown.push(String(found));
    }
  }
  return thrown;
}

function secondsFor(schema, value) {
  const before = process.cpuUsage();
  const found = faults(schema, value).length;
  return { seconds: process.cpuUsage(before).user / 1e6, found };
}

/** The engine without what validate.ts adds, for schemas that no form may hold. */
function suiteVerdicts(schema, values) {
  const lookup = Object.create(null);
  const ready = orThrown(() => {
    for (const [address, remote] of Object.entries(structuredClone(remotes))) {
      dereference(remote, lookup, new URL(address));
      lookup[address] ??= remote;
    }
    dereference(schema, lookup);
    return true;
  });
  const verdict = (value) => validate(value, schema, "2020-12", lookup, false).valid;
  return values.map((value) => (ready === true ? orThrown(() => verdict(value)) : ready));
}

function matches(pattern, texts) {
  return orThrown(() => {
    const expression = new RegExp(pattern, "u");
    return texts.map((text) => expression.test(text));
  });
}

/** What was thrown as one line; a stack would hold the whole bundle. */
function orThrown(ask) {
  try {
    return ask();
  } catch (error) {
    return `thrown: ${String(error).split("\n")[0]}`;
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const asked = JSON.parse(line);
  const task = Object.keys(tasks).find((name) => name in asked);
  console.log(JSON.stringify(orThrown(() => tasks[task](asked))));
}
process.exit(0);
