import type { JsonWebKey } from 'node:crypto';
import { type Client, errors, Provider, type ProviderContext } from 'oidc-provider';
import type { Context } from '../../../platform/context.ts';
import { MACHINE_SCOPES } from '../../../platform/http/http-app.ts';
import { codePages } from '../cli-client/code-pages.ts';
import type { Dispatch } from '../web-client/dispatch.ts';
import { artifactAdapter } from './artifact-adapter.ts';
import { ASSURANCE_LEVELS, acrOf } from './assurance-level.ts';
import { CAPACITY, subjectOfGrant } from './capacity.ts';
import { certificateOf } from './certificate-of.ts';
import { CLIENT_SCOPES } from './client.ts';
import { clientAdapter } from './client-adapter.ts';
import { cookieKeys } from './cookie-keys.ts';
import { fetchClient } from './fetch-client.ts';
import { findAccount, sectorOf } from './find-account.ts';
import { grantOf } from './grant-of.ts';
import { makePolicy, SESSION_WHOLE_S } from './interaction-policy.ts';
import { providerPages } from './provider-pages.ts';
import { SIGN_ON_PATH } from './sign-on-path.ts';
import { subjectOf, subjectOfAccount, type TokenSubject } from './subject-of.ts';

export interface SignOnSettings {
  /** Where people reach the platform, without a slash at its end. */
  publicUrl: string;
  /** Header in which the proxy hands over a client's certificate; none is believed without it. */
  certificateHeader?: string | undefined;
  /** Whether clients may be told of a sign-out at addresses of this machine. */
  localClients: boolean;
  /** How the provider reaches this server's own addresses. */
  dispatch: Dispatch;
}

const MINUTE_S = 60;
const DAY_S = 86_400;

const ALGORITHMS = ['ES256', 'EdDSA', 'Ed25519', 'PS256'];
const OWN_ALGORITHMS = ['ES256', 'EdDSA', 'Ed25519'];

/** The provider's own addresses, below its path. */
const ROUTES = {
  authorization: '/authorise',
  end_session: '/sign-out',
  pushed_authorization_request: '/request',
  revocation: '/revoke',
  introspection: '/introspect',
  userinfo: '/person',
  device_authorization: '/device',
  code_verification: '/code',
};

/** How we run the provider: what is on, for how long things hold, and where everything is kept. */
export function providerConfiguration(
  context: Context,
  settings: SignOnSettings,
  keys: readonly JsonWebKey[],
): object {
  const clients = clientAdapter(context, settings.publicUrl);
  const secure = settings.publicUrl.startsWith('https:');
  return {
    adapter: (kind: string) => (kind === 'Client' ? clients : artifactAdapter(context, kind)),
    jwks: { keys },
    acrValues: ASSURANCE_LEVELS.map(acrOf),
    scopes: [...CLIENT_SCOPES],
    claims: {
      // How strong the login was, and when, is for every client to know.
      openid: ['sub', 'acr', 'amr', 'auth_time'],
      profile: ['name', 'birthdate'],
      'personal-code': ['personal_code'],
      [CAPACITY]: ['act', 'capacity', 'organisation', 'acts', 'mandates'],
      sid: null,
      iss: null,
    },
    conformIdTokenClaims: false,
    ...clientsOf(context, settings),
    pkce: { required: () => true },
    features: featuresOf(context, settings),
    cookies: {
      names: {
        session: secure ? '__Host-sign-on' : 'sign-on',
        interaction: 'sign-on-step',
        resume: 'sign-on-resume',
      },
      keys: cookieKeys(context),
      long: { httpOnly: true, sameSite: 'lax', signed: true, path: '/' },
      short: { httpOnly: true, sameSite: 'lax', signed: true },
    },
    routes: ROUTES,
    interactions: {
      policy: makePolicy(),
      url: (_ctx: unknown, { uid }: { uid: string }) => `${SIGN_ON_PATH}/step/${uid}`,
    },
    findAccount: (ctx: ProviderContext, personId: string, source?: { grantId?: string }) =>
      findAccount(context, personId, {
        client: ctx.oidc.client,
        grantId: source?.grantId,
      }),
    extraTokenClaims: ({ oidc }: ProviderContext) => actClaim(oidc.account),
    loadExistingGrant: (ctx: ProviderContext) => grantOf(context, ctx),
    // They end when the person signs out, as the grant does; not when the browser's cookie grows old.
    expiresWithSession: () => false,
    issueRefreshToken: (_ctx: unknown, client: Client) => client.grantTypeAllowed('refresh_token'),
    // FAPI 2.0 forbids rotation: its clients prove themselves at each use.
    rotateRefreshToken: ({ oidc }: ProviderContext) => !oidc.client.metadata().strict,
    allowOmittingSingleRegisteredRedirectUri: false,
    clockTolerance: 5,
    discovery: { ui_locales_supported: ['lv', 'en'] },
    ttl: times(),
    renderError: providerPages.error,
    fetch: fetchClient(settings),
  };
}

/** What a client may be, how it proves itself, and by what name it knows people. */
function clientsOf(context: Context, settings: SignOnSettings) {
  return {
    responseTypes: ['code'],
    subjectTypes: ['pairwise', 'public'],
    pairwiseIdentifier: async (ctx: ProviderContext | undefined, account: string, client: Client) =>
      subjectOf(context, await tokenSubjectOf(context, ctx, { account, client }), sectorOf(client)),
    clientAuthMethods: [
      'private_key_jwt',
      'none',
      ...(settings.certificateHeader === undefined ? [] : ['self_signed_tls_client_auth']),
    ],
    enabledJWA: {
      clientAuthSigningAlgValues: ALGORITHMS,
      idTokenSigningAlgValues: OWN_ALGORITHMS,
      requestObjectSigningAlgValues: ALGORITHMS,
      userinfoSigningAlgValues: OWN_ALGORITHMS,
      introspectionSigningAlgValues: OWN_ALGORITHMS,
      authorizationSigningAlgValues: OWN_ALGORITHMS,
      dPoPSigningAlgValues: OWN_ALGORITHMS,
    },
    clientDefaults: {
      grant_types: ['authorization_code'],
      id_token_signed_response_alg: 'ES256',
      response_types: ['code'],
      token_endpoint_auth_method: 'private_key_jwt',
    },
    extraClientMetadata: {
      properties: ['minimum_level', 'login_means', 'strict', 'organisation', 'name#en'],
    },
  };
}

/**
 * Whose matters a token is of. A log-out token is made without a request: from a notice, which names whose,
 * or while the person signs out here, of what the client was granted in this session.
 */
async function tokenSubjectOf(
  context: Context,
  ctx: ProviderContext | undefined,
  { account, client }: { account: string; client: Client },
): Promise<TokenSubject> {
  const signingOut = ctx ? undefined : Provider.ctx?.oidc.session;
  if (!signingOut) return ctx?.oidc.account?.subject ?? subjectOfAccount(account);
  const grantId = signingOut.grantIdFor(client.clientId);
  return await subjectOfGrant(context, { personId: account, grantId });
}

function featuresOf(context: Context, { publicUrl, certificateHeader }: SignOnSettings) {
  const api = `${publicUrl}/`;
  return {
    devInteractions: { enabled: false },
    backchannelLogout: { enabled: true },
    claimsParameter: { enabled: true },
    clientCredentials: { enabled: true },
    deviceFlow: { enabled: true, ...codePages(context) },
    dPoP: { enabled: true, nonceSecret: context.keys.hash('sign-on-cookie', 'dpop-nonce') },
    fapi: {
      enabled: true,
      profile: (_ctx: unknown, client?: Client) => (client?.metadata().strict ? '2.0' : undefined),
    },
    introspection: { enabled: true, allowedPolicy: livingOwnTokensOnly(context) },
    mTLS: {
      enabled: certificateHeader !== undefined,
      certificateBoundAccessTokens: true,
      selfSignedTlsClientAuth: true,
      getCertificate: (ctx: ProviderContext) => certificateOf(ctx, certificateHeader),
    },
    pushedAuthorizationRequests: { enabled: true },
    resourceIndicators: {
      enabled: true,
      defaultResource: (ctx: ProviderContext, client: Client) =>
        client.grantTypeAllowed('client_credentials') ? api : undefined,
      useGrantedResource: async () => false,
      getResourceServerInfo: async (_ctx: unknown, resource: string) => {
        if (resource !== api) throw new errors.InvalidTarget('there is no such resource');
        return {
          audience: api,
          scope: ['api', ...MACHINE_SCOPES].join(' '),
          accessTokenFormat: 'jwt',
          accessTokenTTL: 5 * MINUTE_S,
          jwt: { sign: { alg: 'ES256' } },
        };
      },
    },
    revocation: { enabled: true, allowedPolicy: ownTokensOnly },
    rpInitiatedLogout: { enabled: true, ...providerPages.signOut },
    userinfo: { enabled: true },
  };
}

/** A client may ask about its own tokens, and take them back; those of others are none for it. */
async function ownTokensOnly(_ctx: unknown, client: Client, token: { clientId?: string }) {
  return token.clientId === client.clientId;
}

/**
 * A client asks about its own tokens: whose matters they are of, and who acts. One of who has died, or may
 * no longer act for another, opens nothing and is told to be none.
 */
function livingOwnTokensOnly(context: Context) {
  return async (ctx: ProviderContext, client: Client, token: OwnToken): Promise<boolean> => {
    if (token.clientId !== client.clientId) return false;
    const { accountId, grantId } = token;
    if (accountId === undefined) return true;
    const account = await findAccount(context, accountId, { client, grantId });
    if (!account) return false;
    ctx.oidc.entity('Account', account);
    token.extra = { ...token.extra, ...actClaim(account) };
    return true;
  };
}

interface OwnToken {
  clientId?: string;
  accountId?: string;
  grantId?: string;
  /** What introspection tells beside the rest. */
  extra?: Record<string, unknown>;
}

/** In tokens and what is told of them: who acts, when that is another than the subject. */
function actClaim(account: { act?: { sub: string } | undefined } | undefined) {
  return account?.act ? { act: account.act } : {};
}

/** In seconds. Everything that opens something is short-lived; a refresh token is used once. */
function times() {
  return {
    AccessToken: 10 * MINUTE_S,
    AuthorizationCode: MINUTE_S,
    ClientCredentials: 5 * MINUTE_S,
    DeviceCode: 10 * MINUTE_S,
    Grant: 30 * DAY_S,
    IdToken: 10 * MINUTE_S,
    Interaction: 15 * MINUTE_S,
    RefreshToken: refreshSeconds,
    Session: SESSION_WHOLE_S,
  };
}

/** As long as a log-in lasts, or long when the client may act in the person's absence; never longer by use. */
function refreshSeconds(ctx: ProviderContext, token: { scope?: string }): number {
  const before = ctx.oidc.entities.RotatedRefreshToken as { remainingTTL: number } | undefined;
  if (before) return before.remainingTTL;
  return token.scope?.split(' ').includes('offline_access') ? 30 * DAY_S : SESSION_WHOLE_S;
}
