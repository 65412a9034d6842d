import { z } from 'zod';
import type { Keyring } from '../../../platform/keys/keyring.ts';

export type FactorKind = 'one-time-code' | 'passkey';

/** A second factor of a person, as it is kept. */
export interface SecondFactor {
  id: string;
  personId: string;
  kind: FactorKind;
  name: string;
  sealed: Buffer;
  /** Of a passkey: how often it signed. Of codes: the last step that was used. */
  counter: number;
  begunAt: Date;
  enrolledAt: Date | null;
  usedAt: Date | null;
}

/** A person has a few, so that losing one locks nobody out; not many, so that each is known. */
export const FACTORS_MAX = 10;

const Seed = z.object({ seed: z.string() });
const Passkey = z.object({
  id: z.string(),
  publicKey: z.string(),
  transports: z.array(z.string()),
});
export type Passkey = z.output<typeof Passkey>;
const Challenge = z.object({ challenge: z.string() });

export function seal({ encrypt }: Pick<Keyring, 'encrypt'>, content: object): Buffer {
  return encrypt(JSON.stringify(content));
}

export function openSeed(keys: Pick<Keyring, 'decrypt'>, { sealed }: SecondFactor): string {
  return Seed.parse(JSON.parse(keys.decrypt(sealed))).seed;
}

export function openPasskey(keys: Pick<Keyring, 'decrypt'>, { sealed }: SecondFactor): Passkey {
  return Passkey.parse(JSON.parse(keys.decrypt(sealed)));
}

/** Of a passkey that is being enrolled: what it must sign. */
export function openChallenge(keys: Pick<Keyring, 'decrypt'>, { sealed }: SecondFactor): string {
  return Challenge.parse(JSON.parse(keys.decrypt(sealed))).challenge;
}
