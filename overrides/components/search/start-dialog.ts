import { SearchDialog } from "./dialog.ts";

const script = document.currentScript as HTMLScriptElement;
const { loading = "", failed = "" } = script.dataset;
for (const root of document.querySelectorAll<HTMLElement>(SearchDialog.selector)) {
  new SearchDialog(root, script.src, { loading, failed });
}
