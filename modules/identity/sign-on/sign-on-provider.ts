import { type Client, Provider, type ProviderContext } from 'oidc-provider';
import type { Context } from '../../../platform/context.ts';
import { noteSignOuts } from '../log-ins/sign-out-notices.ts';
import { providerConfiguration, type SignOnSettings } from './provider-configuration.ts';
import { SIGN_ON_PATH } from './sign-on-path.ts';
import { readSigningKeys } from './signing-keys.ts';

/** How often a server looks whether the keys were changed: well within the time they are published ahead. */
const LOOK_AGAIN_MS = 60_000;

/** The provider and what answers its requests. */
export interface CurrentProvider {
  provider: Provider;
  answer: ReturnType<Provider['callback']>;
}

/** Gives the provider as it is to be now. It keeps nothing itself, so another takes its place at any time. */
export type SignOnProvider = () => Promise<CurrentProvider>;

/** Makes the provider on first use, and again when the keys have changed. */
export function signOnProvider(context: Context, settings: () => SignOnSettings): SignOnProvider {
  let current: (CurrentProvider & { keyIds: string }) | undefined;
  let lookAgainAt = 0;
  let looking: Promise<CurrentProvider> | undefined;
  const look = async () => {
    const keys = await readSigningKeys(context);
    const keyIds = keys.map(({ kid }) => kid).join();
    if (current?.keyIds !== keyIds) {
      const provider = makeProvider(context, settings(), keys);
      current = { provider, answer: provider.callback(), keyIds };
    }
    lookAgainAt = context.clock.now().getTime() + LOOK_AGAIN_MS;
    return current;
  };
  return async () => {
    if (current && context.clock.now().getTime() < lookAgainAt) return current;
    looking ??= look().finally(() => {
      looking = undefined;
    });
    return await looking;
  };
}

function makeProvider(
  context: Context,
  settings: SignOnSettings,
  keys: Awaited<ReturnType<typeof readSigningKeys>>,
): Provider {
  const issuer = settings.publicUrl + SIGN_ON_PATH;
  const provider = new Provider(issuer, providerConfiguration(context, settings, keys));
  // What a request says about how it came is replaced before the provider sees it: sign-on-routes.ts.
  provider.proxy = true;
  provider.on('server_error', (_ctx: unknown, error: unknown) => {
    context.log.error({ err: error }, 'the sign-on provider has a failure');
  });
  provider.on(
    'backchannel.error',
    (ctx: ProviderContext, _error: unknown, client: Client, personId: string, sid: string) => {
      const { clientId } = client;
      const grantId = ctx.oidc.session.grantIdFor(clientId);
      noteSignOuts(context, [{ clientId, personId, sid, grantId }]).catch((error) => {
        context.log.error({ err: error }, 'a sign-out could not be noted for a client');
      });
    },
  );
  return provider;
}
