import { expect } from 'vitest';
import { classifiersFromFiles } from '../../classifiers/index.ts';
import { readRelief } from '../relief-text.ts';

const codes = classifiersFromFiles();

/** A relief with nothing wrong, to be spoiled. */
export const FERRY_TEXT = `# yaml-language-server: $schema=relief.schema.json
code: TEST-FERRY
kind: discount
name: { lv: Prāmis, en: Ferry }
label: { lv: Prāmis, en: Ferry }
categories: [residents]
grantor: m-0099000
act: Rules
source: Invented
versions:
  - from: 2024-01-01
    who:
      all:
        - { fact: residence, within: grantor }
        - { fact: disability, in: [group-1, group-2] }
        - { count: child, where: { age: { below: 18 } }, from: 3 }
    means: [transport-card]
    benefits:
      - on: [ferry-crossing]
        when: { weekdays: [monday], from: '08:00', to: '14:00' }
        give: { percent: 50, upTo: 2.15 }
    quotas: [{ per: person, in: day, units: 2 }]
    shares: [{ grantor: m-0099000, amount: 1.07 }, { grantor: m-0001000, rest: true }]
`;

/** What is wrong with a text, a line each: place, code, what was found, what was meant. */
export function problemsOf(text: string): string[] {
  const reading = readRelief({ file: 'x.yaml', text }, codes);
  if (reading.ok) return [];
  return reading.problems.map(
    ({ line, column, code, found, suggestion }) =>
      `${line}:${column} ${code} ${found ?? ''}${suggestion ? ` → ${suggestion}` : ''}`,
  );
}

/** What is wrong with the ferry's text when one part of it is another. */
export function changed(from: string, to: string): string[] {
  expect(FERRY_TEXT).toContain(from);
  return problemsOf(FERRY_TEXT.replace(from, to));
}
