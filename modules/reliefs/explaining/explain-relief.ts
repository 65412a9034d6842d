import { makeAuditRecord, writeAudit } from '../../../platform/audit/index.ts';
import { type Day, isDay } from '../../../platform/clock/day.ts';
import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { readClassifiers } from '../../classifiers/index.ts';
import { listOrganisations, type PersonFacts, readPersonFacts } from '../../persons/index.ts';
import type { CatalogueRelief } from '../catalogue.ts';
import type { Verdict } from '../condition.ts';
import { resolveGrantor } from '../conditions/givings.ts';
import { livesOn } from '../conditions/subject.ts';
import { type Explanation, explainCondition } from '../explain-condition.ts';
import { makeGrantors } from '../make-grantors.ts';
import { getRelief } from '../read-catalogue.ts';

/** Why a person has a relief on a day, or does not. */
export interface ReliefExplanation {
  relief: string;
  day: Day;
  /** The verdict of the whole; without a version in force, a grantor or a living person it is no. */
  verdict: Verdict;
  /** Absent when no version is in force on the day. */
  version?: number;
  /** Code of the grantor; absent when no fact tells which municipality it is. */
  grantor?: string;
  who?: Explanation;
  /** Each benefit with a condition of its own. */
  benefits: { position: number; explanation: Explanation }[];
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

interface Question {
  personId: string;
  code: string;
  day: Day;
}

/**
 * Explains the verdict of a relief about a person on any day, past ones too, by what is known now,
 * and leaves a record of it. Refuses `relief-unknown`, `person-unknown` and `day-malformed`.
 */
export async function explainRelief(
  context: Context,
  question: Question,
): Promise<ReliefExplanation> {
  const asked = await readAsked(context, question);
  const { personId, code, day } = question;
  const entry = { act: 'reliefs.explain', subjectPersonId: personId, content: { code, day } };
  await writeAudit(context.db, [makeAuditRecord(context, entry)]);
  return await explainAsked(context, asked);
}

/** What a question is about. */
export interface Asked {
  relief: CatalogueRelief;
  person: PersonFacts;
  day: Day;
}

/** Reads what a question names. Refuses `relief-unknown`, `person-unknown` and `day-malformed`. */
export async function readAsked(
  context: Context,
  { personId, code, day }: Question,
): Promise<Asked> {
  if (!isDay(day)) throw new Refusal('day-malformed', { day });
  const relief = await getRelief(context, code);
  const [person] = UUID.test(personId) ? await readPersonFacts(context, [personId]) : [];
  if (!person) throw new Refusal('person-unknown');
  return { relief, person, day };
}

/** Explains without a record: whoever calls it leaves one, or answers the person themselves. */
export async function explainAsked(
  context: Context,
  { relief, person, day }: Asked,
): Promise<ReliefExplanation> {
  const classifiers = await readClassifiers(context);
  const grantors = makeGrantors(await listOrganisations(context), classifiers);
  const found = relief.versions.find(({ instruction: { from, to } }) => {
    return from <= day && (to === undefined || day < to);
  });
  const outcome = { relief: relief.code, day, benefits: [] };
  if (!found || !livesOn(person, day)) return { ...outcome, verdict: 'no' };
  const { version, instruction } = found;
  const plain = { person, day, concepts: classifiers.on(day) };
  const grantor = resolveGrantor(relief.grantor, { person, day, grantors });
  const subject = { ...plain, grantorTerritory: grantor?.territory };
  const who = explainCondition(instruction.who, subject);
  const benefits = instruction.benefits.flatMap((benefit, position) =>
    benefit.who ? [{ position, explanation: explainCondition(benefit.who, subject) }] : [],
  );
  const isGranted =
    instruction.benefits.length > benefits.length ||
    benefits.some(({ explanation }) => explanation.verdict === 'yes');
  const verdict = who.verdict === 'yes' && !(grantor && isGranted) ? 'no' : who.verdict;
  const named = grantor ? { grantor: grantor.organisation } : {};
  return { ...outcome, verdict, version, ...named, who, benefits };
}
