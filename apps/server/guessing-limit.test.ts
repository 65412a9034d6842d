import { afterAll, expect, test } from 'vitest';
import { testContext } from '../../platform/testing/test-context.ts';
import { vejaine } from '../../tools/fixture/vejaine.ts';
import { GUESSING_LIMIT } from './guessing-limit.ts';
import { testServer } from './testing/test-server.ts';

const context = await testContext();
const { accessKey, residents } = await vejaine(context);
const server = await testServer(context);
afterAll(() => server.close());

async function identify(terminal: string, value: string) {
  const answer = await fetch(`${server.baseUrl}/ids/v1/identify`, {
    method: 'POST',
    headers: { authorization: `Bearer ${accessKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      terminal,
      terminalAt: context.clock.now().toISOString(),
      means: { value },
    }),
  });
  const { code = 'answered' } = (await answer.json()) as { code?: string };
  return { code, retryAfter: answer.headers.get('retry-after') };
}

test('guessing at a terminal is stopped for a minute, at that terminal alone', async () => {
  const card = residents[0]?.means ?? '';
  for (let guess = 1; guess <= GUESSING_LIMIT.refusalsMax; guess++) {
    expect((await identify('pramis-1', `ET00000${guess}`)).code).toBe('means-not-recognised');
    expect((await identify('pramis-2', card)).code).toBe('answered');
  }
  expect(await identify('pramis-1', card)).toEqual({ code: 'too-many-requests', retryAfter: '60' });
  expect((await identify('pramis-2', card)).code).toBe('answered');
  context.clock.advance(GUESSING_LIMIT.windowMs);
  expect((await identify('pramis-1', card)).code).toBe('answered');
});

test('what is right counts for nobody', async () => {
  const card = residents[1]?.means ?? '';
  for (let turn = 0; turn <= GUESSING_LIMIT.refusalsMax; turn++) {
    expect((await identify('pramis-1', card)).code).toBe('answered');
  }
});
