import { chosenKind, rememberKind } from "./kind.ts";

/** Opens what is meant for the chosen kind of organisation and hides what is meant for others. */
export class KindSwitch {
  static readonly selector = "[data-component=kind-switch]";
  private readonly select: HTMLSelectElement;

  constructor(root: HTMLElement) {
    const select = root.querySelector("select");
    if (!select) throw new Error("kind-switch has no select");
    this.select = select;
    const kinds = [...select.options].map((option) => option.value);
    const kind = chosenKind();
    if (kind && kinds.includes(kind)) select.value = kind;
    select.addEventListener("change", () => {
      rememberKind(select.value);
      this.apply();
    });
    root.hidden = false;
    this.apply();
    // browsers that cannot lay out closed details on paper print them open
    addEventListener("beforeprint", () => this.unfold());
    addEventListener("afterprint", () => this.apply());
  }

  private unfold(): void {
    for (const variant of document.querySelectorAll<HTMLElement>("[data-kinds]")) {
      if (variant instanceof HTMLDetailsElement) variant.open = true;
    }
  }

  private apply(): void {
    const kind = this.select.value;
    for (const variant of document.querySelectorAll<HTMLElement>("[data-kinds]")) {
      const kinds = (variant.dataset["kinds"] ?? "").split(" ");
      const meant = kinds.includes(kind);
      variant.hidden = kind !== "" && !meant;
      if (variant instanceof HTMLDetailsElement) variant.open = meant;
    }
  }
}
