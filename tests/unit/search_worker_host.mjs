// Runs the search worker's bundle as a browser would; for each visit one line of JSON in, one out:
// {bundle, steps: [{serve, send: [message, …]}, …]} → {posted: [[message, …], …], asked: [[url, …], …]}
// with one list for the start and one for each step. `serve` is what the index's address answers
// from then on: the index, 404, or null when it cannot be reached.
import { createInterface } from "node:readline";
import vm from "node:vm";

const idle = async () => {
  for (let turn = 0; turn < 8; turn++) await new Promise((resolve) => setImmediate(resolve));
};

async function visit({ bundle, steps }) {
  let served = null;
  let listener = () => undefined;
  let posted = [];
  let asked = [];
  globalThis.self = {
    location: { href: "https://site.example/folder/assets/search-worker.js" },
    addEventListener: (_, listen) => (listener = listen),
    postMessage: (message) => posted.push(structuredClone(message)),
  };
  globalThis.fetch = async (address) => {
    asked.push(String(address));
    if (served === null) throw new TypeError("unreachable");
    if (served === 404) return { ok: false, status: 404, json: async () => ({ docs: [] }) };
    return { ok: true, json: async () => served };
  };
  vm.runInThisContext(bundle);
  const told = { posted: [posted], asked: [asked] };
  for (const step of steps) {
    told.posted.push((posted = []));
    told.asked.push((asked = []));
    if ("serve" in step) served = step.serve;
    for (const data of step.send ?? []) listener({ data });
    await idle();
  }
  return told;
}

for await (const line of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(await visit(JSON.parse(line))));
}
