import { FramedPage } from "./page.ts";

for (const root of document.querySelectorAll<HTMLElement>(FramedPage.selector)) new FramedPage(root);
