import { machineClock } from '../../../platform/clock/clock.ts';
import type { Context } from '../../../platform/context.ts';
import { forgetFailures, mustWait, noteFailure } from '../steps/slow-guessing.ts';
import { useDeskCode } from './desk-code.ts';
import { stepOfCode } from './one-time-code.ts';
import { askForPasskey, checkPasskey, type PasskeyResponse } from './passkey.ts';
import { type FactorKind, openPasskey, openSeed, type SecondFactor } from './second-factor.ts';
import { hasDeskCode } from './sql/has-desk-code.ts';
import { selectFactors } from './sql/select-factors.ts';
import { setFactorUsed } from './sql/set-factor-used.ts';

/** By what a person can prove themselves beside a login means, and what their browser is asked for it. */
export interface AskedFactor {
  hasCodes: boolean;
  /** From a service centre's desk. */
  hasDeskCode: boolean;
  /** Undefined: the person has no passkey. */
  passkey: { challenge: string } | undefined;
}

/** What the person can be asked for; undefined when they have no second factor. */
export async function askForFactor(
  context: Context,
  { personId, publicUrl }: { personId: string; publicUrl: string },
): Promise<AskedFactor | undefined> {
  const factors = await provenOf(context, personId);
  const hasDesk = await hasDeskCode(context.db, personId, context.clock.now());
  if (factors.length === 0 && !hasDesk) return undefined;
  const passkeys = factors.filter(({ kind }) => kind === 'passkey');
  const held = passkeys.map((one) => openPasskey(context.keys, one));
  return {
    hasCodes: factors.some(({ kind }) => kind === 'one-time-code'),
    hasDeskCode: hasDesk,
    passkey: held.length === 0 ? undefined : await askForPasskey(publicUrl, held),
  };
}

/** What a person proved themselves by: a factor of theirs, or a code from a desk. */
export type ProvenFactor = FactorKind | 'desk-code';

export type Proof =
  | { code: string }
  | { deskCode: string }
  | { response: PasskeyResponse; challenge: string };

/**
 * Which factor a person proved themselves by. A code counts once, a passkey signs the challenge of this
 * log-in; who fails waits longer each time. `wrong` and `too-often` prove nothing.
 */
export async function proveFactor(
  context: Context,
  { personId, publicUrl, proof }: { personId: string; publicUrl: string; proof: Proof },
): Promise<ProvenFactor | 'wrong' | 'too-often'> {
  const key = context.keys.hash('sign-on-artifact', `failed factor ${personId}`).toString('hex');
  if (await mustWait(context, key)) return 'too-often';
  // Counted before it is looked at, so that guesses at the same time count too.
  await noteFailure(context, key);
  if ('deskCode' in proof) {
    if (!(await useDeskCode(context, personId, proof.deskCode))) return 'wrong';
    await forgetFailures(context, key);
    return 'desk-code';
  }
  for (const factor of await provenOf(context, personId)) {
    const counter = await counterOf(context, { factor, proof, publicUrl });
    if (counter === undefined) continue;
    const { id, kind } = factor;
    if (!(await setFactorUsed(context.db, { id, counter, now: context.clock.now() }))) continue;
    await forgetFailures(context, key);
    return kind;
  }
  return 'wrong';
}

async function counterOf(
  context: Context,
  {
    factor,
    proof,
    publicUrl,
  }: { factor: SecondFactor; proof: Exclude<Proof, { deskCode: string }>; publicUrl: string },
): Promise<number | undefined> {
  const { kind, counter } = factor;
  if ('code' in proof) {
    if (kind !== 'one-time-code') return undefined;
    return stepOfCode(openSeed(context.keys, factor), proof.code, machineClock.now());
  }
  if (kind !== 'passkey') return undefined;
  const passkey = openPasskey(context.keys, factor);
  if (passkey.id !== proof.response.id) return undefined;
  return await checkPasskey(publicUrl, { ...proof, passkey, counter });
}

async function provenOf(context: Context, personId: string): Promise<SecondFactor[]> {
  const factors = await selectFactors(context.db, personId);
  return factors.filter(({ enrolledAt }) => enrolledAt !== null);
}
