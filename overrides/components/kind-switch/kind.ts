const KEY = "kind";

/** The kind of organisation that the address names (?kind=… or #kind=…), or the one chosen last on this device. */
export function chosenKind(): string {
  const named =
    new URLSearchParams(location.search).get(KEY) ??
    new URLSearchParams(location.hash.slice(1)).get(KEY);
  if (named !== null) {
    rememberKind(named);
    return named;
  }
  try {
    return localStorage.getItem(KEY) ?? "";
  } catch {
    return ""; // storage is blocked: every page starts with all kinds shown
  }
}

/** Keeps the choice on this device, where storage is allowed; no choice leaves nothing behind. */
export function rememberKind(kind: string): void {
  try {
    if (kind) localStorage.setItem(KEY, kind);
    else localStorage.removeItem(KEY);
  } catch {
    // storage is blocked: the choice holds for this page only
  }
}
