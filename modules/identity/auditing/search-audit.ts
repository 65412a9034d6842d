import { askingWithRole } from '../../../platform/asking.ts';
import {
  type ReadAuditRecord,
  selectAuditRecords,
  writeAudit,
} from '../../../platform/audit/index.ts';
import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { findPersonByCode, makeLookRecord } from '../../persons/index.ts';

export interface AuditQuestion {
  from: Date;
  until: Date;
  /** About whom: by code, or by id. */
  person?: { code: string } | { id: string } | undefined;
  actorId?: string | undefined;
  act?: string | undefined;
  requestId?: string | undefined;
  before?: { at: Date; id: string } | undefined;
  limit: number;
}

const DAY_MS = 86_400_000;
/** Neither a person nor an actor is named: no index but that of time serves it. */
const OPEN_PERIOD_MS = DAY_MS;
const NAMED_PERIOD_MS = 3_660 * DAY_MS;

/**
 * Records of the audit, newest first, for an auditor: those of the own organisation, or all of them
 * for an auditor of the operator. That it was searched, and for whom, is a record itself.
 *
 * Refuses `official-role-missing`, `audit-period-wrong`, `audit-period-too-long` and a code that cannot
 * be one.
 */
export async function searchAudit(
  context: Context,
  question: AuditQuestion,
): Promise<ReadAuditRecord[]> {
  const { organisation } = askingWithRole(context, ['auditor']);
  const { from, until, person, ...rest } = question;
  checkPeriod(question);
  const personId = person && (await idOf(context, person));
  return await context.db.transaction(async (db) => {
    const organisationId = organisation?.id ?? null;
    const search = { from, until, subjectPersonId: personId, organisationId, ...rest };
    const found = person && !personId ? [] : await selectAuditRecords(db, search);
    await writeAudit(db, [
      makeLookRecord(context, {
        act: 'identity.search-audit',
        personId,
        content: {
          ...{ from, until, actorId: rest.actorId, act: rest.act, requestId: rest.requestId },
          ...{ page: rest.before?.id, records: found.length },
          ...(person && !personId ? { person: 'unknown' } : {}),
        },
      }),
    ]);
    return found;
  });
}

function checkPeriod({ from, until, person, actorId }: AuditQuestion): void {
  const length = until.getTime() - from.getTime();
  if (length <= 0) throw new Refusal('audit-period-wrong');
  const longest = person || actorId ? NAMED_PERIOD_MS : OPEN_PERIOD_MS;
  if (length > longest) throw new Refusal('audit-period-too-long', { days: longest / DAY_MS });
}

async function idOf(
  context: Context,
  person: { code: string } | { id: string },
): Promise<string | undefined> {
  return 'id' in person ? person.id : await findPersonByCode(context, person.code);
}
