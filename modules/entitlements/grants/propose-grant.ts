import { askingWithRole } from '../../../platform/asking.ts';
import { writeAudit } from '../../../platform/audit/index.ts';
import { type Day, rigaDay } from '../../../platform/clock/day.ts';
import type { Context, OfficialActor } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import {
  findPersonByCode,
  type LookAct,
  makeLookRecord,
  readPersonFacts,
} from '../../persons/index.ts';
import { type CatalogueRelief, entitlementPeriods } from '../../reliefs/index.ts';
import { type Grounds, readGrounds } from '../grounds.ts';
import type { HeldGrant } from './grant.ts';
import { grantedPeriods } from './granted-entitlements.ts';
import { insertGrant } from './sql/insert-grant.ts';

export interface GrantProposal {
  personalCode: string;
  /** Code of a published relief. */
  relief: string;
  from: Day;
  /** The first day without it. */
  to: Day;
  /** In words, as the person will read it. */
  reason: string;
  /** Code of the organisation that grants; the official's own when not stated. */
  grantor?: string | undefined;
}

/**
 * Proposes that a person has a relief in a period by decision, whatever registers state; it gives
 * nothing until another official confirms it. Returns its id.
 *
 * Refuses `official-role-missing`, `person-unknown`, codes of malformed personal codes, and as
 * `requireGrantable` does.
 */
export async function proposeGrant(context: Context, proposal: GrantProposal): Promise<string> {
  const official = askingWithRole(context, ['editor']);
  const { personalCode, relief, from, to, reason } = proposal;
  const personId = await findPersonByCode(context, personalCode);
  if (!personId) throw new Refusal('person-unknown');
  const grounds = await readGrounds(context);
  const granting = await requireGrantable(context, grounds, {
    ...{ relief, personId, from, to },
    grantor: grantorOf(official, proposal),
  });
  const id = context.ids.next();
  await context.db.transaction(async (db) => {
    await insertGrant(db, {
      ...{ ...granting, id, from, to },
      reasonEncrypted: context.keys.encrypt(reason),
      by: official.officialId,
      at: context.clock.now(),
    });
    await writeGrantAudit({ ...context, db }, 'entitlements.propose-grant', {
      ...granting,
      ...{ id, relief, from, to },
    });
  });
  return id;
}

function grantorOf({ organisation }: OfficialActor, { grantor }: GrantProposal): string {
  const code = grantor ?? organisation?.code;
  if (code === undefined) throw new Refusal('organisation-unknown');
  if (organisation !== null && code !== organisation.code) {
    throw new Refusal('relief-of-another-grantor', { grantor: organisation.code });
  }
  return code;
}

/**
 * What a grant would be, if something comes of it. Refuses `organisation-unknown`, `relief-unknown`,
 * `grant-period-wrong`, `relief-of-another-grantor` when others pay for the relief too, and
 * `grant-gives-nothing`.
 */
export async function requireGrantable(
  context: Context,
  grounds: Grounds,
  asked: { relief: string; personId: string; grantor: string; from: Day; to: Day | null },
): Promise<{ personId: string; reliefId: string; grantorId: string }> {
  const { personId, grantor, from, to } = asked;
  const grantorId = grounds.organisationIds.get(grantor);
  if (!grantorId) throw new Refusal('organisation-unknown', { code: grantor });
  const relief = grounds.reliefs.find(({ code }) => code === asked.relief);
  if (!relief) throw new Refusal('relief-unknown', { relief: asked.relief });
  const today = rigaDay(context.clock.now());
  if (to !== null && (to <= from || to <= today)) throw new Refusal('grant-period-wrong');
  requireSolePayer(relief, grantor);
  const [person] = await readPersonFacts(context, [personId]);
  if (!person) throw new Refusal('person-unknown');
  const grant: HeldGrant = { id: '', personId, reliefId: relief.reliefId, grantorId, from, to };
  const taken = entitlementPeriods(relief, person, grounds);
  const given = grantedPeriods(relief, { person, grounds, grants: [grant], taken });
  if (given.length === 0) throw new Refusal('grant-gives-nothing');
  return { personId, reliefId: relief.reliefId, grantorId };
}

/**
 * Who decides alone pays alone; which municipality gives it, the person's facts tell. Refuses
 * `relief-of-another-grantor`.
 */
export function requireSolePayer({ grantor, versions }: CatalogueRelief, code: string): void {
  const payers = versions.flatMap(({ instruction }) => {
    return (instruction.shares ?? []).map((share) => share.grantor);
  });
  const others = [grantor, ...payers].filter((payer) => {
    return typeof payer === 'string' ? payer !== code : payers.length > 0;
  });
  if (others.length > 0) throw new Refusal('relief-of-another-grantor', { grantor: code });
}

/** Records an act on a grant: who, for whom, which relief and when; the words stay with the grant. */
export async function writeGrantAudit(
  context: Context,
  act: LookAct,
  grant: {
    id: string;
    personId: string;
    grantorId: string;
    relief: string;
    from: Day;
    to: Day | null;
  },
  more: Record<string, unknown> = {},
): Promise<void> {
  const { id, personId, grantorId, relief, from, to } = grant;
  const record = makeLookRecord(context, {
    act,
    personId,
    organisationId: grantorId,
    content: { grant: id, relief, from, to, ...more },
  });
  await writeAudit(context.db, [record]);
}
