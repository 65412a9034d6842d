import { afterAll } from 'vitest';
import {
  identityErrors,
  identityRoutes,
  sessionAuthenticator,
} from '../../../modules/identity/index.ts';
import { meansErrors, meansRoutes } from '../../../modules/means/index.ts';
import { providerErrors, providerRoutes } from '../../../modules/providers/index.ts';
import { createHttpServer } from '../../../platform/http/create-http-server.ts';
import { testContext } from '../../../platform/testing/test-context.ts';
import { vejaine } from '../../../tools/fixture/vejaine.ts';
import { buildWebIfStale, serveWeb } from '../../server/serve-web.ts';

/** The invented municipality, served as a whole on a free port; closed with the test file. */
export async function openCountry() {
  const context = await testContext();
  const fixture = await vejaine(context, { quotaUnits: 50 });
  await buildWebIfStale();
  const app = await createHttpServer({
    base: context,
    authenticators: [sessionAuthenticator],
    errors: [identityErrors, meansErrors, providerErrors],
    routes: [identityRoutes({ simulated: true }), meansRoutes, providerRoutes, serveWeb],
    api: { title: 'Koplieta', version: 'test', description: '' },
  });
  const baseUrl = await app.listen({ port: 0, host: '127.0.0.1' });
  afterAll(() => app.close());
  return { context, fixture, baseUrl };
}
