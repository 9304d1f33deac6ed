/** The database of drafts on this device: records in and out, and why not, where there is none. */

export const NAME = "forms";
const VERSION = 1;
/** Milliseconds after which a database that does not answer counts as one that cannot be had. */
const PATIENCE = 5000;

/** Which record is whose: drafts by id; answers by [draft, name]; results by [form, draft, day]. */
export type Shelf = "drafts" | "answers" | "results";
export const SHELVES: readonly Shelf[] = ["drafts", "answers", "results"];

/** Why nothing can be saved on this device. */
export type Why = "blocked" | "full" | "newer" | "slow";

const WHYS: Readonly<Record<string, Why>> = {
  QuotaExceededError: "full",
  VersionError: "newer",
  TimeoutError: "slow",
};

export function whyOf({ name }: Error): Why {
  return WHYS[name] ?? "blocked";
}

export type Work = (shelf: (name: Shelf) => IDBObjectStore) => readonly IDBRequest[];

export class Store {
  private opening: Promise<IDBDatabase> | undefined;

  constructor(
    /** The browser closed the database, or another page needs it closed. */
    private readonly closed: (isErased: boolean) => void,
  ) {}

  /**
   * Results of the requests, once all of them are done; written ones then stand on the disk. Work
   * makes its requests at once and waits for none, so that they outlive a page that is being left.
   * Rejects when none is done.
   */
  async run(mode: IDBTransactionMode, work: Work): Promise<unknown[]> {
    const late = new Promise<never>((_, failed) =>
      setTimeout(() => failed(new DOMException("", "TimeoutError")), PATIENCE),
    );
    try {
      return await Promise.race([this.transaction(mode, work), late]);
    } catch (error) {
      this.opening = undefined; // whatever it was, next time with a new connection
      throw error;
    }
  }

  private async transaction(mode: IDBTransactionMode, work: Work): Promise<unknown[]> {
    const database = await (this.opening ??= this.open());
    return new Promise((done, failed) => {
      const transaction = database.transaction(SHELVES, mode, { durability: "strict" });
      const requests = work((name) => transaction.objectStore(name));
      transaction.oncomplete = () => done(requests.map(({ result }) => result as unknown));
      transaction.onabort = () => failed(transaction.error ?? new DOMException());
      if (mode === "readwrite") transaction.commit();
    });
  }

  private open(): Promise<IDBDatabase> {
    return new Promise((done, failed) => {
      const request = window.indexedDB.open(NAME, VERSION);
      request.onupgradeneeded = () => {
        const database = request.result;
        for (const name of SHELVES) {
          if (!database.objectStoreNames.contains(name)) database.createObjectStore(name);
        }
      };
      request.onerror = () => failed(request.error);
      request.onsuccess = () => {
        const database = request.result;
        const leave = (isErased: boolean): void => {
          database.close();
          this.opening = undefined;
          this.closed(isErased);
        };
        database.onclose = () => leave(false);
        database.onversionchange = ({ newVersion }) => leave(newVersion === null);
        done(database);
      };
    });
  }
}

/** Every key that begins with these, whatever follows. */
export function under(...parts: string[]): IDBKeyRange {
  const last = parts.pop();
  return IDBKeyRange.bound([...parts, last], [...parts, `${last}\0`], false, true);
}
