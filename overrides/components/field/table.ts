import { controlsOf, isTick, rowId } from "../form/answers.ts";
import { part } from "../form/dom.ts";
import { REFILL } from "../form/fill.ts";
import type { Table } from "../form/page.ts";

/** Attributes of a row's elements that hold the id of the row. */
const NAMING = ["id", "for", "name", "aria-describedby"];

/** Rows of cells; the first row of the template is the pattern of all. */
export class FieldTable implements Table {
  static readonly selector = "[data-component=field-table]";
  private readonly list: HTMLElement;
  private readonly pattern: HTMLElement;
  private ensured: HTMLElement;

  constructor(readonly root: HTMLElement) {
    this.list = part(root, "rows");
    this.ensured = this.rows[0]!;
    this.pattern = this.ensured.cloneNode(true) as HTMLElement;
    root.closest("form")!.addEventListener(REFILL, () => this.prune());
  }

  /** In order; the order is that of their ids. */
  get rows(): HTMLElement[] {
    return [...this.list.querySelectorAll<HTMLElement>("[data-row]")];
  }

  ensure(id: string): void {
    // cells of one row come one after the other
    if (idOf(this.ensured) !== id || !this.ensured.isConnected) this.ensured = this.added(id);
  }

  /** The row of this id, added if there was none. */
  added(id: string): HTMLElement {
    const next = this.rows.find((row) => idOf(row) >= id);
    if (next && idOf(next) === id) return next;
    const made = this.pattern.cloneNode(true) as HTMLElement;
    rename(made, id);
    this.place(made);
    return made;
  }

  /** Puts a row that is not in the table where its id belongs. */
  place(row: HTMLElement): void {
    const { rows } = this;
    const at = rows.findIndex((other) => idOf(other) > idOf(row));
    this.list.insertBefore(row, rows[at] ?? null);
    this.count(at < 0 ? rows.length : at);
  }

  clear(): void {
    for (const row of this.rows) row.remove();
    this.ensure(rowId(0));
  }

  /** Rows that hold nothing leave, as if they had never been; one stays to write in. */
  private prune(): void {
    for (const row of this.rows) {
      if (isBlank(row) && !row.contains(document.activeElement)) row.remove();
    }
    if (this.rows.length === 0) this.clear();
    else this.count();
  }

  /** Numbers the rows anew, from this one on. */
  count(from = 0): void {
    this.rows.slice(from).forEach((row, at) => {
      for (const number of row.querySelectorAll("[data-part=row-number]")) {
        number.textContent = String(from + at + 1);
      }
    });
  }
}

export function idOf(row: HTMLElement): string {
  return row.dataset["row"] ?? "";
}

/** Whether nothing is filled in. */
export function isBlank(row: HTMLElement): boolean {
  return [...controlsOf(row)].every((each) => (isTick(each) ? !each.checked : !each.value.trim()));
}

/** Gives a row another id, and with it all controls and what belongs to them. */
export function rename(row: HTMLElement, id: string): void {
  const old = idOf(row);
  row.dataset["row"] = id;
  for (const each of row.querySelectorAll("*")) {
    for (const attribute of NAMING) {
      const value = each.getAttribute(attribute) ?? "";
      // ids of fields hold neither "--" nor "/"
      const renamed = value.replaceAll(`--${old}--`, `--${id}--`).replace(`/${old}/`, `/${id}/`);
      if (renamed !== value) each.setAttribute(attribute, renamed);
    }
  }
}
