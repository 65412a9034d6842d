import type { Waking } from '../../modules/exchange/index.ts';
import { readVersion } from '../../platform/config/version.ts';
import type { Context } from '../../platform/context.ts';
import { createHttpServer } from '../../platform/http/create-http-server.ts';
import type { HttpApp } from '../../platform/http/http-app.ts';
import { operatorAuthenticator } from '../../platform/http/operator-authenticator.ts';
import type { Metrics } from '../../platform/metrics/metrics.ts';
import { GUESSING_LIMIT, HOLDER_LIMIT } from './guessing-limit.ts';
import { ERROR_CATALOGUES, listRoutes, makeAuthenticators } from './modules.ts';
import { serveWeb } from './serve-web.ts';

export interface Composition {
  context: Context;
  operatorKey: string;
  /** The login means of the simulated country exists. */
  simulated: boolean;
  /** Serve the built web app too. */
  web: boolean;
  metrics?: Metrics;
  /** Where people reach the server; where it listens, when not stated. */
  publicUrl?: string | undefined;
  /** In which header a proxy hands over the certificates of clients. */
  certificateHeader?: string | undefined;
  /** Networks of proxies whose word counts about where a request came from. */
  proxies?: string | undefined;
  /** File with the login means of outside parties. */
  loginMeansFile?: string | undefined;
  /** Wakes those who wait for changes. */
  waking?: Waking;
}

const DESCRIPTION = `
The interface of Koplieta. Systems of providers (IDS) use \`/ids/v1\` with an access key:
\`Authorization: Bearer <access key>\`. Every refusal is a problem document (RFC 9457) with a stable
\`code\`, and sentences in Latvian and English; \`/problems/<code>\` explains it. Amounts are integer
euro cents, instants have a zone, and fields that are not described are refused.
`;

/** The whole server, as \`npm start\` runs it and as the tests ask it. */
export async function composeServer(composition: Composition): Promise<HttpApp> {
  const { context, simulated, metrics, waking, publicUrl, certificateHeader, loginMeansFile } =
    composition;
  const routes = listRoutes({
    ...{ simulated, context, waking, certificateHeader, loginMeansFile },
  });
  return await createHttpServer({
    base: context,
    authenticators: [
      operatorAuthenticator(composition.operatorKey),
      ...makeAuthenticators({ certificateHeader, loginMeansFile }),
    ],
    errors: ERROR_CATALOGUES,
    limits: [GUESSING_LIMIT, HOLDER_LIMIT],
    routes: composition.web ? [...routes, serveWeb] : routes,
    api: { title: 'Koplieta', version: readVersion(), description: DESCRIPTION.trim() },
    ...(metrics ? { metrics } : {}),
    publicUrl,
    proxies: composition.proxies,
    certificateHeader,
  });
}
