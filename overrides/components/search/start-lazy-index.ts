import { LazyIndex } from "./lazy-index.ts";

const script = document.currentScript as HTMLScriptElement;
const { loading = "", failed = "" } = script.dataset;
for (const root of document.querySelectorAll<HTMLElement>(LazyIndex.selector)) {
  new LazyIndex(root, script.src, { loading, failed });
}
