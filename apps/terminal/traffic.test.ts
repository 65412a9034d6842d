import { expect, test } from 'vitest';
import { testContext } from '../../platform/testing/test-context.ts';
import { vejaine } from '../../tools/fixture/vejaine.ts';
import { testServer } from '../server/testing/test-server.ts';
import { runTraffic } from './traffic.ts';

test('traffic makes transactions of every provider, and counts how each ended', async () => {
  const context = await testContext();
  const fixture = await vejaine(context, { quotaUnits: 1_000 });
  const server = await testServer(context);
  const reports: string[] = [];
  try {
    await runTraffic({
      baseUrl: server.baseUrl,
      language: 'en',
      ids: [{ name: 'pramis', accessKey: fixture.accessKey }],
      cards: new Map([['transport-card', fixture.residents.map((one) => one.means)]]),
      transactionsPerSecond: 40,
      seconds: 1,
      signal: new AbortController().signal,
      report: (line) => reports.push(line),
    });
  } finally {
    await server.close();
  }
  expect(reports.at(-1)).toMatch(/^4\d served: .*(confirmed|refunded) \d+/);
  const [kept] = await context.db.query<{ count: number }>(
    `select count(*)::integer as count from transactions.acts where kind = 'confirmed'`,
  );
  expect(kept?.count).toBeGreaterThanOrEqual(40);
});
