import { z } from 'zod';
import { MACHINE_SCOPES } from '../../../platform/http/http-app.ts';
import { Text } from '../../../platform/i18n/text.ts';
import { ASSURANCE_LEVELS } from './assurance-level.ts';

/** What a client may ask for; a person's name and personal code only by leave. `api`: all that a machine may. */
export const CLIENT_SCOPES = [
  'openid',
  'offline_access',
  'profile',
  'personal-code',
  'capacity',
  'api',
  ...MACHINE_SCOPES,
] as const;

const ID = z.string().regex(/^[a-z][a-z0-9-]{2,60}$/);
const Uri = z.url({ protocol: /^https?$/ }).refine((text) => !text.includes('#'));

/** A public key of a client; whoever hands in a private one has lost it already. */
const PublicKey = z
  .looseObject({ kty: z.enum(['EC', 'OKP', 'RSA']), kid: z.string().min(1).optional() })
  .refine((key) => !('d' in key));

/**
 * A program that people sign on to, or that signs on itself (OAuth: client). A web client proves
 * itself by its key, a program on a person's own device cannot, and a machine acts for nobody else.
 */
export const Client = z
  .strictObject({
    id: ID,
    /** Code of whose it is; the operator's own when absent. */
    organisation: z.string().min(1).nullable().default(null),
    name: Text,
    kind: z.enum(['web', 'native', 'machine']),
    authentication: z
      .enum(['private_key_jwt', 'self_signed_tls_client_auth', 'none'])
      .default('private_key_jwt'),
    jwks: z
      .strictObject({ keys: z.array(PublicKey).min(1).max(10) })
      .nullable()
      .default(null),
    /** Compared to the letter. */
    redirectUris: z.array(Uri).max(20).default([]),
    signOutUris: z.array(Uri).max(20).default([]),
    /** Where the client is told that somebody signed out. */
    backChannelUri: Uri.nullable().default(null),
    scopes: z.array(z.enum(CLIENT_SCOPES)).min(1).default(['openid']),
    minimumLevel: z.enum(ASSURANCE_LEVELS).default('substantial'),
    /** Codes of the login means that its people may use; null stands for all of them. */
    means: z.array(z.string().min(1)).min(1).nullable().default(null),
    /** To what a token is bound, so that a stolen one is of no use. */
    binding: z.enum(['none', 'dpop', 'mtls']).default('none'),
    /** The FAPI 2.0 security profile. */
    strict: z.boolean().default(false),
  })
  .refine(({ kind, redirectUris }) => (kind === 'machine') === (redirectUris.length === 0), {
    error: 'A machine has no redirect URIs, and everything else has some.',
  })
  .refine(({ authentication, jwks }) => (authentication === 'none') === (jwks === null), {
    error: 'A client that proves itself states its public keys.',
  })
  .refine(({ kind, authentication }) => kind === 'native' || authentication !== 'none', {
    error: 'Only a native client may prove nothing.',
  })
  .refine(
    ({ strict, binding, authentication }) =>
      !strict || (binding !== 'none' && authentication !== 'none'),
    { error: 'A strict client proves itself, and its tokens are bound.' },
  );
export type Client = z.output<typeof Client>;
export type ClientStatement = z.input<typeof Client>;

const GRANTS: Record<Client['kind'], string[]> = {
  web: ['authorization_code', 'refresh_token'],
  native: ['authorization_code', 'refresh_token'],
  machine: ['client_credentials'],
};

/** A client as the provider reads it (OpenID Connect Dynamic Client Registration, 2). */
export function metadataOf(client: Client): Record<string, unknown> {
  const people = client.kind !== 'machine';
  return {
    client_id: client.id,
    client_name: client.name.lv,
    'name#en': client.name.en,
    application_type: client.kind === 'native' ? 'native' : 'web',
    grant_types: GRANTS[client.kind],
    response_types: people ? ['code'] : [],
    redirect_uris: client.redirectUris,
    post_logout_redirect_uris: client.signOutUris,
    token_endpoint_auth_method: client.authentication,
    id_token_signed_response_alg: 'ES256',
    scope: client.scopes.join(' '),
    subject_type: 'pairwise',
    ...(client.jwks ? { jwks: client.jwks } : {}),
    ...(client.backChannelUri
      ? { backchannel_logout_uri: client.backChannelUri, backchannel_logout_session_required: true }
      : {}),
    dpop_bound_access_tokens: client.binding === 'dpop',
    tls_client_certificate_bound_access_tokens: client.binding === 'mtls',
    require_pushed_authorization_requests: client.strict,
    minimum_level: client.minimumLevel,
    login_means: client.means,
    strict: client.strict,
    organisation: client.organisation,
  };
}
