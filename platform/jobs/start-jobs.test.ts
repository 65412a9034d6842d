import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Context } from '../context.ts';
import { createMetrics } from '../metrics/metrics.ts';
import { testContext } from '../testing/test-context.ts';
import { defineJob, startJobs } from './index.ts';

const NOTHING = { organisations: 'none', changes: [] } as const;

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let waited = 0; waited < 300 && !(await holds()); waited++) await sleep(50);
  expect(await holds()).toBe(true);
}

test('runs what is sent, as the system, with the application’s rights', async () => {
  const context = await testContext();
  const seen: Context[] = [];
  const job = defineJob({
    name: 'test.look',
    permission: NOTHING,
    work: async (given) => void seen.push(given),
  });
  const running = await startJobs(context, context.access.application, [job]);
  await running.send('test.look');
  await until(() => seen.length === 1);
  await running.stop();
  expect(seen[0]?.actor).toEqual({ kind: 'system', job: 'test.look' });
});

test('counts a failure, and tries again', async () => {
  const context = await testContext();
  const metrics = createMetrics({ machine: false });
  let turns = 0;
  const job = defineJob({
    name: 'test.fail',
    permission: NOTHING,
    work: async () => {
      turns += 1;
      throw new Error('not yet');
    },
  });
  const running = await startJobs(context, context.access.application, [job], metrics);
  await running.send('test.fail');
  await until(() => turns >= 2);
  await running.stop();
  expect(await metrics.registry.metrics()).toMatch(/job_failures_total\{job="test.fail"\} \d/);
});

test('keeps the schedules of the jobs that exist, and of no others', async () => {
  const context = await testContext();
  const schedules = () =>
    context.db.query<{ name: string; cron: string; timezone: string }>(
      'select name, cron, timezone from jobs.schedule order by name',
    );
  const nightly = defineJob({
    name: 'test.nightly',
    permission: NOTHING,
    cron: '15 3 * * *',
    work: async () => {},
  });
  const first = await startJobs(context, context.access.application, [nightly]);
  await first.stop();
  expect(await schedules()).toEqual([
    { name: 'test.nightly', cron: '15 3 * * *', timezone: 'Europe/Riga' },
  ]);
  const second = await startJobs(context, context.access.application, []);
  await second.stop();
  expect(await schedules()).toEqual([]);
});

test('stops only after what is running has ended', async () => {
  const context = await testContext();
  const told: string[] = [];
  const job = defineJob({
    name: 'test.slow',
    permission: NOTHING,
    work: async () => {
      told.push('begun');
      await sleep(500);
      told.push('ended');
    },
  });
  const running = await startJobs(context, context.access.application, [job]);
  await running.send('test.slow');
  await until(() => told.includes('begun'));
  await running.stop();
  expect(told).toEqual(['begun', 'ended']);
});
