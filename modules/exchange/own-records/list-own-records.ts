import { askingPerson } from '../../../platform/asking.ts';
import { makeAuditRecord, writeAudit } from '../../../platform/audit/index.ts';
import { rigaDay } from '../../../platform/clock/day.ts';
import type { Context } from '../../../platform/context.ts';
import { listPersonalCodes } from '../../persons/index.ts';
import { catalogueFields } from '../catalogue/catalogue-fields.ts';
import { type PublishedRow, selectPublished } from '../catalogue/sql/select-published.ts';
import { type Definition, isList } from '../definition.ts';
import { openRecord } from '../records/open-record.ts';
import { RecordReader } from '../records/record-reader.ts';
import type { OwnRecords } from './api.ts';
import { selectOwnRecords } from './sql/select-own-records.ts';

const PAGE = 100;
const RECORDS_MAX = 100;

/**
 * What published data sets hold about the asking person, or the one for whom they act, in whole: the right
 * of access of Article 15 of the General Data Protection Regulation. Found are the records that are kept
 * under the personal code, or a former one; one that names the person beside others, as a child's does
 * its parents, is kept under another's.
 *
 * A parent or guardian is not told what a data set keeps from them (`closedToRepresentatives`). Of a data
 * set with several versions the last that has something is told. Refuses with `person-unknown`.
 */
export async function listOwnRecords(context: Context): Promise<OwnRecords[]> {
  const personId = askingPerson(context);
  const codes = await listPersonalCodes(context, personId);
  const last = new Map<string, OwnRecords>();
  for await (const version of publishedAboutPersons(context)) {
    const found = await findOwn(context, version, codes);
    if (found) last.set(version.code, found);
  }
  const dataSets = [...last.values()];
  await writeAudit(context.db, [
    makeAuditRecord(context, {
      act: 'exchange.list-own-records',
      subjectPersonId: personId,
      content: { dataSets: dataSets.map(({ dataSet }) => `${dataSet.code}@${dataSet.version}`) },
    }),
  ]);
  return dataSets;
}

/** In the order of codes and versions. */
async function* publishedAboutPersons({ db, clock, actor }: Context): AsyncGenerator<PublishedRow> {
  const byLaw = actor.kind === 'recipient' && actor.acting?.mandateIds.length === 0;
  const asked = { today: rigaDay(clock.now()), search: '', name: null, limit: PAGE };
  for (let after: PublishedRow | null | undefined = null; after !== undefined; ) {
    const page: PublishedRow[] = await selectPublished(db, { ...asked, after });
    yield* page.filter(
      ({ definition }) =>
        isKeptByPerson(definition) && !(byLaw && definition.closedToRepresentatives),
    );
    after = page.length === PAGE ? page.at(-1) : undefined;
  }
}

/** Whether a personal code alone finds the records of a person. */
function isKeptByPerson({ key, lookup, fields, sources }: Definition): boolean {
  const [first, ...rest] = lookup ?? key;
  const field = fields.find(({ name }) => name === first);
  if (sources || rest.length > 0 || !field || isList(field)) return false;
  return field.type === 'personal-code';
}

async function findOwn(
  context: Context,
  version: PublishedRow,
  personalCodes: readonly string[],
): Promise<OwnRecords | undefined> {
  const { id: versionId, code, source, definition } = version;
  const reader = new RecordReader(version, context);
  const hashes = personalCodes.flatMap((one) => {
    const found = reader.readKey({ [definition.key[0] ?? '']: one });
    // An identifier from abroad is no personal code, and no register keeps anything under it.
    if ('problems' in found) return [];
    return 'keyHash' in found ? found.keyHash : found.lookupHash;
  });
  const by = definition.lookup ? 'lookup' : 'key';
  const limit = RECORDS_MAX + 1;
  const rows = await selectOwnRecords(context.db, { versionId, by, hashes, limit });
  if (rows.length === 0) return undefined;
  const { name, legalBasis = null, updates = null } = definition;
  return {
    dataSet: { code, version: version.version, name },
    ...{ source, legalBasis, updates },
    fields: catalogueFields(definition).map(({ path, type, comment }) => ({ path, type, comment })),
    records: rows.slice(0, RECORDS_MAX).map((row) => ({
      changedAt: row.changedAt.toISOString(),
      record: JSON.parse(openRecord(context.keys, row)),
    })),
    hasMore: rows.length > RECORDS_MAX,
  };
}
