/** Which part of an office file refers to which. */
import type { Archive } from "./archive.ts";
import { inside, parsed } from "./xml.ts";

export interface Relation {
  readonly id: string;
  /** Last word of its kind: `officeDocument`, `worksheet`, `footer`. */
  readonly kind: string;
  /** The part that is referred to. */
  readonly part: string;
}

/** What a part refers to; the empty name is the archive itself. */
export function relations(archive: Archive, part: string): Relation[] {
  const folder = part.slice(0, part.lastIndexOf("/") + 1);
  const text = archive.text(`${folder}_rels/${part.slice(folder.length)}.rels`);
  if (!text) return [];
  return inside(parsed(text), "Relationship").map((each) => ({
    id: each.getAttribute("Id") ?? "",
    kind: (each.getAttribute("Type") ?? "").replace(/.*\//, ""),
    part: resolved(folder, each.getAttribute("Target") ?? ""),
  }));
}

function resolved(folder: string, target: string): string {
  const steps: string[] = [];
  for (const step of (target.startsWith("/") ? target : folder + target).split("/")) {
    if (step === "..") steps.pop();
    else if (step && step !== ".") steps.push(step);
  }
  return steps.join("/");
}
