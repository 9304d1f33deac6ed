/** One spoke of a radar; shares in basis points, null: no score. */
export interface Spoke {
  readonly label: string;
  /** The share now, in words. */
  readonly value: string;
  readonly now: number | null;
  readonly before: number | null;
}

/** In units of the drawing, whose width and height the template gives. */
const MIDDLE = [168, 130] as const;
const RADIUS = 84;
const FULL = 10000;
/** Room for a label beside the drawing, and about how much of it one letter takes. */
const ROOM = 72;
const LETTER = 8.5;
/** Marks above and below a letter, which take no width of their own. */
const MARKS = /\p{M}/gu;

/** Draws shares around a middle, first at the top and clockwise, with a ring at each border. */
export function drawRadar(svg: Element, spokes: readonly Spoke[], borders: readonly number[]): void {
  const point = (at: number, share: number, beyond = 0): [number, number] => {
    const angle = (2 * Math.PI * at) / spokes.length;
    const distance = (RADIUS * share) / FULL + beyond;
    return [MIDDLE[0] + distance * Math.sin(angle), MIDDLE[1] - distance * Math.cos(angle)];
  };
  const xy = (at: number, share: number): string =>
    point(at, share).map((each) => each.toFixed(1)).join(" ");
  /** Lines between neighbours that both have a share, and a gap where one has none. */
  const outline = (of: (spoke: Spoke) => number | null, end = ""): string =>
    spokes
      .map((spoke, at) => {
        const [here, next] = [of(spoke), of(spokes[(at + 1) % spokes.length]!)];
        if (here === null || next === null) return "";
        return `M${xy(at, here)}L${xy(at + 1, next)}${end}`;
      })
      .join("");
  const now = (spoke: Spoke): number | null => spoke.now;
  const rings = [...borders.filter((border) => border > 0 && border < FULL), FULL];
  svg.replaceChildren(
    path("form__area", outline(now, `L${MIDDLE.join(" ")}Z`)),
    ...rings.map((ring) => path("form__ring", outline(() => ring))),
    path("form__ring", spokes.map((_, at) => `M${xy(at, 0)}L${xy(at, FULL)}`).join("")),
    ...rings.slice(0, -1).map((ring) => {
      const [x, y] = point(0, ring);
      return text("form__ring-label", "start", x + 3, y + 11, `${ring / 100}`);
    }),
    path("form__before", outline((spoke) => spoke.before)),
    path("form__now", outline(now)),
    // lines of no length, whose round ends are dots
    path("form__dots", spokes.map(({ now }, at) => (now === null ? "" : `M${xy(at, now)}h0`)).join("")),
    ...spokes.flatMap(({ label, value }, at) => {
      const [x, y] = point(at, FULL, 10);
      const side = Math.round(x - MIDDLE[0]);
      const anchor = side === 0 ? "middle" : side > 0 ? "start" : "end";
      const top = y + (y - MIDDLE[1]) / 6 - 2;
      const title = text("form__spoke", anchor, x, top, label);
      if (LETTER * label.replace(MARKS, "").length > ROOM) {
        title.setAttribute("textLength", `${ROOM}`);
        title.setAttribute("lengthAdjust", "spacingAndGlyphs");
      }
      return [title, text("form__share", anchor, x, top + 18, value)];
    }),
  );
}

function path(className: string, d: string): SVGElement {
  return drawn("path", className, { d });
}

function text(className: string, anchor: string, x: number, y: number, says: string): SVGElement {
  const made = drawn("text", className, { x, y, "text-anchor": anchor });
  made.textContent = says;
  return made;
}

/** Attributes and classes alone: the policy allows no style attributes. */
function drawn(tag: string, className: string, values: Record<string, string | number>): SVGElement {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries({ class: className, ...values })) {
    made.setAttribute(name, `${value}`);
  }
  return made;
}
