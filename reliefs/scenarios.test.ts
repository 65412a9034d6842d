import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { classifiersFromFiles } from '../modules/classifiers/index.ts';
import { readCaseTable } from './case-table.ts';
import { readReliefFiles } from './read-relief-files.ts';
import { runCase } from './run-case.ts';

const CASES = new URL('./cases/', import.meta.url);
const classifiers = classifiersFromFiles();
const catalogue = readReliefFiles(classifiers);
const codes = catalogue.map((relief) => relief.code);
const names = readdirSync(CASES)
  .filter((file) => file.endsWith('.md') && file !== 'README.md')
  .map((file) => file.replace(/\.md$/, ''));

test('every relief has its file, its cases, and nothing else has', () => {
  const files = codes.map((code) => code.toLowerCase()).sort();
  expect(codes).toHaveLength(19);
  expect(names.filter((name) => name !== 'together')).toEqual(files);
});

test('versions of one relief differ in dates, amounts and means, never in whom they are for', () => {
  for (const { code, versions } of catalogue) {
    const asked = versions.map(({ who, benefits, quotas, choose, exclusionGroup }) => ({
      who,
      benefits: benefits.map(({ give: _, ...benefit }) => benefit),
      quotas,
      choose,
      exclusionGroup,
    }));
    for (const one of asked) expect(one, code).toEqual(asked[0]);
  }
});

describe.each(names)('%s', (name) => {
  const rows = readCaseTable(
    `reliefs/cases/${name}.md`,
    readFileSync(new URL(`${name}.md`, CASES), 'utf8'),
  );
  const own = codes.find((code) => code.toLowerCase() === name);

  test('has at least six cases', () => {
    expect(rows.length).toBeGreaterThanOrEqual(6);
  });

  test.each(rows)('$place $why', (row) => {
    const outcome = runCase(row, { catalogue, classifiers });
    const expected = readWhy(row.why, own);
    const found = new Map([...expected.keys()].map((code) => [code, outcome.why.get(code)]));
    expect({
      recipientPays: outcome.recipientPays,
      reliefs: outcome.reliefs,
      why: Object.fromEntries(found),
    }).toEqual({
      recipientPays: row.recipientPays,
      reliefs: row.reliefs,
      why: Object.fromEntries(expected),
    });
    if (own) expect([...expected.keys()], 'tells about its own relief').toContain(own);
    // Where reliefs meet, each that the person has is told about.
    else expect([...expected.keys()]).toEqual(expect.arrayContaining(outcome.entitled));
  });
});

/** Reasons by relief: `[CODE: ]reasons; …`, then free words after a dash. */
function readWhy(text: string, own: string | undefined): Map<string, string> {
  const reasons = new Map<string, string>();
  for (const part of (text.split(' — ')[0] ?? '').split(';')) {
    const [, code = own, reason = ''] = /^(?:([A-Z0-9-]+): )?(.+)$/.exec(part.trim()) ?? [];
    if (!code || !codes.includes(code)) throw new Error(`“${part}” names no relief.`);
    reasons.set(code, reason);
  }
  return reasons;
}
