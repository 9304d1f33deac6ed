import { all } from "./dom.ts";
import { Form } from "./form.ts";

for (const root of all(document, Form)) new Form(root);
