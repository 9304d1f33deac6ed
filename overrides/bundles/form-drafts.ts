import { offer } from "../components/form/on-demand.ts";

offer("drafts", { views: () => [] });
