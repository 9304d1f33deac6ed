import { all } from "../components/form/dom.ts";
import { offer } from "../components/form/on-demand.ts";
import { Completeness } from "../components/field/completeness.ts";
import { LiveFaults } from "../components/field/live-faults.ts";
import { NotAsked } from "../components/field/not-asked.ts";
import { Reasons } from "../components/field/reasons.ts";
import { Rows } from "../components/field/rows.ts";
import type { FieldTable } from "../components/field/table.ts";
import { Typed } from "../components/field/typed.ts";
import { Unset } from "../components/field/unset.ts";

offer("fields", {
  views: (page) => {
    const faults = new LiveFaults(page);
    return [
      new Typed(page),
      new Reasons(page),
      new Unset(page),
      ...[...page.tables.values()].map((table) => new Rows(table as FieldTable, page)),
      faults,
      ...all(page.root, Completeness).map((root) => new Completeness(root, page, faults)),
      new NotAsked(page),
    ];
  },
});
