// Reads {text, annotations} from standard input, shows the text in a page and prints what Apache
// Annotator finds there for each target: by its position, then by its words.
import fs from "node:fs";
import { JSDOM } from "jsdom";

const { text, annotations } = JSON.parse(fs.readFileSync(0, "utf8"));
const page = new JSDOM("<body><pre></pre></body>").window;
for (const name of ["document", "Node", "NodeFilter", "Range", "Text", "DOMException"]) {
  globalThis[name] = page[name];
}
globalThis.window = page;
const { createTextPositionSelectorMatcher, createTextQuoteSelectorMatcher } = await import(
  "@apache-annotator/dom"
);
const shown = page.document.querySelector("pre");
shown.textContent = text;
const scope = page.document.createRange();
scope.selectNodeContents(shown);

async function first(ranges) {
  for await (const range of ranges) return range.toString();
  return null;
}

const found = [];
for (const annotation of annotations) {
  for (const { selector } of annotation.target) {
    const [position, words] = selector;
    found.push([
      await first(createTextPositionSelectorMatcher(position)(scope)),
      await first(createTextQuoteSelectorMatcher(words)(scope)),
    ]);
  }
}
console.log(JSON.stringify(found));
