import { all } from "../components/form/dom.ts";
import { offer } from "../components/form/on-demand.ts";
import { FormActions } from "../components/result/actions.ts";
import { resultText } from "../components/result/result-text.ts";
import { FormResult } from "../components/result/result.ts";

offer("result", {
  views: (page) =>
    [FormResult, FormActions].flatMap((Component) =>
      all(page.root, Component).map((element) => new Component(element, page)),
    ),
  text: resultText,
});
