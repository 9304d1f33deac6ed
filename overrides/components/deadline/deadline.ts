/** Tells a deadline as of the reader's day; without it the page tells it as of the day of the build. */
export class Deadline {
  static readonly selector = "[data-component=deadline]";

  constructor(
    private readonly root: HTMLElement,
    private readonly now: Date = new Date(),
  ) {
    const days = this.daysLeft();
    if (Number.isNaN(days)) return;
    root.classList.toggle("deadline--past", days < 0);
    const state = root.querySelector(".deadline__state");
    if (state) state.textContent = this.words(days);
    root.querySelector(".deadline__asof")?.remove();
  }

  /** Whole days from today to the deadline in the reader's own time zone; negative once it is past. */
  private daysLeft(): number {
    const [year, month, day] = (this.root.dataset["date"] ?? "").split("-").map(Number);
    const due = Date.UTC(year ?? NaN, (month ?? NaN) - 1, day);
    const today = Date.UTC(this.now.getFullYear(), this.now.getMonth(), this.now.getDate());
    return Math.round((due - today) / 86_400_000);
  }

  private words(days: number): string {
    const { past = "", left = "", today = "" } = this.root.dataset;
    if (days < 0) return past;
    return days === 0 ? today : left.replace("{days}", thaiDigits(days));
  }
}

/** The number as letters write it. */
function thaiDigits(number: number): string {
  return String(number).replace(/[0-9]/g, (digit) => "๐๑๒๓๔๕๖๗๘๙".charAt(Number(digit)));
}
