import { makeAuditRecord, writeAudit } from '../../../platform/audit/index.ts';
import { rigaDay } from '../../../platform/clock/day.ts';
import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import type { FollowedRecord } from '../../exchange/index.ts';
import { findPersonsNamed, listOrganisations } from '../../persons/index.ts';
import { type CatalogueRelief, readCatalogue } from '../../reliefs/index.ts';
import { reliefKind } from '../following/changed-person.ts';
import { noteChangedPersons } from '../following/note-changed-persons.ts';
import { requireSolePayer } from '../grants/propose-grant.ts';
import {
  type GrantChange,
  type StatedGrantRow,
  upsertStatedGrants,
} from './sql/upsert-stated-grants.ts';
import { withdrawStatedGrants } from './sql/withdraw-stated-grants.ts';
import { StatedGrant, type StatementFault } from './statement-source.ts';

/**
 * Makes grants of the grantor from records of its system: a record that is gone ends its grant today.
 * Only of its own reliefs, which it pays alone. What cannot be followed comes back.
 */
export async function followGrants(
  context: Context,
  grantorId: string,
  records: readonly FollowedRecord[],
): Promise<StatementFault[]> {
  const grantor = (await listOrganisations(context)).find(({ id }) => id === grantorId);
  const reliefs = new Map((await readCatalogue(context)).map((one) => [one.code, one]));
  const stated = records.flatMap(({ record }) => StatedGrant.safeParse(record).data ?? []);
  const persons = await findPersonsNamed(
    context,
    stated.map(({ personalCode }) => personalCode),
  );
  const faults: StatementFault[] = [];
  const rows: StatedGrantRow[] = [];
  const known: Known = { context, grantor: grantor?.code ?? '', reliefs, persons };
  for (const { keyHash, position, record } of records) {
    if (record === null) continue;
    try {
      rows.push({ keyHash, ...readGrant(record, known) });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      faults.push({ keyHash, position, code: error.code, details: error.details });
    }
  }
  await write(context, grantorId, { rows, records, reliefs: [...reliefs.values()] });
  return faults;
}

interface Known {
  context: Context;
  grantor: string;
  reliefs: ReadonlyMap<string, CatalogueRelief>;
  persons: ReadonlyMap<string, string>;
}

function readGrant(
  record: Record<string, unknown>,
  { context, grantor, reliefs, persons }: Known,
): Omit<StatedGrantRow, 'keyHash'> {
  const { success, data } = StatedGrant.safeParse(record);
  if (!success) throw new Refusal('statement-malformed');
  const { relief: code, from, to = null, reason, personalCode } = data;
  const relief = reliefs.get(code);
  if (!relief) throw new Refusal('relief-unknown', { relief: code });
  requireSolePayer(relief, grantor);
  if (to !== null && to <= from) throw new Refusal('grant-period-wrong');
  const personId = persons.get(personalCode);
  if (!personId) throw new Refusal('person-unknown');
  const reasonEncrypted = context.keys.encrypt(reason);
  const { reliefId } = relief;
  return { id: context.ids.next(), personId, reliefId, from, to, reasonEncrypted };
}

async function write(
  context: Context,
  grantorId: string,
  {
    rows,
    records,
    reliefs,
  }: {
    rows: readonly StatedGrantRow[];
    records: readonly FollowedRecord[];
    reliefs: readonly CatalogueRelief[];
  },
): Promise<void> {
  const { db, clock } = context;
  const at = clock.now();
  const gone = records.flatMap(({ record, keyHash }) => (record === null ? [keyHash] : []));
  const stated = await upsertStatedGrants(db, { grantorId, at }, rows);
  const ended = await withdrawStatedGrants(db, { grantorId, at, on: rigaDay(at) }, gone);
  const codes = new Map(reliefs.map(({ reliefId, code }) => [reliefId, code]));
  const recordOf = (act: string) => (change: GrantChange) =>
    makeAuditRecord(context, {
      act,
      subjectPersonId: change.personId,
      organisationId: grantorId,
      content: { grant: change.id, relief: codes.get(change.reliefId) },
    });
  await writeAudit(db, [
    ...stated.map(recordOf('entitlements.state-grant')),
    ...ended.map(recordOf('entitlements.end-stated-grant')),
  ]);
  await noteChangedPersons(
    context,
    [...stated, ...ended].map(({ personId, reliefId }) => ({
      personId,
      kinds: [reliefKind(codes.get(reliefId) ?? '')],
    })),
  );
}
