import { makeAuditRecord, writeAudit } from '../../../platform/audit/index.ts';
import { type Day, daysBetween, rigaDay } from '../../../platform/clock/day.ts';
import type { Context, OfficialRole } from '../../../platform/context.ts';
import type { Database } from '../../../platform/database/database.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { selectOfficials } from '../sql/select-officials.ts';
import { type Administering, administering } from './administering.ts';
import { ROLE_DAYS_MAX, ROLES_OF_TWO, stateOf } from './role.ts';
import { insertRole } from './sql/insert-role.ts';
import { lockAdministrators } from './sql/lock-administrators.ts';
import { type LockedRole, lockRole } from './sql/select-roles.ts';
import { setRoleApproved } from './sql/set-role-approved.ts';
import { setRoleEnded } from './sql/set-role-ended.ts';
import { setRoleReviewed } from './sql/set-role-reviewed.ts';

/**
 * Proposes a role for an official of the own organisation, from today until a day. What touches money,
 * law or identities waits for another administrator; the rest, and what the operator gives, holds at
 * once. Refuses `official-unknown`, `role-ones-own`, `role-held` and `role-period-wrong`.
 */
export async function proposeRole(
  context: Context,
  { officialId, role, until }: { officialId: string; role: OfficialRole; until: Day },
): Promise<string> {
  const asking = administering(context);
  const now = context.clock.now();
  const validFrom = rigaDay(now);
  demandPeriod(validFrom, until);
  const id = context.ids.next();
  await context.db.transaction(async (db) => {
    const [official] = await selectOfficials(db, { ids: [officialId], day: validFrom, limit: 1 });
    if (!official || official.endedAt || !isOf(official.organisationId, asking)) {
      throw new Refusal('official-unknown');
    }
    if (asking.officialId === officialId) throw new Refusal('role-ones-own');
    const isApproved = asking.officialId === null || !ROLES_OF_TWO.includes(role);
    const { officialId: proposedBy } = asking;
    const written = await insertRole(db, {
      ...{ id, officialId, role, validFrom, validTo: until, proposedBy, now, isApproved },
    });
    if (!written) throw new Refusal('role-held', { role });
    const content = { assignment: id, official: officialId, role, until, isApproved };
    await note({ ...context, db }, 'propose-role', content, official.organisationId);
  });
  return id;
}

/** Approves a role that another proposed. Refuses `role-unknown`, `role-ones-own`, `role-needs-another`. */
export async function approveRole(context: Context, id: string): Promise<void> {
  await step(context, { id, state: 'waiting', act: 'approve-role' }, async (inside, held, by) => {
    if (by !== null && held.proposedBy === by) throw new Refusal('role-needs-another');
    await setRoleApproved(inside.db, { id, by, now: context.clock.now() });
  });
}

/**
 * Ends a role at once, or rejects one that waits. Refuses `role-unknown`, and `role-last-administrator`:
 * an organisation without one could give nobody a role any more. The operator may.
 */
export async function endRole(context: Context, id: string): Promise<void> {
  await step(context, { id, state: 'open', act: 'end-role' }, async (inside, held, by) => {
    const day = rigaDay(context.clock.now());
    if (by !== null && held.role === 'administrator' && stateOf(held, day) === 'held') {
      const { organisationId } = held;
      const left = await lockAdministrators(inside.db, { organisationId, but: id, day });
      if (left.length === 0) throw new Refusal('role-last-administrator');
    }
    await setRoleEnded(inside.db, { id, by, now: context.clock.now() });
  });
}

/**
 * The yearly review: somebody else finds that a role is still needed, until another day. What nobody
 * finds so ends by itself. Refuses as `approveRole` does, and `role-period-wrong`.
 */
export async function prolongRole(
  context: Context,
  { id, until }: { id: string; until: Day },
): Promise<void> {
  const now = context.clock.now();
  demandPeriod(rigaDay(now), until);
  await step(
    context,
    { id, state: 'held', act: 'prolong-role', until },
    async (inside, held, by) => {
      if (until <= held.validTo) throw new Refusal('role-period-wrong', { daysMax: ROLE_DAYS_MAX });
      await setRoleReviewed(inside.db, { id, by, now, validTo: until });
    },
  );
}

interface Step {
  id: string;
  state: 'waiting' | 'held' | 'open';
  act: string;
  until?: Day;
}

/** One step in the life of a role of the own organisation: nobody takes it for oneself, but ends it. */
async function step(
  context: Context,
  { id, state, act, until }: Step,
  take: (inside: Context & { db: Database }, held: LockedRole, by: string | null) => Promise<void>,
): Promise<void> {
  const asking = administering(context);
  await context.db.transaction(async (db) => {
    const held = await lockRole(db, id);
    if (!held || !isOf(held.organisationId, asking)) throw new Refusal('role-unknown');
    const is = stateOf(held, rigaDay(context.clock.now()));
    if (is === 'ended' || (state !== 'open' && is !== state)) throw new Refusal('role-unknown');
    const { officialId, role, organisationId } = held;
    if (act !== 'end-role' && asking.officialId === officialId) throw new Refusal('role-ones-own');
    const inside = { ...context, db };
    await take(inside, held, asking.officialId);
    const content = { assignment: id, official: officialId, role, ...(until ? { until } : {}) };
    await note(inside, act, content, organisationId);
  });
}

function isOf(organisationId: string | null, asking: Administering): boolean {
  return asking.organisationId === 'all' || asking.organisationId === organisationId;
}

function demandPeriod(from: Day, until: Day): void {
  const days = daysBetween(from, until);
  if (days < 1 || days > ROLE_DAYS_MAX) {
    throw new Refusal('role-period-wrong', { daysMax: ROLE_DAYS_MAX });
  }
}

async function note(
  context: Context & { db: Database },
  act: string,
  content: object,
  organisationId: string | null,
): Promise<void> {
  const entry = { act: `identity.${act}`, content: { ...content } };
  const of = organisationId === null ? {} : { organisationId };
  await writeAudit(context.db, [makeAuditRecord(context, { ...entry, ...of })]);
}
