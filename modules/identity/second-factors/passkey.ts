import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { z } from 'zod';
import type { Passkey } from './second-factor.ts';

const NAME = 'Koplieta';
/** EdDSA, ES256, RS256 (RFC 9053), the first one rather. */
const ALGORITHMS = [-8, -7, -257];
const TIMEOUT_MS = 300_000;

/** What a browser gives back of a passkey; its parts are read by the library, which checks them. */
export const PasskeyResponse = z.looseObject({
  id: z.string().max(2_000),
  rawId: z.string().max(2_000),
  type: z.literal('public-key'),
  response: z.record(z.string(), z.unknown()),
  clientExtensionResults: z.record(z.string(), z.unknown()).default({}),
});
export type PasskeyResponse = z.output<typeof PasskeyResponse>;

/** What a browser is asked when a passkey is made for a person (WebAuthn level 3, 5.4). */
export async function askForNewPasskey(
  publicUrl: string,
  { personId, name, held }: { personId: string; name: string; held: readonly Passkey[] },
) {
  return await generateRegistrationOptions({
    rpName: NAME,
    rpID: hostOf(publicUrl),
    userName: name,
    userID: new Uint8Array(Buffer.from(personId)),
    timeout: TIMEOUT_MS,
    attestationType: 'none',
    supportedAlgorithmIDs: ALGORITHMS,
    excludeCredentials: held.map(({ id }) => ({ id })),
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
  });
}

/** The passkey that a browser made, if it signed the challenge here, by who unlocked it. */
export async function readNewPasskey(
  publicUrl: string,
  { response, challenge }: { response: PasskeyResponse; challenge: string },
): Promise<{ passkey: Passkey; counter: number } | undefined> {
  const { registrationInfo } = await verifyRegistrationResponse({
    response: response as unknown as RegistrationResponseJSON,
    ...expectedOf(publicUrl, challenge),
  }).catch(() => ({ registrationInfo: undefined }));
  if (!registrationInfo) return undefined;
  const { id, publicKey, counter, transports = [] } = registrationInfo.credential;
  const passkey = { id, publicKey: Buffer.from(publicKey).toString('base64url'), transports };
  return { passkey, counter };
}

/**
 * What a browser is asked when a person proves who they are by one of their passkeys. `challenge`: what it
 * signs, when that is more than that somebody is there.
 */
export async function askForPasskey(
  publicUrl: string,
  passkeys: readonly Passkey[],
  challenge?: Buffer,
) {
  return await generateAuthenticationOptions({
    rpID: hostOf(publicUrl),
    timeout: TIMEOUT_MS,
    userVerification: 'required',
    ...(challenge ? { challenge: new Uint8Array(challenge) } : {}),
    allowCredentials: passkeys.map(({ id }) => ({ id })),
  });
}

/**
 * How often the passkey says that it signed, if it signed the challenge here, by who unlocked it.
 * Undefined: it did not, or its counter went back, as that of a copy does.
 */
export async function checkPasskey(
  publicUrl: string,
  {
    response,
    challenge,
    passkey,
    counter,
  }: { response: PasskeyResponse; challenge: string; passkey: Passkey; counter: number },
): Promise<number | undefined> {
  const { id, publicKey } = passkey;
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response: response as unknown as AuthenticationResponseJSON,
    credential: { id, publicKey: new Uint8Array(Buffer.from(publicKey, 'base64url')), counter },
    ...expectedOf(publicUrl, challenge),
  }).catch(() => ({ verified: false, authenticationInfo: undefined }));
  return verified ? authenticationInfo?.newCounter : undefined;
}

function expectedOf(publicUrl: string, challenge: string) {
  return {
    expectedChallenge: challenge,
    expectedOrigin: publicUrl,
    expectedRPID: hostOf(publicUrl),
    requireUserVerification: true,
  };
}

function hostOf(publicUrl: string): string {
  return new URL(publicUrl).hostname;
}
