import { exportJWK, generateKeyPair } from 'jose';
import * as openid from 'openid-client';
import { afterAll, onTestFinished, TestRunner } from 'vitest';
import { testServer } from '../../../apps/server/testing/test-server.ts';
import { testContext } from '../../../platform/testing/test-context.ts';
import { vejaine } from '../../../tools/fixture/vejaine.ts';
import type { ClientStatement } from '../sign-on/client.ts';
import { addClient } from '../sign-on/clients.ts';
import { browserByHand } from './browser-by-hand.ts';

/** Where the clients of the tests live: nobody listens there. */
export const CALLBACK = 'https://portal.vejaine.test/callback';

/** The invented municipality with a server that listens, and clients of an outside library. */
export async function signOnCountry(
  options: { certificateHeader?: string; loginMeansFile?: string } = {},
) {
  const context = await testContext();
  const fixture = await vejaine(context);
  const { baseUrl, close } = await testServer(context, options);
  if (TestRunner.getCurrentTest()) onTestFinished(close);
  else afterAll(close);
  const issuer = `${baseUrl}/sign-on`;
  const person = fixture.residents[0];
  if (!person) throw new Error('The fixture has a resident.');
  let clients = 0;
  /** Registers a client with a key of its own and opens it with openid-client. */
  const openClient = async (statement: Partial<ClientStatement> = {}, algorithm = 'ES256') => {
    const { privateKey, publicKey } = await generateKeyPair(algorithm, { extractable: true });
    clients += 1;
    const id = statement.id ?? `portal-${clients}`;
    const none = statement.authentication === 'none';
    const jwk = { ...(await exportJWK(publicKey)), kid: 'first' };
    await addClient(context, {
      id,
      organisation: 'm-0099000',
      name: { lv: 'Vējaines portāls', en: 'Portal of Vējaine' },
      kind: 'web',
      jwks: none ? null : { keys: [jwk as { kty: 'EC' }] },
      redirectUris: statement.kind === 'machine' ? [] : [CALLBACK],
      minimumLevel: 'low',
      ...statement,
    });
    const config = await openid.discovery(
      new URL(issuer),
      id,
      { id_token_signed_response_alg: 'ES256' },
      none ? openid.None() : openid.PrivateKeyJwt({ key: privateKey, kid: 'first' }),
      { execute: [openid.allowInsecureRequests] },
    );
    openid.enableNonRepudiationChecks(config);
    return config;
  };
  return { context, fixture, baseUrl, issuer, person, openClient };
}

interface Flow {
  personId: string;
  baseUrl: string;
  scope?: string;
  parameters?: Record<string, string>;
  /** Sends the request by the back channel first (RFC 9126). */
  pushed?: boolean;
  browser?: ReturnType<typeof browserByHand>;
  DPoP?: openid.DPoPHandle;
  means?: string;
}

/** What an authorisation request led to, before any token is asked for. */
export async function authorise(config: openid.Configuration, flow: Flow) {
  const { personId, baseUrl, browser = browserByHand(baseUrl), means = 'simulated-person' } = flow;
  const verifier = openid.randomPKCECodeVerifier();
  const state = openid.randomState();
  const nonce = openid.randomNonce();
  const parameters = {
    redirect_uri: CALLBACK,
    scope: flow.scope ?? 'openid',
    code_challenge: await openid.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
    ...flow.parameters,
  };
  const options = flow.DPoP ? { DPoP: flow.DPoP } : {};
  const url = flow.pushed
    ? await openid.buildAuthorizationUrlWithPAR(config, parameters, options)
    : openid.buildAuthorizationUrl(config, parameters);
  let visited = await browser.visit(url.href);
  while (/\/sign-on\/step\//.test(visited.url)) {
    // For whom the person acts, the test chooses itself.
    if (visited.body.includes('name="profile"')) break;
    const step = new URL(visited.url).pathname;
    const consent = visited.body.includes('name="consent"');
    visited = consent
      ? await browser.visit(step, { method: 'POST', form: { consent: 'yes' } })
      : await browser.visit(`${step}/${means}`, { method: 'POST', form: { personId } });
    if (/\/step\//.test(visited.url) && visited.body.includes('role="alert"')) break;
  }
  return { browser, visited, callback: new URL(visited.url), verifier, state, nonce };
}

/** The whole code flow: the person signs on, and the client gets its tokens. */
export async function signOn(config: openid.Configuration, flow: Flow) {
  const authorised = await authorise(config, flow);
  const { callback, verifier, state, nonce } = authorised;
  const checks = { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce };
  const tokens = await openid.authorizationCodeGrant(
    config,
    callback,
    checks,
    undefined,
    flow.DPoP ? { DPoP: flow.DPoP } : {},
  );
  return { ...authorised, tokens };
}
