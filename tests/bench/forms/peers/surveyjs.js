// SurveyJS as its guide for plain JavaScript shows it, on the Preact that it brings: 70 KB less than
// with React. Lazy rendering stays off: with it a page does not hold its 60 questions, neither for
// print, nor for search in the page, nor in the accessibility tree. Animation is off: it takes time.
import { Model, settings } from "survey-core";
import "survey-core/survey-core.fontless.min.css";
import "survey-js-ui";

import { form, showScore } from "./page.js";

settings.animationEnabled = false;
const model = new Model(form);
model.onValueChanged.add(() => showScore(model.data));
model.render(document.getElementById("app"));
