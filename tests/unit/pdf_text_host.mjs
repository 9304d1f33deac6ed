// Paths of PDF files in, line by line; their text as pdf.js reads it, page after page, out.
import { readFile } from "node:fs/promises";
import { createInterface } from "node:readline";
import { getDocumentProxy } from "unpdf";

for await (const line of createInterface({ input: process.stdin })) {
  const file = await getDocumentProxy(new Uint8Array(await readFile(JSON.parse(line).path)));
  const pages = [];
  for (let number = 1; number <= file.numPages; number += 1) {
    const { items } = await (await file.getPage(number)).getTextContent();
    pages.push(items.map(({ str }) => str).join(""));
  }
  console.log(JSON.stringify(pages.join("\n")));
}
