import { expect, test } from 'vitest';
import { readFactKinds } from '../../classifiers/index.ts';
import { registersContext, send } from '../testing/registers-context.ts';
import { describeRegisters } from './describe-registers.ts';
import { silenceOf } from './silence.ts';
import { watchFreshness } from './watch-freshness.ts';

const DAY_MS = 86_400_000;

test.each([
  ['instant', 3_600_000],
  ['daily', 2 * DAY_MS],
  ['weekly', 9 * DAY_MS],
] as const)('%s: silent after %i ms', (updates, patience) => {
  const heardAt = new Date('2026-03-29T00:00:00Z');
  const after = (ms: number) => ({ heardAt, now: new Date(heardAt.getTime() + ms) });
  expect(silenceOf({ updates }, after(patience - 1)).silentSince).toBeNull();
  expect(silenceOf({ updates }, after(patience)).silentSince).toEqual(after(patience).now);
});

test('a register that is silent too long makes unknown what it does not state, until it speaks', async () => {
  const context = await registersContext();
  const absent = async () =>
    (await readFactKinds(context)).find(({ code }) => code === 'disability')?.absent;
  const stateOf = async () =>
    (await describeRegisters(context)).find(({ register }) => register === 'disability');
  await watchFreshness(context);
  expect(await stateOf()).toMatchObject({ silentSince: null, lastChangeAt: null });

  context.clock.advance(3 * DAY_MS);
  await watchFreshness(context);
  expect(await stateOf()).toMatchObject({
    ...{ silentSince: new Date('2026-03-13T10:00:00Z'), unknownSince: null },
  });
  expect(await absent()).toBe('no');

  context.clock.advance(12 * DAY_MS);
  await watchFreshness(context);
  await watchFreshness(context);
  expect(await stateOf()).toMatchObject({ unknownSince: new Date('2026-03-25T10:00:00Z') });
  expect(await absent()).toBe('unknown');

  await send(context, 'disability', { personalCode: '320000-00001', decisions: [] });
  await watchFreshness(context);
  expect(await stateOf()).toMatchObject({ silentSince: null, unknownSince: null });
  expect(await absent()).toBe('no');
  const acts = await context.adminDb.query(
    `select act, content::jsonb ->> 'register' as register from audit.records
     where act in ('registers.fall-silent', 'registers.speak-again')
       and content::jsonb ->> 'register' = 'disability' order by recorded_at, id`,
  );
  expect(acts.map(({ act }) => act)).toEqual([
    ...['registers.fall-silent', 'registers.fall-silent', 'registers.speak-again'],
  ]);
});
