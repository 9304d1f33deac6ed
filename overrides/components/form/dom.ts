/** The part of a component that the template marks with data-part. */
export function part<T extends Element = HTMLElement>(root: ParentNode, name: string): T {
  const found = root.querySelector<T>(`[data-part="${name}"]`);
  if (!found) throw new Error(`the template has no part "${name}"`);
  return found;
}

/** Every component of a class inside the root, in document order. */
export function all(root: ParentNode, component: { readonly selector: string }): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>(component.selector)];
}

/** Writes only what changed, so that an answer repaints as little as possible. */
export function setText(target: Element, text: string): void {
  if (target.textContent !== text) target.textContent = text;
}

/** Hides or shows only what was not so before: an attribute written again is styled again. */
export function setHidden(target: HTMLElement, isHidden: boolean): void {
  if (target.hidden !== isHidden) target.hidden = isHidden;
}

export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className: string,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

/** Raises the steps of a ladder up to and including the level at this index. */
export function raise(ladder: Element, index: number): void {
  [...ladder.children].forEach((step, at) => step.classList.toggle("form__reached", at <= index));
}
