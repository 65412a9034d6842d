import { expect, test } from 'vitest';
import { testContext } from '../testing/test-context.ts';
import { runOnce } from './completed-steps.ts';

test('a step runs once for each fingerprint, and again when it was cut off', async () => {
  const context = await testContext();
  const runs: string[] = [];
  const run = (fingerprint: string, fails = false) =>
    runOnce(context, { name: 'load', fingerprint }, async () => {
      runs.push(fingerprint);
      if (fails) throw new Error('cut off');
    });
  await expect(run('a', true)).rejects.toThrow('cut off');
  await run('a');
  await run('a');
  await run('b');
  expect(runs).toEqual(['a', 'a', 'b']);
});
