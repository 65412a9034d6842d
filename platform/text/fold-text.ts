/** Lower case without diacritics: "Bērziņš" is found by "berzins". */
export function foldText(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .trim();
}

/** Whether every one of the folded words stands in the text. */
export function holdsWords(text: string, foldedWords: string): boolean {
  const folded = foldText(text);
  return foldedWords.split(/\s+/).every((word) => folded.includes(word));
}
