import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createProgress } from './progress.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('says nothing of what is quick', async () => {
  const lines: string[] = [];
  expect(await createProgress((text) => lines.push(text)).step('Quick', async () => 7)).toBe(7);
  expect(lines).toEqual([]);
});

test('says what is slow, how far it is, and that it is done', async () => {
  const lines: string[] = [];
  const step = createProgress((text) => lines.push(text)).step('Slow', async (tell) => {
    tell('too early');
    await vi.advanceTimersByTimeAsync(1_500);
    tell('too often');
    await vi.advanceTimersByTimeAsync(2_000);
    tell('half');
  });
  await step;
  expect(lines).toEqual(['Slow ...\n', '  half\n', '  done in 3.5 s\n']);
});
