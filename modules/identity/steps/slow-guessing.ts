import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { findPersonByCode } from '../../persons/index.ts';
import { deleteFailedLogIn } from './sql/delete-failed-log-in.ts';
import { insertFailedLogIn } from './sql/insert-failed-log-in.ts';
import { isKnownDevice } from './sql/is-known-device.ts';
import { selectFailedLogIn } from './sql/select-failed-log-in.ts';

/** So many failures cost nothing: a wrong button is pressed now and then. */
const FREE_FAILURES = 3;
const FIRST_WAIT_MS = 15_000;
const LONGEST_WAIT_MS = 5 * 60_000;
/** After so long without a failure all are forgotten. */
export const FAILURES_KEPT_MS = 3_600_000;

/**
 * Under what failures to log in as a person are counted: by themselves on a device from which that
 * person has logged in before, and together for all others. So guessing is slowed, and the person
 * whose code is guessed is not locked out. `personId`: who that is, when we know them.
 */
export async function failureKeyOf(
  context: Context,
  { personalCode, means, deviceHash }: { personalCode: string; means: string; deviceHash: Buffer },
): Promise<{ key: string; personId: string | undefined }> {
  const personId = await findPersonByCode(context, personalCode).catch((error: unknown) => {
    if (error instanceof Refusal) return undefined;
    throw error;
  });
  const known = personId !== undefined && (await isKnownDevice(context.db, personId, deviceHash));
  const device = known ? deviceHash.toString('hex') : 'others';
  const text = `failed ${means} ${personalCode} ${device}`;
  return { key: context.keys.hash('sign-on-artifact', text).toString('hex'), personId };
}

/** Whether who fails under the key must still wait. */
export async function mustWait({ db, clock }: Context, key: string): Promise<boolean> {
  const failed = await selectFailedLogIn(db, Buffer.from(key, 'hex'));
  if (!failed || failed.failures < FREE_FAILURES) return false;
  const waitMs = Math.min(FIRST_WAIT_MS * 2 ** (failed.failures - FREE_FAILURES), LONGEST_WAIT_MS);
  return clock.now().getTime() < failed.failedAt.getTime() + waitMs;
}

export async function noteFailure({ db, clock }: Context, key: string): Promise<void> {
  const now = clock.now();
  const forgotten = new Date(now.getTime() - FAILURES_KEPT_MS);
  await insertFailedLogIn(db, { keyHash: Buffer.from(key, 'hex'), now, forgotten });
}

export async function forgetFailures({ db }: Context, key: string): Promise<void> {
  await deleteFailedLogIn(db, Buffer.from(key, 'hex'));
}
