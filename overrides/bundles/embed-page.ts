import "../components/embed/start-page.ts";
