/** Milliseconds that saving may take unnoticed; what is saved sooner is saved before the page is gone. */
const GRACE = 100;

let timer = 0;

/** Asks before the page is left while it holds answers that are saved nowhere. */
export function askBeforeLeaving(isUnsaved: boolean): void {
  // only while needed: a page with such a listener is not kept for the back button
  if (isUnsaved) timer ||= setTimeout(addEventListener, GRACE, "beforeunload", ask) as unknown as number;
  else if (timer) {
    clearTimeout(timer);
    removeEventListener("beforeunload", ask);
    timer = 0;
  }
}

function ask(event: BeforeUnloadEvent): void {
  event.preventDefault();
  event.returnValue = true; // what Chromium before 119 goes by
}
