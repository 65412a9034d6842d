import type { Context } from '../../../platform/context.ts';
import type { LoginMeans, LoginOutcome } from '../login-means/login-means.ts';
import { artifactAdapter } from '../sign-on/artifact-adapter.ts';
import { failureKeyOf, forgetFailures, mustWait, noteFailure } from './slow-guessing.ts';

/** What is kept of a log-in under way, from one turn of its means to the next. */
interface Attempt {
  means: string;
  state: unknown;
  /** Under what a failure of it counts. */
  failureKey?: string | undefined;
  /** As whom somebody claims to log in, of those whom we know. */
  personId?: string | undefined;
}

const ATTEMPT_S = 900;

interface Taken {
  uid: string;
  form: Readonly<Record<string, string>>;
  language: 'lv' | 'en';
  address: string;
  returnUrl: string;
  backUrl: string;
  deviceHash: Buffer;
}

/** Lets a means take its turn in the log-in of a step, and slows who fails again and again. */
export async function useMeans(
  context: Context,
  means: LoginMeans,
  { uid, deviceHash, ...turn }: Taken,
): Promise<LoginOutcome> {
  const held = await findAttempt(context, uid, means);
  const claimed = held?.failureKey ? held : await claimOf(context, means, turn.form, deviceHash);
  const { failureKey, personId } = claimed;
  if (!held?.failureKey && failureKey) {
    if (await mustWait(context, failureKey))
      return { kind: 'refused', code: 'too-often', personId };
    // Counted when it begins: who never comes back has rung somebody's telephone all the same.
    await noteFailure(context, failureKey);
  }
  const outcome = await means.take(context, { ...turn, uid, state: held?.state });
  if (outcome.kind === 'ask') {
    const { state } = outcome;
    await keepAttempt(context, uid, { means: means.code, state, failureKey, personId });
    return outcome;
  }
  await artifactAdapter(context, 'LoginAttempt').destroy(uid);
  if (outcome.kind === 'refused') return { personId, ...outcome };
  if (failureKey) await forgetFailures(context, failureKey);
  return outcome;
}

/** Takes in what another site sent. Says whether there is a log-in under way that waits for it. */
export async function takeReturn(
  context: Context,
  means: LoginMeans,
  { uid, form }: Pick<Taken, 'uid' | 'form'>,
): Promise<boolean> {
  const held = await findAttempt(context, uid, means);
  if (!held || !means.takeReturn) return false;
  const state = means.takeReturn(held.state, form);
  await keepAttempt(context, uid, { ...held, state });
  return true;
}

async function claimOf(
  context: Context,
  means: LoginMeans,
  form: Readonly<Record<string, string>>,
  deviceHash: Buffer,
): Promise<Pick<Attempt, 'failureKey' | 'personId'>> {
  const personalCode = means.claims?.(form);
  if (personalCode === undefined) return {};
  const asked = { personalCode, means: means.code, deviceHash };
  const { key: failureKey, personId } = await failureKeyOf(context, asked);
  return { failureKey, personId };
}

async function findAttempt(
  context: Context,
  uid: string,
  means: LoginMeans,
): Promise<Attempt | undefined> {
  const found = await artifactAdapter(context, 'LoginAttempt').find(uid);
  if (found?.means !== means.code) return undefined;
  const { failureKey, personId } = found as Partial<Attempt>;
  return { means: means.code, state: found.state, failureKey, personId };
}

async function keepAttempt(context: Context, uid: string, attempt: Attempt): Promise<void> {
  await artifactAdapter(context, 'LoginAttempt').upsert(uid, { ...attempt }, ATTEMPT_S);
}
