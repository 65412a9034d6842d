import { hash } from 'node:crypto';
import { askingAsPerson } from '../../../platform/asking.ts';
import { makeAuditRecord, writeAudit } from '../../../platform/audit/index.ts';
import type { Context } from '../../../platform/context.ts';
import type { Database } from '../../../platform/database/database.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { readPersonalCode } from '../../persons/index.ts';
import type { LoginRefusal } from '../login-means/login-refusals.ts';
import type { PasskeyResponse } from '../second-factors/passkey.ts';
import type { ConfirmationOutcome, ConfirmationQuestion, Confirmer } from './confirmer.ts';
import { countBegun } from './sql/count-begun.ts';
import { insertConfirmation, type NewConfirmation } from './sql/insert-confirmation.ts';
import { type ConfirmationRow, lockConfirmation } from './sql/lock-confirmation.ts';
import { setConfirmed } from './sql/set-confirmed.ts';
import { setRefused } from './sql/set-refused.ts';
import { setSealed } from './sql/set-sealed.ts';
import { setUsed } from './sql/set-used.ts';

/** An act as it is confirmed: its name, everything about it, and the sentence that tells it. */
export interface ActToConfirm {
  act: string;
  content: object;
  text: string;
}

const TTL_MS = 5 * 60_000;
const TEXT_MAX = 200;
const BEGUN_MAX = 10;

/** What is kept encrypted: what was shown and signed, how far the means is, and its evidence. */
export interface Sealed {
  signed: string;
  text: string;
  state: unknown;
  evidence?: object;
}

export interface BegunConfirmation {
  id: string;
  text: string;
  /** The code that the telephone must show too; null: there is none. */
  shown: string | null;
  /** What the browser is asked; null: the means works elsewhere. */
  asked: object | null;
  /** By what it is confirmed, and by what else it could be. */
  means: string;
  others: string[];
  expiresAt: Date;
}

/**
 * Asks the person to confirm one act on a second factor, which signs the act's content and shows its
 * text. Refuses `confirmation-impossible` when the person has no such means here, and as
 * `completeConfirmation` does.
 */
export async function beginConfirmation(
  context: Context,
  confirmers: readonly Confirmer[],
  { act, content, text, means }: ActToConfirm & { means?: string | undefined },
): Promise<BegunConfirmation> {
  const personId = askingAsPerson(context);
  const { confirmer, others } = await choose(context, confirmers, means);
  const id = context.ids.next();
  // Cut off, it would not show what is signed.
  if (text.length > TEXT_MAX) throw new Error('No telephone shows so long a text.');
  const signed = JSON.stringify({ id, act, personId, text, content: bytesOf(content) });
  const question = await questionOf(context, personId, { signed, text });
  const begunAt = context.clock.now();
  const expiresAt = new Date(begunAt.getTime() + TTL_MS);
  await demandFew(context, {
    ...{ id, personId, act, means: confirmer.code, begunAt, expiresAt },
    contentDigest: digestOf(content),
    sealed: seal(context, { signed, text, state: null }),
  });
  const begun = await confirmer.begin(context, question);
  if (begun.kind === 'refused') throw refusalOf(begun.why);
  if (begun.kind !== 'begun') throw new Error('A confirmation begins by being asked.');
  await setSealed(context.db, id, seal(context, { signed, text, state: begun.state }));
  const { shown, asked } = begun;
  return { id, text, shown, asked, means: confirmer.code, others, expiresAt };
}

/** The means that the person wants, or else the first one that they have. */
async function choose(
  context: Context,
  confirmers: readonly Confirmer[],
  means: string | undefined,
): Promise<{ confirmer: Confirmer; others: string[] }> {
  const personId = askingAsPerson(context);
  const held: Confirmer[] = [];
  for (const one of confirmers) if (await one.isFor(context, personId)) held.push(one);
  const confirmer = held.find(({ code }) => means === undefined || code === means);
  if (!confirmer) throw new Refusal('confirmation-impossible');
  const others = held.filter((one) => one !== confirmer).map(({ code }) => code);
  return { confirmer, others };
}

/**
 * Looks whether the person has confirmed. Refuses `confirmation-unknown` (another's, over or used),
 * `confirmation-refused`, `confirmation-not-proven` and `confirmation-unreachable`.
 */
export async function completeConfirmation(
  context: Context,
  confirmers: readonly Confirmer[],
  { id, answer }: { id: string; answer?: PasskeyResponse | undefined },
): Promise<'waiting' | 'confirmed'> {
  const personId = askingAsPerson(context);
  const held = await context.db.transaction((db) => own({ ...context, db }, id));
  if (held.confirmedAt) return 'confirmed';
  const confirmer = confirmers.find(({ code }) => code === held.means);
  if (!confirmer) throw new Refusal('confirmation-impossible');
  const sealed = open(context, held);
  const question = await questionOf(context, personId, sealed);
  const outcome = await confirmer.read(context, question, { state: sealed.state, answer });
  if (outcome.kind === 'waiting') return 'waiting';
  if (outcome.kind === 'refused') {
    const refusal = refusalOf(outcome.why);
    if (outcome.why !== 'unreachable') await end(context, { id, why: outcome.why });
    throw refusal;
  }
  await keep(context, { id, sealed, outcome });
  return 'confirmed';
}

/**
 * Uses a confirmation for its act, once, in the act's own transaction. Refuses `confirmation-unknown`,
 * `confirmation-missing` (not confirmed) and `confirmation-differs` when the act is not, to the byte,
 * the one that was confirmed.
 */
export async function useConfirmation(
  context: Context & { db: Database },
  id: string,
  { act, content }: Omit<ActToConfirm, 'text'>,
): Promise<void> {
  const held = await own(context, id);
  if (!held.confirmedAt) throw new Refusal('confirmation-missing');
  if (held.act !== act || !held.contentDigest.equals(digestOf(content))) {
    throw new Refusal('confirmation-differs');
  }
  await setUsed(context.db, id, context.clock.now());
}

/**
 * The same for an act of an official: who signed on as a person confirms it. One with an access key is
 * let through, since a key can confirm nothing. Gives the id of the confirmation that was used.
 */
export async function demandConfirmation(
  context: Context & { db: Database },
  id: string | undefined,
  act: Omit<ActToConfirm, 'text'>,
): Promise<string | null> {
  const { actor } = context;
  if (actor.kind === 'official' && actor.personId === undefined) return null;
  if (id === undefined) throw new Refusal('confirmation-missing');
  await useConfirmation(context, id, act);
  return id;
}

async function own(context: Context & { db: Database }, id: string): Promise<ConfirmationRow> {
  const personId = askingAsPerson(context);
  const held = await lockConfirmation(context.db, id);
  const isOver = held && (held.refusedAt || held.expiresAt <= context.clock.now());
  if (held?.personId !== personId || held.usedAt || isOver) {
    throw new Refusal('confirmation-unknown');
  }
  return held;
}

interface Confirmed {
  id: string;
  sealed: Sealed;
  outcome: Extract<ConfirmationOutcome, { kind: 'confirmed' }>;
}

/** The evidence is kept as long as the act can be disputed: with the confirmation that was used. */
async function keep(context: Context, { id, sealed, outcome }: Confirmed): Promise<void> {
  await context.db.transaction(async (db) => {
    const { act, means, confirmedAt } = await own({ ...context, db }, id);
    if (confirmedAt) return;
    const whole = seal(context, { ...sealed, evidence: outcome.evidence });
    await setConfirmed(db, { id, sealed: whole, now: context.clock.now() });
    const content = { confirmation: id, means, of: act };
    const subjectPersonId = askingAsPerson(context);
    await writeAudit(db, [
      makeAuditRecord(context, { act: 'identity.confirm-act', subjectPersonId, content }),
    ]);
  });
}

/** Who did not confirm may not have begun it: it ends, and is noted. */
async function end(
  context: Context,
  { id, why }: { id: string; why: LoginRefusal },
): Promise<void> {
  await context.db.transaction(async (db) => {
    const { act, means } = await own({ ...context, db }, id);
    await setRefused(db, id, context.clock.now());
    const content = { confirmation: id, means, of: act, why };
    const subjectPersonId = askingAsPerson(context);
    await writeAudit(db, [
      makeAuditRecord(context, { act: 'identity.refuse-act', subjectPersonId, content }),
    ]);
  });
}

/**
 * Prompts without end wear a person down: a few in ten minutes are enough for who means it. Written
 * before the telephone is asked, one at a time for a person, so that parallel calls count too.
 */
async function demandFew(context: Context, one: NewConfirmation): Promise<void> {
  const since = new Date(one.begunAt.getTime() - 2 * TTL_MS);
  await context.db.transaction(async (db) => {
    if ((await countBegun(db, one.personId, since)) >= BEGUN_MAX) {
      throw new Refusal('too-many-requests');
    }
    await insertConfirmation(db, one);
  });
}

/** What was shown and signed, and by whom; also to prove it later. */
export async function questionOf(
  context: Context,
  personId: string,
  { signed, text }: Pick<Sealed, 'signed' | 'text'>,
): Promise<ConfirmationQuestion> {
  const personalCode = await readPersonalCode(context, personId);
  if (personalCode === undefined) throw new Refusal('confirmation-impossible');
  return { bytes: Buffer.from(signed, 'utf8'), text, personId, personalCode };
}

function refusalOf(why: LoginRefusal): Refusal {
  if (why === 'unreachable') return new Refusal('confirmation-unreachable');
  const refused = why === 'cancelled' || why === 'timed-out' || why === 'wrong-code';
  return new Refusal(refused ? 'confirmation-refused' : 'confirmation-not-proven');
}

/** One form for one content: members in the order of their names. */
function bytesOf(content: unknown): string {
  return JSON.stringify(content, (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}

function digestOf(content: object): Buffer {
  return hash('sha512', bytesOf(content), 'buffer');
}

function seal({ keys }: Pick<Context, 'keys'>, sealed: Sealed): Buffer {
  return keys.encrypt(JSON.stringify(sealed));
}

export function open(
  { keys }: Pick<Context, 'keys'>,
  { sealed }: Pick<ConfirmationRow, 'sealed'>,
): Sealed {
  return JSON.parse(keys.decrypt(sealed)) as Sealed;
}
