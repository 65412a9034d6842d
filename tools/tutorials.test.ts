import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  classifiersFromFiles,
  loadClassifiers,
  readClassifiers,
} from '../modules/classifiers/index.ts';
import {
  acceptRecords,
  defineDataSet,
  listQuarantine,
  replayQuarantined,
  takeUpload,
} from '../modules/exchange/index.ts';
import { importReliefs, problemText, readReliefs } from '../modules/reliefs/index.ts';
import { testContext } from '../platform/testing/test-context.ts';
import { vejaine } from './fixture/vejaine.ts';
import { ROOT } from './tree.ts';

const TUTORIAL = readFileSync(join(ROOT, 'docs/tutorials/your-first-relief.md'), 'utf8');
const DATA_SET = readFileSync(join(ROOT, 'docs/tutorials/your-first-data-set.md'), 'utf8');
const FILE = 'riga-museum-senior.yaml';

/** The files that a tutorial has one write, in their order. */
function filesIn(tutorial: string): string[] {
  return [...tutorial.matchAll(/<<'END'\n([\s\S]*?\n)END\n/g)].map((match) => match[1] ?? '');
}

const texts = filesIn(TUTORIAL);
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

test('the data set of the tutorial is described, filled, mended and changed as it says', async () => {
  const [text = '', csv = ''] = filesIn(DATA_SET);
  const context = await testContext();
  await vejaine(context);
  // The only thing that another country changes: whose it is.
  const own = text.replace('m-0001000', 'm-0099000');
  await defineDataSet(context, { file: 'riga-fishing.yaml', text: own });
  const name = { code: 'riga-fishing', version: 1 };
  const form = { kind: 'csv', encoding: 'utf-8', delimiter: ';' } as const;
  const sent = { id: 'first', form, fromLine: 1, mode: 'changes', takenAt: null } as const;
  const chunks = async function* () {
    yield Buffer.from(csv);
  };
  const how = { ...sent, allOrNothing: false, gzip: false };
  const { id: upload, ...report } = await takeUpload(context, name, how, chunks());
  const told = /\{"upload":.*\}/.exec(DATA_SET)?.[0] ?? '';
  expect({ upload, ...report }).toMatchObject(JSON.parse(told));
  const [bad] = await listQuarantine(context, name, { after: null, limit: 9 });
  const [, wrong = '', right = ''] = /'s\/(.+)\/(.+)\/'/.exec(DATA_SET) ?? [];
  const mended = JSON.stringify(bad).replaceAll(wrong, right);
  expect(await replayQuarantined(context, name, JSON.parse(mended))).toMatchObject({
    outcome: 'new',
  });
  const [, sentText = ''] = /'(\{"changes".*\})'/.exec(DATA_SET) ?? [];
  const { changes } = JSON.parse(sentText);
  expect(await acceptRecords(context, name, { changes, allOrNothing: false })).toMatchObject([
    { outcome: 'corrected' },
  ]);
});
