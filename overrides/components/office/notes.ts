/** What did not go from a file into answers, or from answers into a file. */
import type { Unread } from "./values.ts";

/**
 * Of a file that was read. `several`: ticks of a single choice, the value lists them; `option`: a
 * label that is none; `number`, `date`: a text that is none; `lost`: the file has no place for it
 * any more, though its blank had; `repeated`: it has another value, too; `size`: too long to be one.
 */
export type ReadReason = Unread | "several" | "lost" | "repeated";

/**
 * Of a file that was filled. `no-place`: the blank has none; `rows`: it has fewer rows; `long`: a
 * cell does not hold so many characters; `unreadable`: nobody could read it back.
 */
export type FillReason = "no-place" | "rows" | "long" | "unreadable";

export interface OfficeNote<Why> {
  readonly reason: Why;
  /** Of the field or question, with `.evidence` or `.note` where it is of that. */
  readonly id: string;
  /** Of a cell of a table: `/row/column`, rows counted from 0; else empty. */
  readonly place: string;
  readonly value: unknown;
}
