import "../components/form/start.ts";
