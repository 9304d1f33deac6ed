/** The questions that the panel of drafts asks in dialogs; Escape leaves everything as it was. */
import { part, setText } from "../form/dom.ts";
import type { Page } from "../form/page.ts";

/** What the reader calls a draft; empty: nothing. */
export async function askName({ root }: Page, name: string): Promise<string> {
  const dialog = part<HTMLDialogElement>(root, "naming");
  const input = part<HTMLInputElement>(dialog, "new-name");
  input.value = name;
  const agreed = isAgreed(dialog);
  input.select();
  return (await agreed) ? input.value.trim() : "";
}

/** Whether something may be gone for good; `which` says of what it is part. */
export function confirm(
  { root }: Page,
  what: "clear" | "erase" | "erase-all",
  which: string,
): Promise<boolean> {
  const dialog = part<HTMLDialogElement>(root, `confirm-${what}`);
  setText(part(dialog, "which"), which);
  return isAgreed(dialog);
}

function isAgreed(dialog: HTMLDialogElement): Promise<boolean> {
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((told) => {
    dialog.onclick = (event) => {
      const button = (event.target as Element).closest("button");
      if (!button) return;
      event.preventDefault(); // frames may not submit even such a form
      dialog.close(button.value);
    };
    dialog.onclose = () => {
      // else it tells, late, of the time before
      if (!dialog.open) told(dialog.returnValue === "ok");
    };
  });
}
