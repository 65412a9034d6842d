import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  classifiersFromFiles,
  loadClassifiers,
  readClassifiers,
} from '../modules/classifiers/index.ts';
import { importReliefs, problemText, readReliefs } from '../modules/reliefs/index.ts';
import { testContext } from '../platform/testing/test-context.ts';
import { ROOT } from './tree.ts';

const TUTORIAL = readFileSync(join(ROOT, 'docs/tutorials/your-first-relief.md'), 'utf8');
const FILE = 'riga-museum-senior.yaml';

/** The files that the tutorial has one write, in their order. */
const texts = [...TUTORIAL.matchAll(/<<'END'\n([\s\S]*?\n)END\n/g)].map((match) => match[1] ?? '');
const [first = '', second = ''] = texts;

test('the two files of the tutorial are published one after the other', async () => {
  expect(texts).toHaveLength(2);
  const context = await testContext();
  await loadClassifiers(context);
  const codes = await readClassifiers(context);
  expect(await importReliefs(context, [{ file: FILE, text: first }], codes)).toEqual([
    { code: 'RIGA-MUSEUM-SENIOR', versionsAdded: [1], versionsEnded: [] },
  ]);
  const changed = [{ file: FILE, text: first.replace('percent: 50', 'percent: 75') }];
  await expect(importReliefs(context, changed, codes)).rejects.toThrow('published-version-changed');
  expect(await importReliefs(context, [{ file: FILE, text: second }], codes)).toEqual([
    {
      code: 'RIGA-MUSEUM-SENIOR',
      versionsAdded: [2],
      versionsEnded: [{ version: 1, to: '2026-01-01' }],
    },
  ]);
});

test('its mistakes are found where it says', () => {
  const text = first
    .replace('fact: residence', 'fact: home')
    .replace('museum-entrance', 'museum-ticket');
  const { problems } = readReliefs([{ file: 'wrong.yaml', text }], classifiersFromFiles());
  expect(problems).toHaveLength(2);
  for (const problem of problems) {
    const said = problemText(problem, 'en').split(' What fits:')[0] ?? '';
    expect(TUTORIAL).toContain(said);
  }
});
