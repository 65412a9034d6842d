import { askingWithRole } from '../../../platform/asking.ts';
import { writeAudit } from '../../../platform/audit/index.ts';
import { rigaDay } from '../../../platform/clock/day.ts';
import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { findPersonByCode, makeLookRecord } from '../../persons/index.ts';
import { endOfficial } from '../officials.ts';
import { insertOfficial } from '../sql/insert-official.ts';
import { lockAdministrators } from './sql/lock-administrators.ts';
import { selectOwnOfficials } from './sql/select-own-officials.ts';

const OFFICIALS_MAX = 1_000;

/**
 * Adds an official of the asking administrator's organisation, who signs on as the person with the code
 * and has no roles yet. Refuses `official-person-unknown` and `official-known`.
 */
export async function addOwnOfficial(
  context: Context,
  { name, personalCode }: { name: string; personalCode: string },
): Promise<string> {
  const { organisation } = askingWithRole(context, ['administrator']);
  const personId = await findPersonByCode(context, personalCode);
  if (personId === undefined) throw new Refusal('official-person-unknown');
  const id = context.ids.next();
  const createdAt = context.clock.now();
  await context.db.transaction(async (db) => {
    const code = organisation?.code ?? null;
    const added = await insertOfficial(db, {
      ...{ id, name, organisation: code, personId, createdAt },
    });
    if (!added?.isAdded) throw new Refusal('official-known');
    const content = { official: id, organisation: code, roles: [] };
    const look = { act: 'identity.add-official', personId, content } as const;
    await writeAudit(db, [makeLookRecord(context, look)]);
  });
  return id;
}

/**
 * Ends an official of the own organisation for good. Refuses `official-unknown`, `role-ones-own`, and
 * `official-role-missing` who was an administrator when asking and is none any more.
 */
export async function endOwnOfficial(context: Context, officialId: string): Promise<void> {
  const asking = askingWithRole(context, ['administrator']);
  const organisationId = asking.organisation?.id ?? null;
  const own = await selectOwnOfficials(context.db, organisationId, OFFICIALS_MAX);
  if (!own.some(({ id }) => id === officialId)) throw new Refusal('official-unknown');
  if (asking.officialId === officialId) throw new Refusal('role-ones-own');
  await context.db.transaction(async (db) => {
    const day = rigaDay(context.clock.now());
    const administrators = await lockAdministrators(db, { organisationId, day });
    if (!administrators.some((one) => one.officialId === asking.officialId)) {
      throw new Refusal('official-role-missing', { roles: ['administrator'] });
    }
    await endOfficial({ ...context, db }, officialId);
  });
}
