import "../components/search/start-lazy-index.ts";
