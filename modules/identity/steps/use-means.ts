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
  const failureKey = held?.failureKey ?? (await claimedKey(context, means, turn.form, deviceHash));
  if (!held?.failureKey && failureKey) {
    if (await mustWait(context, failureKey)) return { kind: 'refused', code: 'too-often' };
    // Counted when it begins: who never comes back has rung somebody's telephone all the same.
    await noteFailure(context, failureKey);
  }
  const outcome = await means.take(context, { ...turn, uid, state: held?.state });
  if (outcome.kind === 'ask') {
    await keepAttempt(context, uid, { means: means.code, state: outcome.state, failureKey });
    return outcome;
  }
  await artifactAdapter(context, 'LoginAttempt').destroy(uid);
  if (failureKey && outcome.kind === 'known') await forgetFailures(context, failureKey);
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

async function claimedKey(
  context: Context,
  means: LoginMeans,
  form: Readonly<Record<string, string>>,
  deviceHash: Buffer,
): Promise<string | undefined> {
  const personalCode = means.claims?.(form);
  if (personalCode === undefined) return undefined;
  return await failureKeyOf(context, { personalCode, means: means.code, deviceHash });
}

async function findAttempt(
  context: Context,
  uid: string,
  means: LoginMeans,
): Promise<Attempt | undefined> {
  const found = await artifactAdapter(context, 'LoginAttempt').find(uid);
  if (found?.means !== means.code) return undefined;
  return { means: means.code, state: found.state, failureKey: found.failureKey as string };
}

async function keepAttempt(context: Context, uid: string, attempt: Attempt): Promise<void> {
  await artifactAdapter(context, 'LoginAttempt').upsert(uid, { ...attempt }, ATTEMPT_S);
}
