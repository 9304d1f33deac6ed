// JSON Forms with its vanilla renderers, the lighter of its two React sets, kept uncontrolled as its
// guide advises for speed; validation is off, since no other page here validates while answering.
import { JsonForms } from "@jsonforms/react";
import { vanillaCells, vanillaRenderers } from "@jsonforms/vanilla-renderers";
import { createRoot } from "react-dom/client";

import { form, showScore } from "./page.js";

const { schema, uischema } = form;
const data = {};
const answered = ({ data: answers }) => showScore(answers);
createRoot(document.getElementById("app")).render(
  <JsonForms
    schema={schema}
    uischema={uischema}
    data={data}
    renderers={vanillaRenderers}
    cells={vanillaCells}
    validationMode="NoValidation"
    onChange={answered}
  />,
);
