import { indexAddress } from "./address.ts";
import { answer } from "./answer.ts";
import { pagesOf } from "./corpus.ts";
import type { Entry, Page } from "./corpus.ts";

/** Messages between the theme's bundle and its search worker, by number. */
const SETUP = 0;
const READY = 1;
const QUERY = 2;
const RESULT = 3;

type Message =
  | { type: typeof SETUP; data: { docs: Entry[] } }
  | { type: typeof QUERY; data: string };

/**
 * Answers queries of the theme's search dialog. It is ready without the index, and asks for that on
 * the first query that has one letter; when the index cannot be had, the next query asks again.
 */
export class SearchWorker {
  #pages: Promise<readonly Page[]> | undefined;
  #latest = "";

  constructor(private readonly scope: DedicatedWorkerGlobalScope) {
    scope.addEventListener("message", ({ data }: MessageEvent<Message>) => this.receive(data));
    scope.postMessage({ type: READY });
  }

  private receive(message: Message): void {
    if (message.type === SETUP) {
      this.#pages = Promise.resolve(pagesOf(message.data.docs));
      this.scope.postMessage({ type: READY });
    } else if (message.type === QUERY) {
      void this.reply((this.#latest = message.data));
    }
  }

  /** Says nothing when a later query came in meanwhile, or when there is no index to ask. */
  private async reply(typed: string): Promise<void> {
    const pages = typed.trim() ? await this.pages() : [];
    if (!pages || typed !== this.#latest) return;
    this.scope.postMessage({ type: RESULT, data: { items: answer(pages, typed) } });
  }

  private async pages(): Promise<readonly Page[] | undefined> {
    const pages = (this.#pages ??= fetchedPages(indexAddress(this.scope.location.href)));
    return pages.catch(() => {
      if (this.#pages === pages) this.#pages = undefined;
      return undefined;
    });
  }
}

async function fetchedPages(address: string): Promise<readonly Page[]> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${response.status} ${address}`);
  return pagesOf(((await response.json()) as { docs: Entry[] }).docs);
}
