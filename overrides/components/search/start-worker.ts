import { SearchWorker } from "./worker.ts";

new SearchWorker(self as unknown as DedicatedWorkerGlobalScope);
