import { readFileSync } from 'node:fs';

/** The data set of the tests: fishing licences of the invented municipality. */
export const LICENCES_TEXT = readFileSync(new URL('./licences.yaml', import.meta.url), 'utf8');

/** The text with something put in place of something else, which must be there. */
export function licencesWith(...changes: [before: string, after: string][]): string {
  return changes.reduce((text, [before, after]) => {
    if (!text.includes(before)) throw new Error(`The text has no "${before}".`);
    return text.replace(before, after);
  }, LICENCES_TEXT);
}
