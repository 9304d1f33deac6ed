import "../components/embed/start-host.ts";
