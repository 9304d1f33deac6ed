import type { Standing, View } from "./page.ts";

/** Asks before the page is left while it holds answers, since they live nowhere else. */
export class LeaveGuard implements View {
  show({ started }: Standing): void {
    // only while needed: a page with such a listener is not kept for the back button
    if (started) window.addEventListener("beforeunload", askFirst);
    else window.removeEventListener("beforeunload", askFirst);
  }
}

function askFirst(event: BeforeUnloadEvent): void {
  event.preventDefault();
  event.returnValue = true; // what Chromium before 119 goes by
}
