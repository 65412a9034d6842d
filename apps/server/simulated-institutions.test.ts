import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { describeRegisters, startFollower } from '../../modules/registers/index.ts';
import { runningClock } from '../../platform/clock/clock.ts';
import { testContext } from '../../platform/testing/test-context.ts';
import { loadCountry, simulateCountry } from './simulated-country.ts';
import { type ActDone, playInstitutions } from './simulated-institutions.ts';
import { testServer } from './testing/test-server.ts';

const folder = mkdtempSync(join(tmpdir(), 'koplieta-institutions-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let waited = 0; waited < 400 && !(await holds()); waited++) await sleep(25);
  expect(await holds()).toBe(true);
}

test('a day of the institutions: what is right becomes known, the rest is kept out or asked about', async () => {
  const still = await testContext();
  const context = { ...still, clock: runningClock(still.clock.now()) };
  await simulateCountry({ folder, persons: 300, referenceDay: '2026-03-11' });
  await loadCountry(context, folder);
  const server = await testServer(context);
  const told = new Set<string>();
  const follower = startFollower(context, context.access.application, {
    onFactsChanged: async (_, changes) => {
      for (const { kinds } of changes) for (const kind of kinds) told.add(kind);
    },
  });
  const done: ActDone[] = [];
  const acts = ['morning', 'trickle', 'correct', 'repeat', 'bad-rows', 'halve', 'spoil'] as const;
  await playInstitutions(
    context,
    {
      ...{ baseUrl: server.baseUrl, folder, acts: [...acts], seed: 1 },
      ...{ changesPerSecond: 1_000, seconds: 0.036 },
      // The register of orphans has a silent day.
      registers: ['population', 'disability', 'social-insurance', 'commercial'],
    },
    (one) => done.push(one),
  );
  const of = (act: string) =>
    new Map(done.filter((one) => one.act === act).map(({ register, tally }) => [register, tally]));
  for (const tally of of('morning').values()) {
    expect(tally).toMatchObject({ state: 'complete', stored: 0, removed: 0, quarantined: 0 });
  }
  for (const { changed, corrected = 0, ...others } of of('trickle').values()) {
    // Who is changed twice on a day was told wrongly the first time.
    expect([Number(changed) + Number(corrected), others]).toEqual([9, {}]);
  }
  for (const tally of of('repeat').values()) expect(tally).toMatchObject({ unchanged: 1, late: 1 });
  for (const tally of of('bad-rows').values()) expect(tally).toEqual({ quarantined: 4 });
  for (const tally of of('halve').values()) expect(tally).toMatchObject({ state: 'waiting' });
  for (const { lines, ...tally } of of('spoil').values()) {
    expect(tally).toMatchObject({ state: 'waiting', removed: 0 });
    expect(Number(tally.changed)).toBeGreaterThan(Number(lines) / 2);
  }
  const corrected = of('correct').get('disability');
  expect(corrected).toEqual({ corrected: 1 });

  await until(async () => (await describeRegisters(context)).every(({ behind }) => behind === 0));
  await follower.stop();
  await server.close();
  for (const kind of ['residence', 'disability', 'employed']) expect(told).toContain(kind);
  const states = new Map((await describeRegisters(context)).map((one) => [one.register, one]));
  expect(states.get('disability')).toMatchObject({ faults: 0, waiting: 0 });
  const { lastChangeAt } = states.get('orphans') ?? {};
  expect(Number(lastChangeAt)).toBeLessThan(Number(states.get('disability')?.lastChangeAt));
});
