import { askingOneself } from '../../../platform/asking.ts';
import { makeAuditRecord, writeAudit } from '../../../platform/audit/index.ts';
import { machineClock } from '../../../platform/clock/clock.ts';
import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { readPersonNames } from '../../persons/index.ts';
import { makeSeed, seedAddress, stepOfCode } from './one-time-code.ts';
import { askForNewPasskey, type PasskeyResponse, readNewPasskey } from './passkey.ts';
import {
  FACTORS_MAX,
  type FactorKind,
  openChallenge,
  openPasskey,
  openSeed,
  type SecondFactor,
  seal,
} from './second-factor.ts';
import { insertFactor } from './sql/insert-factor.ts';
import { selectFactors } from './sql/select-factors.ts';
import { setFactorEnrolled } from './sql/set-factor-enrolled.ts';
import { setFactorRemoved } from './sql/set-factor-removed.ts';

/** What was begun is proven within so long. */
const ENROLMENT_MS = 10 * 60_000;

/** The second factors of the person who asks, that were proven. Nobody sees another's. */
export async function listFactors(context: Context): Promise<SecondFactor[]> {
  const factors = await selectFactors(context.db, askingOneself(context));
  return factors.filter(({ enrolledAt }) => enrolledAt !== null);
}

/** Begins to enrol one-time codes: gives the seed, once. Refuses `second-factors-full`. */
export async function beginCodes(
  context: Context,
  name: string,
): Promise<{ id: string; seed: string; address: string }> {
  const seed = makeSeed();
  const { id, personName } = await begin(context, {
    ...{ kind: 'one-time-code', name },
    content: () => ({ seed }),
  });
  return { id, seed, address: seedAddress(seed, personName) };
}

/** Ends it by a first code. Refuses `second-factor-unknown` and `second-factor-not-proven`. */
export async function finishCodes(context: Context, id: string, code: string): Promise<void> {
  const factor = await begun(context, id, 'one-time-code');
  const step = stepOfCode(openSeed(context.keys, factor), code, machineClock.now());
  if (step === undefined) throw new Refusal('second-factor-not-proven');
  await enrol(context, factor, { sealed: factor.sealed, counter: step });
}

/** Begins to make a passkey: gives what the browser is asked. Refuses `second-factors-full`. */
export async function beginPasskey(
  context: Context,
  { name, publicUrl }: { name: string; publicUrl: string },
): Promise<{ id: string; options: object }> {
  const personId = askingOneself(context);
  const held = (await listFactors(context)).filter(({ kind }) => kind === 'passkey');
  const names = await readPersonNames(context, [personId]);
  const options = await askForNewPasskey(publicUrl, {
    ...{ personId, name: names.get(personId) ?? '' },
    held: held.map((one) => openPasskey(context.keys, one)),
  });
  const { challenge } = options;
  const { id } = await begin(context, { kind: 'passkey', name, content: () => ({ challenge }) });
  return { id, options };
}

/** Ends it by what the browser made. Refuses as `finishCodes` does. */
export async function finishPasskey(
  context: Context,
  { id, response, publicUrl }: { id: string; response: PasskeyResponse; publicUrl: string },
): Promise<void> {
  const factor = await begun(context, id, 'passkey');
  const challenge = openChallenge(context.keys, factor);
  const made = await readNewPasskey(publicUrl, { response, challenge });
  if (!made) throw new Refusal('second-factor-not-proven');
  const { passkey, counter } = made;
  await enrol(context, factor, { sealed: seal(context.keys, passkey), counter });
}

/** Removes a second factor of the person who asks. Refuses `second-factor-unknown`. */
export async function removeFactor(context: Context, id: string): Promise<void> {
  const personId = askingOneself(context);
  await context.db.transaction(async (db) => {
    const kind = await setFactorRemoved(db, {
      ...{ id, personId, sessionId: sessionOf(context), now: context.clock.now() },
    });
    if (kind === undefined) throw new Refusal('second-factor-unknown');
    await note({ ...context, db }, 'remove-second-factor', { personId, content: { id, kind } });
  });
}

async function begin(
  context: Context,
  { kind, name, content }: { kind: FactorKind; name: string; content: () => object },
): Promise<{ id: string; personName: string }> {
  const personId = askingOneself(context);
  const factors = await listFactors(context);
  if (factors.length >= FACTORS_MAX) throw new Refusal('second-factors-full', { max: FACTORS_MAX });
  const id = context.ids.next();
  const begunAt = context.clock.now();
  const sealed = seal(context.keys, content());
  await context.db.transaction((db) =>
    insertFactor(db, { id, personId, kind, name, sealed, begunAt }),
  );
  const names = await readPersonNames(context, [personId]);
  return { id, personName: names.get(personId) ?? '' };
}

async function begun(context: Context, id: string, kind: FactorKind): Promise<SecondFactor> {
  const factors = await selectFactors(context.db, askingOneself(context));
  const factor = factors.find((one) => one.id === id && one.kind === kind && !one.enrolledAt);
  const isOver = factor && context.clock.now().getTime() > factor.begunAt.getTime() + ENROLMENT_MS;
  if (!factor || isOver) throw new Refusal('second-factor-unknown');
  return factor;
}

async function enrol(
  context: Context,
  { id, kind, personId }: SecondFactor,
  proven: { sealed: Buffer; counter: number },
): Promise<void> {
  await context.db.transaction(async (db) => {
    const now = context.clock.now();
    if (!(await setFactorEnrolled(db, { id, now, sessionId: sessionOf(context), ...proven }))) {
      throw new Refusal('second-factor-unknown');
    }
    await note({ ...context, db }, 'enrol-second-factor', { personId, content: { id, kind } });
  });
}

/** In which session it happens: in every other one the person is told of it. */
function sessionOf({ actor }: Pick<Context, 'actor'>): string {
  return actor.kind === 'recipient' ? actor.sessionId : actor.kind;
}

async function note(
  context: Context,
  act: string,
  { personId, content }: { personId: string; content: object },
): Promise<void> {
  const entry = { act: `identity.${act}`, subjectPersonId: personId, content: { ...content } };
  await writeAudit(context.db, [makeAuditRecord(context, entry)]);
}
