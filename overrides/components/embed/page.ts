import type { Message } from "./message.ts";

/** CSS pixels kept free above a place that is brought into sight. */
const ABOVE = 16;

/** The page of a form in a frame that is as tall as the form: tells the page around it how tall that
    is, and does what a browser cannot do there, since only the outer page scrolls. */
export class FramedPage {
  static readonly selector = "[data-component=framed-page]";

  constructor(private readonly root: HTMLElement) {
    const whole = document.documentElement;
    new ResizeObserver(() => {
      this.tell({ height: Math.ceil(whole.getBoundingClientRect().height) });
    }).observe(whole);
    // at the foot of a frame it would be at the foot of everything
    const bar = root.querySelector("[data-component=form-bar]");
    if (bar) root.querySelector("#form-result")?.before(bar);
    addEventListener("click", (event) => this.beforeClick(event), true);
    addEventListener("click", (event) => this.afterClick(event));
    new MutationObserver((changes) => {
      for (const { target } of changes) {
        if (target instanceof HTMLDialogElement && target.open) this.bring(target);
      }
    }).observe(root, { attributeFilter: ["open"], subtree: true });
  }

  /** To any origin: it holds nothing that the reader typed. */
  private tell(news: Pick<Message, "height" | "show">): void {
    const message: Message = {
      form: this.root.dataset["form"] ?? "",
      title: document.title,
      ...news,
    };
    if (parent !== window) parent.postMessage(message, "*");
  }

  private show(place: Element): void {
    this.tell({ show: Math.max(0, Math.floor(place.getBoundingClientRect().top) - ABOVE) });
  }

  /** Where a dialog is to open: in the middle of a tall frame nobody would see it. */
  private beforeClick({ target }: Event): void {
    // to measure makes the browser lay out the page: not for an answer, which opens nothing
    if (!(target instanceof Element) || !target.closest("button")) return;
    const { top } = target.getBoundingClientRect();
    for (const dialog of this.root.querySelectorAll("dialog")) this.place(dialog, top);
  }

  /** On the dialog alone: on the page it would restyle everything. */
  private place(dialog: HTMLElement, top: number): void {
    dialog.style.setProperty("--framed-top", `${Math.max(ABOVE, top)}px`);
  }

  /** Links within the page scroll this frame, which is whole in sight already. */
  private afterClick({ target }: Event): void {
    const link = target instanceof Element && target.closest<HTMLAnchorElement>("a[href^='#']");
    if (!link) return;
    const place = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (place) this.show(place);
  }

  /** A dialog that has opened: wholly inside the frame, and in sight. */
  private bring(dialog: HTMLDialogElement): void {
    const { top, bottom } = dialog.getBoundingClientRect();
    if (bottom > innerHeight - ABOVE) this.place(dialog, top - (bottom - innerHeight) - ABOVE);
    new IntersectionObserver(([seen], observer) => {
      observer.disconnect();
      if (seen && seen.intersectionRatio < 0.99) this.show(dialog);
    }).observe(dialog);
  }
}
