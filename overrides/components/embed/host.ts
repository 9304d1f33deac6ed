import type { Message } from "./message.ts";

/** CSS pixels; no form is taller, so a page is never stretched without end. */
const TALLEST = 100_000;
const LONGEST_TITLE = 300;
/** Of the interface, beside the one of the whole site. */
const OTHER_LANGUAGES = ["en"];

/** Puts a form in the place of a link to it, in a page of another site: a frame as tall as the form.
    Without this script, and until the form answers from its frame, the link itself is there. */
export class FormLink {
  static readonly selector = "a[data-embed-form]";
  private readonly frame = document.createElement("iframe");
  /** Stands over the frame where the reader is to be brought. */
  private readonly mark = document.createElement("span");

  constructor(private readonly link: HTMLAnchorElement) {
    const { frame, mark } = this;
    const box = document.createElement("div");
    const address = new URL(link.href);
    const { language = "" } = link.dataset;
    const folder = OTHER_LANGUAGES.includes(language) ? `${language}/` : "";
    address.pathname = address.pathname.replace(/\/?$/, `/embed/${folder}`);
    delete link.dataset["embedForm"]; // the line may stand in a page twice, and run twice
    frame.title = link.textContent?.trim() ?? "";
    frame.loading = "lazy";
    frame.allow = "clipboard-write; web-share";
    frame.referrerPolicy = "no-referrer";
    // by script, since a strict policy forbids style attributes
    box.style.cssText = "position:relative;width:100%";
    mark.style.position = "absolute";
    frame.style.cssText = "display:block;width:100%;height:600px;border:0";
    addEventListener("message", ({ source, origin, data }) => {
      if (source === frame.contentWindow && origin === address.origin) this.take(data);
    });
    frame.src = address.href;
    box.append(frame, mark);
    link.after(box);
  }

  /** Believes no more than it must: the form's own site may be taken over, too. */
  private take(data: unknown): void {
    const { title, height, show }: Partial<Record<keyof Message, unknown>> = Object(data);
    const { frame, link, mark } = this;
    if (typeof title === "string" && title) frame.title = title.slice(0, LONGEST_TITLE);
    if (isLength(height) && height > 0) {
      frame.style.height = `${height}px`;
      if (document.activeElement !== link) link.style.display = "none";
    }
    if (isLength(show) && show <= frame.clientHeight) {
      mark.style.top = `${show}px`;
      mark.scrollIntoView(); // scrolls whatever the frame stands in
    }
  }
}

/** CSS pixels that a page can have; neither NaN nor infinite. */
function isLength(value: unknown): value is number {
  return typeof value === "number" && value >= 0 && value <= TALLEST;
}
