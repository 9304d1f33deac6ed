// Safari has no idle callbacks
const whenQuiet = (window.requestIdleCallback ?? setTimeout) as (job: () => void) => void;

/** Does work piece by piece while the page rests, so that no answer waits for it. */
export class Leisure {
  private waiting: (() => void)[] = [];
  private isAsked = false;

  constructor() {
    window.addEventListener("beforeprint", () => {
      for (const job of this.waiting.splice(0)) job();
    });
  }

  /** Does these in their order, in place of what still waits. */
  instead(jobs: (() => void)[]): void {
    this.waiting = jobs;
    this.next();
  }

  private next(): void {
    if (this.isAsked || !this.waiting.length) return;
    this.isAsked = true;
    whenQuiet(() => {
      this.isAsked = false;
      this.waiting.shift()?.();
      this.next();
    });
  }
}
