/**
 * What a converter left in a source text and no reader was meant to see: Markdown's emphasis, a word
 * processor's bookmark. It stays in the page's text, so that offsets and copies of a quotation hold, but unseen.
 */

export interface Part {
  text: string;
  markup: boolean;
}

const MARKUP = /(\*\*|\[bookmark:[^\]\n]*\]|^#{1,6} +)/mu;

export function partsOf(text: string): Part[] {
  return text
    .split(MARKUP)
    .map((part, index) => ({ text: part, markup: index % 2 === 1 }))
    .filter((part) => part.text !== "");
}
