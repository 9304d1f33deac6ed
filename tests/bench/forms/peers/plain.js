// No library: the questions stand in the page, and this is all the script there is. The least that
// a browser on this machine needs at this moment, beside which every other time is to be read.
import { questions, showScore } from "./page.js";

const answers = {};

document.getElementById("app").addEventListener("input", ({ target }) => {
  answers[target.name] = target.value;
  for (const { id, unless } of questions) {
    if (unless) document.getElementById(id).hidden = answers[unless] === "na";
  }
  showScore(answers);
});
