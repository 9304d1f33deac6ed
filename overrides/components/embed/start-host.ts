import { FormLink } from "./host.ts";

const FORM = /^[a-z0-9-]+\/?(?:[?#]|$)/;

/** Where forms lie on the sites that this script comes from. A script that runs as a module or late
    is no longer told its own address, so it is looked for in the page. */
function homes(): string[] {
  const own = document.currentScript;
  const scripts =
    own instanceof HTMLScriptElement && own.src
      ? [own]
      : [...document.querySelectorAll<HTMLScriptElement>("script[src*='/assets/embed.js']")];
  return scripts.map(({ src }) => new URL("../forms/", src).href);
}

const known = homes();

/** Only forms of the site that the page took this script from: no other link becomes a frame. */
function start(): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>(FormLink.selector)) {
    const home = known.find((home) => link.href.startsWith(home));
    if (home && FORM.test(link.href.slice(home.length))) new FormLink(link);
  }
}

start();
document.addEventListener("DOMContentLoaded", start);
