import { encode } from "uqr";

const SVG = "http://www.w3.org/2000/svg";
/** Modules of white around the symbol, as its standard wants. */
const QUIET = 4;

/** A QR symbol as a drawing, black on white in every scheme; read out by its name. */
export function symbol(text: string, name: string): SVGSVGElement {
  const { data, size } = encode(text, { ecc: "L", border: QUIET });
  const dark = data.flatMap((row, y) => row.flatMap((is, x) => (is ? `M${x} ${y}h1v1h-1z` : [])));
  const drawing = made("svg", { viewBox: `0 0 ${size} ${size}`, role: "img", "aria-label": name });
  drawing.append(
    made("rect", { width: String(size), height: String(size), fill: "#fff" }),
    made("path", { d: dark.join(""), fill: "#000" }),
  );
  drawing.setAttribute("class", "form__code");
  drawing.setAttribute("shape-rendering", "crispEdges");
  return drawing;
}

function made<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, string>>,
): SVGElementTagNameMap[K] {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
}
