/** The draft of a form that this tab went on with last; kept over a reload, gone with the tab. */

const PREFIX = "draft ";
const chosen = new Map<string, string>();

/** Id of the draft; empty: none on purpose; undefined: the tab has had none. */
export function draftOfTab(form: string): string | undefined {
  try {
    return chosen.get(form) ?? sessionStorage.getItem(PREFIX + form) ?? undefined;
  } catch {
    return undefined;
  }
}

export function setDraftOfTab(form: string, id: string): void {
  if (chosen.get(form) === id) return;
  chosen.set(form, id);
  try {
    sessionStorage.setItem(PREFIX + form, id);
  } catch {
    // storage is blocked: known until the page is left
  }
}

/** Leaves no trace of any form in what outlives the page. */
export function forgetTab(): void {
  try {
    for (const key of Object.keys(sessionStorage)) {
      if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
    }
  } catch {
    // storage is blocked: nothing was kept
  }
}
