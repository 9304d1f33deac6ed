import "../components/search/start-worker.ts";
