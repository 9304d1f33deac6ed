/** Asks before the page is left while it holds answers that are saved nowhere. */
export function askBeforeLeaving(isUnsaved: boolean): void {
  // only while needed: a page with such a listener is not kept for the back button
  if (isUnsaved) window.addEventListener("beforeunload", askFirst);
  else window.removeEventListener("beforeunload", askFirst);
}

function askFirst(event: BeforeUnloadEvent): void {
  event.preventDefault();
  event.returnValue = true; // what Chromium before 119 goes by
}
