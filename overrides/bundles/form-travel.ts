import { all } from "../components/form/dom.ts";
import { offer } from "../components/form/on-demand.ts";
import { Departure } from "../components/travel/departure.ts";
import { OfficeDeparture } from "../components/travel/office-departure.ts";
import { Landing } from "../components/travel/landing.ts";

offer("travel", {
  views: (page) =>
    [Departure, OfficeDeparture, Landing].flatMap((Component) =>
      all(page.root, Component).map((element) => new Component(element, page)),
    ),
});
