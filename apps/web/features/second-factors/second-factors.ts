import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import type {
  CodesAnswer,
  FactorsAnswer,
} from '../../../../modules/identity/second-factors/factor-api.ts';
import { act, read } from '../api/request.ts';

const PATH = '/recipient/v1/second-factors';

export type Factor = z.output<typeof FactorsAnswer>['factors'][number];
export type BegunCodes = z.output<typeof CodesAnswer>;

export const factorsQuery = queryOptions({
  queryKey: ['second-factors'],
  queryFn: () => read<z.output<typeof FactorsAnswer>>(PATH),
});

export function removeFactor(id: string): Promise<unknown> {
  return act(`${PATH}/${id}/remove`);
}

export function beginCodes(name: string): Promise<BegunCodes> {
  return act(`${PATH}/one-time-codes`, { name });
}

export function finishCodes({ id, code }: { id: string; code: string }): Promise<unknown> {
  return act(`${PATH}/one-time-codes/${id}/finish`, { code });
}

/** Whether this browser can make passkeys from what the server states (WebAuthn level 3). */
export function canMakePasskeys(): boolean {
  // They are made for a name, not for the number of a machine.
  const isNumber = /^[\d.]+$|:/.test(window.location.hostname);
  return (
    !isNumber && typeof window.PublicKeyCredential?.parseCreationOptionsFromJSON === 'function'
  );
}

/** That the browser used no passkey: the person went back, or it has none of them. */
export class PasskeyNotUsed extends Error {}

/** Lets the browser sign with a passkey. Throws `PasskeyNotUsed`. */
export async function askPasskey(options: PublicKeyCredentialRequestOptionsJSON): Promise<object> {
  try {
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
    const used = await navigator.credentials.get({ publicKey });
    return (used as PublicKeyCredential).toJSON();
  } catch {
    throw new PasskeyNotUsed();
  }
}

/** That the browser made no passkey: the person went back, or it could not. */
export class NoPasskey extends Error {}

/** Makes a passkey in the browser and enrols it. Throws a `Problem`, or `NoPasskey`. */
export async function makePasskey(name: string): Promise<void> {
  const { id, options } = await act<{
    id: string;
    options: PublicKeyCredentialCreationOptionsJSON;
  }>(`${PATH}/passkeys`, { name });
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
  const made = await navigator.credentials.create({ publicKey }).catch(() => null);
  if (!(made instanceof PublicKeyCredential)) throw new NoPasskey();
  await act(`${PATH}/passkeys/${id}/finish`, { response: made.toJSON() });
}
