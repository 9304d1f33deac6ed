// What the pages of all peers share: the definition that the page holds, and the live score.

export const { form, questions, points } = JSON.parse(
  document.getElementById("definition").textContent,
);

const shown = document.getElementById("score");
const best = Math.max(...Object.values(points));

/** Shows progress and score for the answers: a map of question id to answer id. */
export function showScore(answers) {
  let asked = 0;
  let answered = 0;
  let got = 0;
  let most = 0;
  for (const { id, unless } of questions) {
    if (unless && answers[unless] === "na") continue;
    asked += 1;
    const answer = answers[id];
    if (answer === undefined) continue;
    answered += 1;
    if (points[answer] === null) continue;
    got += points[answer];
    most += best;
  }
  shown.textContent = `ตอบแล้ว ${answered} จาก ${asked} · ${most ? Math.round((100 * got) / most) : 0}%`;
}

showScore({});
