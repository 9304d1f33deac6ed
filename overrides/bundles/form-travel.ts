import { offer } from "../components/form/on-demand.ts";

offer("travel", { views: () => [] });
