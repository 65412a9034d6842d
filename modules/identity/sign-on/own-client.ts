import { createPublicKey } from 'node:crypto';
import type { Keyring } from '../../../platform/keys/keyring.ts';
import type { Client } from './client.ts';

export const WEB_CLIENT_ID = 'koplieta-web';
export const CLI_CLIENT_ID = 'koplieta-cli';
export const CALLBACK_PATH = '/login/v1/callback';
export const BACK_CHANNEL_PATH = '/login/v1/back-channel';

/** The platform's own web app: a client as any other, but that its addresses follow from the server's. */
export function webClient(publicUrl: string, keys: Pick<Keyring, 'webClientKey'>): Client {
  const key = createPublicKey(keys.webClientKey).export({ format: 'jwk' });
  return {
    id: WEB_CLIENT_ID,
    organisation: null,
    name: { lv: 'Koplieta', en: 'Koplieta' },
    kind: 'web',
    authentication: 'private_key_jwt',
    jwks: { keys: [{ ...key, kty: 'OKP', kid: WEB_CLIENT_ID, alg: 'EdDSA', use: 'sig' }] },
    redirectUris: [publicUrl + CALLBACK_PATH],
    signOutUris: [`${publicUrl}/`],
    backChannelUri: publicUrl + BACK_CHANNEL_PATH,
    scopes: ['openid'],
    minimumLevel: 'low',
    means: null,
    binding: 'none',
    strict: false,
  };
}

/** The platform's own command line: it proves nothing of itself, and a person signs it on by a code. */
export const CLI_CLIENT: Client = {
  id: CLI_CLIENT_ID,
  organisation: null,
  name: { lv: 'Koplietas komandrinda', en: 'Command line of Koplieta' },
  kind: 'native',
  authentication: 'none',
  jwks: null,
  redirectUris: [],
  signOutUris: [],
  backChannelUri: null,
  scopes: ['openid', 'profile'],
  minimumLevel: 'low',
  means: null,
  binding: 'none',
  strict: false,
};
