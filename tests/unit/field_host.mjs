// Bundles what reads and checks typed values, in the folder named as argument, as the site's bundles
// are built, and answers line by line: {dates: [text, …], today} → [{iso, …}, …], {shown: [iso, …],
// words: {name: text, …}} → [[typed, full], …], {faults: [[asked, schema, value], …]} → [keyword or null, …].
import { build } from "esbuild";
import { createInterface } from "node:readline";

const [, , folder] = process.argv;
const { outputFiles } = await build({
  stdin: {
    contents: `export * from "./date.ts"; export { faultOf } from "./wrongs.ts"; export { Words } from "../form/words.ts";`,
    resolveDir: folder,
    loader: "ts",
  },
  bundle: true,
  minify: true,
  write: false,
  format: "esm",
  target: ["es2022", "chrome100", "firefox100", "safari15.4"],
});
const { readDate, typedDay, fullDay, faultOf, Words } = await import(
  `data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`
);

const shownIn = (words, days) => days.map((iso) => [typedDay(iso), fullDay(words, iso)]);

for await (const line of createInterface({ input: process.stdin })) {
  const { dates, today, shown, words, faults } = JSON.parse(line);
  const told = dates
    ? dates.map((text) => readDate(text, new Date(today)))
    : shown
      ? shownIn(new Words(words), shown)
      : faults.map(([asked, schema, value]) => faultOf(asked, schema, value)?.keyword ?? null);
  console.log(JSON.stringify(told));
}
process.exit(0);
