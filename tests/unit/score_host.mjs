// Bundles the score component in the folder named as argument, as the site's bundles are built, and
// answers line by line: {plan, answers: [{…}, …]} → [score, …], and {percent: [bp, …]} → [text, …].
import { build } from "esbuild";
import { createInterface } from "node:readline";

const [, , folder] = process.argv;
const { outputFiles } = await build({
  stdin: {
    contents: `export * from "./score.ts"; export * from "./percent.ts";`,
    resolveDir: folder,
  },
  bundle: true,
  minify: true,
  write: false,
  format: "esm",
  target: ["es2022", "chrome100", "firefox100", "safari15.4"],
});
const { score, percent } = await import(
  `data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`
);

for await (const line of createInterface({ input: process.stdin })) {
  const asked = JSON.parse(line);
  const told = asked.percent
    ? asked.percent.map(percent)
    : asked.answers.map((answers) => score(asked.plan, new Map(Object.entries(answers))));
  console.log(JSON.stringify(told));
}
process.exit(0);
