/** Values that were added, and one that is being typed. */
export interface ValuesDraft {
  values: readonly string[];
  typed: string;
}

/** Each line is a value, without blanks around it, and stands once. */
export function addLines({ values }: ValuesDraft, text: string): ValuesDraft {
  const lines = text.split(/\r\n|\r|\n/).map((line) => line.trim());
  return { values: [...new Set([...values, ...lines.filter((line) => line !== '')])], typed: '' };
}

/** What is typed counts, added or not. */
export function valuesOf(draft: ValuesDraft): string[] {
  return [...addLines(draft, draft.typed).values];
}
