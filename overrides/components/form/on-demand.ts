import type { Office } from "../office/office.ts";
import type { Page, Standing, View } from "./page.ts";

/** What a bundle that is loaded later brings: its views, made for this page. */
export interface Part {
  readonly views: (page: Page) => readonly View[];
  /** The result as plain text, of the part "result". */
  readonly text?: (page: Page, standing: Standing, today: Date) => string;
  /** Workbooks and documents, of the part "office". */
  readonly office?: Office;
}

export type PartName = "fields" | "result" | "travel" | "drafts" | "office";

type Shelf = Partial<Record<PartName, Part>>;

// bundles are classic scripts and share nothing but the global object
const shelf: Shelf = ((globalThis as { formParts?: Shelf }).formParts ??= {});
const loading = new Map<PartName, Promise<Part>>();

/** Called by the bundle of a part when it has arrived. */
export function offer(name: PartName, part: Part): void {
  shelf[name] = part;
}

/** Fetches the bundle once; its address stands on the form's root. Rejects when it cannot be had. */
export function load({ root }: Page, name: PartName): Promise<Part> {
  let arriving = loading.get(name);
  if (!arriving) {
    arriving = fetched(root.dataset[name] ?? "", name);
    arriving.catch(() => loading.delete(name)); // the next call tries again
    loading.set(name, arriving);
  }
  return arriving;
}

function fetched(address: string, name: PartName): Promise<Part> {
  return new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = script.onerror = () => {
      const part = shelf[name];
      if (part) return done(part);
      script.remove();
      failed(new Error(`${address} brought no part "${name}"`));
    };
    document.head.append(script);
  });
}
