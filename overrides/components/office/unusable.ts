/**
 * Why nothing of an office file can be used. `encrypted`: behind a password, or of before 2007;
 * `not-office`: neither workbook nor document; `no-meta`: nothing says which form it is of.
 */
export type OfficeRefusal =
  | "too-large"
  | "too-deep"
  | "damaged"
  | "encrypted"
  | "not-office"
  | "no-meta";

export class Unusable extends Error {
  constructor(readonly why: OfficeRefusal) {
    super(why);
  }
}
