import { afterAll } from 'vitest';
import { testContext } from '../../../platform/testing/test-context.ts';
import { vejaine } from '../../../tools/fixture/vejaine.ts';
import { buildWebIfStale } from '../../server/serve-web.ts';
import { testServer } from '../../server/testing/test-server.ts';

/** Crossings that a resident may have in a day: enough for all that a test file does. */
const QUOTA_UNITS = 50;

/** The invented municipality, served as a whole on a free port; closed with the test file. */
export async function openCountry(
  options: { loginMeansFile?: string; byName?: boolean; residents?: number } = {},
) {
  const { residents = 2, ...serving } = options;
  const context = await testContext();
  const fixture = await vejaine(context, { quotaUnits: QUOTA_UNITS, residents });
  await buildWebIfStale();
  const { baseUrl, close } = await testServer(context, { web: true, ...serving });
  afterAll(close);
  return { context, fixture, baseUrl };
}
