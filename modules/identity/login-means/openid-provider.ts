import { createRemoteJWKSet, jwtVerify } from 'jose';
import * as openid from 'openid-client';
import { z } from 'zod';
import { machineClock } from '../../../platform/clock/clock.ts';
import type { Context } from '../../../platform/context.ts';
import type { OutsideLogIn } from '../log-ins/end-outside-log-ins.ts';
import type { LoginRefusal } from './login-refusals.ts';

interface OpenIdService {
  issuer: string;
  clientId: string;
  clientSecret: string;
}

/** An OpenID provider elsewhere, whose description is read when it is first needed. */
export interface OpenIdProvider {
  /** What a call of it gives; or why it gave nothing. */
  ask<T>(
    context: Pick<Context, 'log'>,
    call: (config: openid.Configuration) => Promise<T>,
  ): Promise<T | LoginRefusal>;
  /** Of which log-in a token of it says that it is over (OpenID Connect Back-Channel Logout 1.0, 2.4). */
  readSignOut(context: Pick<Context, 'log'>, token: string): Promise<OutsideLogIn | undefined>;
}

const SIGN_OUT = 'http://schemas.openid.net/event/backchannel-logout';
const SignOutClaims = z
  .object({
    sub: z.string().optional(),
    sid: z.string().optional(),
    events: z.object({ [SIGN_OUT]: z.object({}) }),
    // It would be an ID token, which others may have.
    nonce: z.undefined().optional(),
  })
  .refine(({ sub, sid }) => sub !== undefined || sid !== undefined);
/** It comes at once, and saying it again changes nothing. */
const SIGN_OUT_MAX_S = 300;

const TIMEOUT_S = 10;
/** Keys that a provider changed are asked for anew by the library; the rest of its description so often. */
const DESCRIBED_MS = 3_600_000;

/**
 * The provider at an issuer (OpenID Connect Discovery 1.0), as its client with a secret. Plain HTTP is
 * believed only on this machine.
 */
export function openIdProvider({ issuer, clientId, clientSecret }: OpenIdService): OpenIdProvider {
  let described: { config: Promise<openid.Configuration>; until: number } | undefined;
  const describe = async () => {
    const config = await openid.discovery(
      new URL(issuer),
      clientId,
      undefined,
      openid.ClientSecretBasic(clientSecret),
      { timeout: TIMEOUT_S, execute: isLocal(issuer) ? [openid.allowInsecureRequests] : [] },
    );
    openid.enableNonRepudiationChecks(config);
    return config;
  };
  const provider: OpenIdProvider = {
    ask: async (context, call) => {
      const now = machineClock.now().getTime();
      if (!described || described.until < now) {
        described = { config: describe(), until: now + DESCRIBED_MS };
      }
      const { config } = described;
      try {
        return await call(
          await config.catch((error: unknown) => {
            described = undefined;
            throw error;
          }),
        );
      } catch (error) {
        // Its words name what was wrong, and nothing of the person.
        const { code, error: said } = error as { code?: string; error?: string };
        context.log.warn({ issuer, code, said }, 'the provider of a login means was not believed');
        return refusalOf(error);
      }
    },
    readSignOut: async (context, token) => {
      const claims = await provider.ask(context, async (config) => {
        const { jwks_uri = '' } = config.serverMetadata();
        const { payload } = await jwtVerify(token, createRemoteJWKSet(new URL(jwks_uri)), {
          ...{ issuer, audience: clientId, requiredClaims: ['iat', 'jti'] },
          maxTokenAge: SIGN_OUT_MAX_S,
        });
        return SignOutClaims.parse(payload);
      });
      return typeof claims === 'string' ? undefined : claims;
    },
  };
  return provider;
}

function isLocal(issuer: string): boolean {
  return ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(issuer).hostname);
}

/** Whether the provider did not answer, or its answer was not to be believed. */
function refusalOf(error: unknown): LoginRefusal {
  if (error instanceof TypeError && error.message === 'fetch failed') return 'unreachable';
  if (!(error instanceof Error)) return 'not-proven';
  const { code, status, cause } = error as { code?: string; status?: number; cause?: unknown };
  const answered = cause instanceof Response ? cause.status : status;
  if (code === 'OAUTH_TIMEOUT' || (answered ?? 0) >= 500) return 'unreachable';
  return 'not-proven';
}
