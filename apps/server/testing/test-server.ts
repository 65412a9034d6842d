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
  } = {},
): Promise<TestServer> {
  const app = await composeServer({
    context,
    operatorKey: TEST_OPERATOR_KEY,
    simulated: options.simulated ?? true,
    web: options.web ?? false,
    certificateHeader: options.certificateHeader,
    loginMeansFile: options.loginMeansFile,
    publicUrl: options.publicUrl,
    proxies: options.proxies,
    ...(options.waking ? { waking: options.waking } : {}),
  });
  const baseUrl = await app.listen({ host: '127.0.0.1', port: 0 });
  return { baseUrl, close: () => app.close() };
}
