import "../components/search/start-dialog.ts";
