import { expect, test } from 'vitest';
import { dueAt } from './due-at.ts';
import { nextOfCron, readCron, readDuration } from './schedule.ts';

test.each([
  ['*/15 6-20 * * 1-5', '2026-03-11T10:00:00Z', '2026-03-11T10:15:00Z'],
  ['*/15 6-20 * * 1-5', '2026-03-13T18:50:00Z', '2026-03-16T04:00:00Z'],
  ['0 3 * * *', '2026-03-11T01:00:00Z', '2026-03-12T01:00:00Z'],
  ['30 0 1,15 * *', '2026-03-11T10:00:00Z', '2026-03-14T22:30:00Z'],
  ['0 12 13 * 5', '2026-03-11T10:00:00Z', '2026-03-13T10:00:00Z'],
  ['0 12 * * 7', '2026-03-11T10:00:00Z', '2026-03-15T10:00:00Z'],
  ['0 0 29 2 *', '2026-03-11T10:00:00Z', '2028-02-28T22:00:00Z'],
  ['5/20 * * * *', '2026-03-11T10:30:00Z', '2026-03-11T10:45:00Z'],
  ['30 3 * * *', '2026-03-28T02:00:00Z', '2026-03-30T00:30:00Z'],
  ['30 3 * * *', '2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z'],
])('%s after %s', (text, after, next) => {
  const cron = readCron(text);
  if (!cron) throw new Error('It is a cron text.');
  expect(nextOfCron(cron, new Date(after))).toEqual(new Date(next));
});

test.each([
  ['* * * *'],
  ['60 * * * *'],
  ['* 24 * * *'],
  ['*/0 * * * *'],
  ['5-1 * * * *'],
  ['0 0 30 2 *'],
  ['0 0 * * MON'],
  ['*-5 * * * *'],
  [''],
])('%s is none', (text) => {
  expect(readCron(text)).toBeUndefined();
});

test.each([
  ['by a rhythm', { every: '1h' }, false, '2026-03-11T11:00:00Z'],
  ['by a rhythm, unfinished', { every: '1h' }, true, '2026-03-11T10:05:00Z'],
  ['by a quick rhythm, unfinished', { every: '1m' }, true, '2026-03-11T10:01:00Z'],
  ['by a text of cron', { cron: '0 3 * * *' }, false, '2026-03-12T01:00:00Z'],
  ['by a text of cron, unfinished', { cron: '0 3 * * *' }, true, '2026-03-11T10:05:00Z'],
])('what ran at ten comes again: %s', (_name, schedule, unfinished, due) => {
  const state = { begunAt: '2026-03-11T10:00:00Z', unfinished };
  expect(new Date(dueAt({ dataSet: 'piers@1', ...schedule }, state))).toEqual(new Date(due));
});

test('durations', () => {
  expect(['90s', '15m', '2h', '1d'].map(readDuration)).toEqual([90e3, 900e3, 72e5, 864e5]);
});
