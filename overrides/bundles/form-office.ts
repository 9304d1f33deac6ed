import { offer } from "../components/form/on-demand.ts";
import { office } from "../components/office/office.ts";

offer("office", { views: () => [], office });
