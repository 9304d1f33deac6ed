import { DraftExchange } from "../components/draft/exchange.ts";
import { DraftManager } from "../components/draft/manager.ts";
import { DraftReport } from "../components/draft/report.ts";
import { all } from "../components/form/dom.ts";
import { offer } from "../components/form/on-demand.ts";

offer("drafts", {
  views: (page) =>
    [DraftExchange, DraftManager, DraftReport].flatMap((Component) =>
      all(page.root, Component).map((element) => new Component(element, page)),
    ),
});
