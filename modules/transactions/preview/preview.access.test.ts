import { describe, expect, test } from 'vitest';
import type { Actor, Context } from '../../../platform/context.ts';
import { exportRelief, readProposal } from '../../reliefs/index.ts';
import { asOfficial } from '../../reliefs/publishing/testing/officials.ts';
import { openTerminal } from '../testing/terminal.ts';
import { type PreviewProgress, previewProposal } from './preview-proposal.ts';

async function previewText(
  asking: Context,
  draft: string,
  onProgress?: (progress: PreviewProgress) => void,
) {
  return await previewProposal(asking, await readProposal(asking, draft), onProgress);
}

const DAY_MS = 86_400_000;

/** Twelve residents of Vējaine, born in May 1980; ten crossings in the last hundred days. */
const terminal = await openTerminal({ residents: 12, budgetCents: 10_000_000 });
const { context, ferry } = terminal;
for (let use = 0; use < 10; use++) {
  const means = ferry.residents[use % 4]?.means;
  const done = await terminal.oneStep({ crossings: 1, means });
  expect(done).toMatchObject({ state: 'confirmed' });
  context.clock.advance(10 * DAY_MS);
}
const official = await asOfficial(context, { organisation: 'm-0099000', roles: ['editor'] });
const text = await exportRelief(context, 'VEJAINE-FERRY');

/** The ferry's relief as it stands, ended, and once more with a change from tomorrow on. */
function changed(change: (version: string) => string): string {
  const [head, version = ''] = text.split(/^versions:\n/m);
  const day = '2027-01-01';
  const ended = version.replace(/^( {2}- from: )(\S+)$/m, `$1$2\n    to: ${day}`);
  return `${head}versions:\n${ended}${change(version.replace(/^( {2}- from: )\S+$/m, `$1${day}`))}`;
}

const aged = (from: number) => (version: string) =>
  version.replace(
    / {4}who:[^]*? {4}benefits:/,
    [
      '    who: { all: [{ fact: residence, is: "0099000" }, { age: { from: ',
      `${from} } }] }\n    benefits:`,
    ].join(''),
  );

describe('what a draft would do', () => {
  test('the same relief at another percentage: all keep it, and the cost follows', async () => {
    const progress: PreviewProgress[] = [];
    const [preview, ...more] = await previewText(
      official,
      changed((version) => version.replace('percent: 50', 'percent: 60')),
      (one) => progress.push(one),
    );
    expect(more).toEqual([]);
    expect(preview).toMatchObject({
      relief: { code: 'VEJAINE-FERRY' },
      day: '2027-01-01',
      persons: 13,
      total: { gain: 0, lose: 0, keep: 12, unknown: 0 },
      byMunicipality: [{ of: 'm-0099000', gain: 0, lose: 0, keep: 12 }],
      byAge: [{ of: '40', gain: 0, lose: 0, keep: 12 }],
      byCategory: [{ of: 'residents', gain: 0, lose: 0, keep: 12 }],
    });
    expect(progress.at(-1)).toEqual({ relief: 'VEJAINE-FERRY', done: 1, of: 1 });
    // Ten crossings at 3.00 in 101 days, 60 % of each: 18.00, and 65.05 in 365 days.
    expect(preview?.cost).toMatchObject({
      yearlyCents: 6_505,
      basis: { of: 'same-relief', transactions: 10, days: 101, calculated: 10, knownPercent: 100 },
    });
    expect(preview?.cost?.fromCents).toBeLessThan(6_505);
    expect(preview?.cost?.toCents).toBeGreaterThan(6_505);
  });

  test('a bound of age takes it from all, told by examples at the edge', async () => {
    const [preview] = await previewText(official, changed(aged(65)));
    expect(preview).toMatchObject({ total: { gain: 0, lose: 12, keep: 0 }, cost: null });
    expect(preview?.examples[0]).toMatchObject({ outcome: 'loses', changes: 1, ageFrom: 40 });
    expect(preview?.examples[0]?.why.text.en).toBe('no: all of these hold:');
  });

  test('a withdrawal takes it from all', async () => {
    const ended = text.replace(/^( {2}- from: \S+)$/m, '$1\n    to: 2027-03-01');
    const [preview] = await previewText(official, ended);
    expect(preview).toMatchObject({ day: '2027-03-01', total: { gain: 0, lose: 12, keep: 0 } });
  });

  test('a new relief rests on the same goods, and on those whose use is known', async () => {
    const other = text.replace('VEJAINE-FERRY', 'VEJAINE-OTHER');
    const [preview] = await previewText(official, other);
    expect(preview?.total.gain).toBe(12);
    expect(preview?.cost).toMatchObject({
      yearlyCents: 5_421,
      basis: { of: 'same-goods', transactions: 10, calculated: 10, knownPercent: 100 },
    });
  });

  test('nobody can be found in it: no name, code, id, day or place of a person', async () => {
    const previews = await previewText(official, changed(aged(65)));
    const told = JSON.stringify(previews);
    for (const { id, name, personalCode, means } of [...ferry.residents, ferry.outsider]) {
      for (const secret of [id, name, personalCode, means]) expect(told).not.toContain(secret);
    }
    expect(told).not.toContain('1980');
    expect(told).not.toContain('2015');
    expect(told).not.toContain('"0099110"');
  });

  test('a number below five is not told', async () => {
    const municipality = text.replace('VEJAINE-FERRY', 'OTHER').replace('"0099000"', '"0001000"');
    const [preview] = await previewText(official, municipality);
    expect(preview?.total).toMatchObject({ gain: null, lose: 0, keep: 0 });
    expect(preview?.byMunicipality.every(({ gain }) => gain === null)).toBe(true);
  });
});

test('an official of another grantor, and everybody else, is told nothing', async () => {
  const stranger = await asOfficial(context, {
    organisation: 'vejaines-pramis',
    roles: ['editor'],
  });
  await expect(previewText(stranger, text)).rejects.toThrow('relief-of-another-grantor');
  const others: Actor[] = [
    { kind: 'public' },
    { kind: 'operator' },
    { kind: 'ids', idsId: ferry.idsId, organisationId: ferry.providerId },
    { kind: 'recipient', personId: ferry.outsider.id, sessionId: 's' },
  ];
  for (const actor of others) {
    await expect(previewText(context.as(actor), text)).rejects.toThrow('not-allowed');
  }
});
