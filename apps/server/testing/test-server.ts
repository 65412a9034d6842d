import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import type { Waking } from '../../../modules/exchange/index.ts';
import type { Context } from '../../../platform/context.ts';
import { composeServer } from '../compose.ts';

export interface TestServer {
  /** Without a slash at its end. */
  baseUrl: string;
  close(): Promise<void>;
}

export const TEST_OPERATOR_KEY = 'operator_key_of_the_tests';

/** The whole server over a test's context, on a free port of this machine. */
export async function testServer(
  context: Context,
  options: {
    web?: boolean;
    simulated?: boolean;
    waking?: Waking;
    certificateHeader?: string;
    loginMeansFile?: string;
    publicUrl?: string;
    proxies?: string;
    /** Reached by a name: browsers make passkeys for names, not for numbers. */
    byName?: boolean;
  } = {},
): Promise<TestServer> {
  const port = options.byName ? await freePort() : 0;
  const named = options.byName ? `http://localhost:${port}` : undefined;
  const app = await composeServer({
    context,
    operatorKey: TEST_OPERATOR_KEY,
    simulated: options.simulated ?? true,
    web: options.web ?? false,
    certificateHeader: options.certificateHeader,
    loginMeansFile: options.loginMeansFile,
    publicUrl: options.publicUrl ?? named,
    proxies: options.proxies,
    ...(options.waking ? { waking: options.waking } : {}),
  });
  const baseUrl = await app.listen({ host: '127.0.0.1', port });
  return { baseUrl: named ?? baseUrl, close: () => app.close() };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
