import { makeAuditRecord, writeAudit } from '../../../platform/audit/index.ts';
import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { getFilledVersion } from '../data-sets/get-version.ts';
import { openRecord } from '../records/open-record.ts';
import { readKeys } from '../records/read-keys.ts';
import { type ReadRecord, RecordReader } from '../records/record-reader.ts';
import { type ChangeRow, changeRows, copyChanges } from '../records/sql/copy-changes.ts';
import { type Head, lockHead } from '../records/sql/lock-head.ts';
import { updateHead } from '../records/sql/update-head.ts';
import { updateRecords } from '../records/sql/update-records.ts';
import type { Version, VersionName } from '../version.ts';
import { eraseQuarantined, eraseSpooled } from './erase-sent.ts';
import { ErasedKeys } from './erased-keys.ts';
import { demandNamesNobody, type ErasureGrounds } from './erasure-grounds.ts';
import { eraseChanges } from './sql/erase-changes.ts';
import { insertErasures } from './sql/insert-erasures.ts';
import { type ErasableRow, selectErasable } from './sql/select-erasable.ts';
import { selectRowFields } from './sql/select-row-fields.ts';

const RECORDS_MAX = 10_000;

export interface Erasure extends ErasureGrounds {
  /** Whole keys, or lookups: then all records that begin with them. */
  keys: readonly unknown[];
}

/** How much was erased, and nothing of what. */
export interface Erased {
  records: number;
  /** Changes of the log that lost their content. */
  changes: number;
  quarantined: number;
  /** Lines of uploads that wait for their end. */
  lines: number;
}

/**
 * Erases what is and was known of records: their state, every change of them in the log, what was
 * refused or waits in an upload. Positions stay: an erased change has no content, and one at the head
 * tells subscribers the key (`forgetErased` ends that). Done again, it finds nothing more. What is
 * sent again afterwards is taken as new, unless its version is not a later one.
 *
 * Refuses like `getFilledVersion`, with `record-keys-wrong`, `lookup-too-wide`, `data-set-busy`, and
 * `erasure-names-person` when the legal basis holds a personal code.
 */
export async function eraseRecords(
  context: Context,
  name: VersionName,
  { keys, ...grounds }: Erasure,
): Promise<Erased> {
  const version = await getFilledVersion(context, name);
  demandNamesNobody(grounds);
  return await context.db.transaction(async (db) => {
    const inside = { ...context, db };
    const head = await lockHead(db, version);
    const erased = await new Eraser(inside, version, head).erase(keys);
    await writeAudit(db, [
      makeAuditRecord(context, {
        act: 'exchange.erase-records',
        organisationId: version.organisationId,
        content: { dataSet: version.code, version: version.version, ...grounds, ...erased },
      }),
    ]);
    return erased;
  });
}

class Eraser {
  private readonly context: Context;
  private readonly version: Version;
  private readonly head: Head;
  private readonly reader: RecordReader;

  constructor(context: Context, version: Version, head: Head) {
    this.context = context;
    this.version = version;
    this.head = head;
    this.reader = new RecordReader(version, context);
  }

  async erase(keys: readonly unknown[]): Promise<Erased> {
    const { context, version } = this;
    const { db } = context;
    const read = readKeys(this.reader, keys);
    const hashes = {
      keys: read.flatMap((one) => ('keyHash' in one ? [one.keyHash] : [])),
      lookups: read.flatMap((one) => ('lookupHash' in one ? [one.lookupHash] : [])),
    };
    const erasedKeys = new ErasedKeys(
      { reader: this.reader, definition: version.definition },
      hashes,
    );
    for (const key of keys) erasedKeys.look(key as Record<string, unknown>);
    const rows = await this.find(hashes);
    const known = rows.flatMap((row) => {
      const record = this.open(row);
      if (!record) return [];
      erasedKeys.look(record);
      return [{ row, record }];
    });
    const rowFields = await selectRowFields(db, version.id);
    const notices = known.map(({ row, record }) => this.notice(row, record, rowFields));
    const changes = await eraseChanges(
      db,
      version.id,
      known.map(({ row }) => row.position),
    );
    await this.tell(notices);
    return {
      records: known.length,
      changes,
      quarantined: await eraseQuarantined(context, version.id, erasedKeys),
      lines: await eraseSpooled(context, version.id, erasedKeys),
    };
  }

  private async find(hashes: { keys: Buffer[]; lookups: Buffer[] }): Promise<ErasableRow[]> {
    const rows = await selectErasable(this.context.db, {
      versionId: this.version.id,
      keyHashes: hashes.keys,
      lookupHashes: hashes.lookups,
      limit: RECORDS_MAX + 1,
    });
    if (rows.length > RECORDS_MAX) {
      throw new Refusal('lookup-too-wide', { recordsMax: RECORDS_MAX });
    }
    return [...new Map(rows.map((row) => [row.position, row])).values()];
  }

  /** Undefined: it was erased before, so that nothing is left of it. */
  private open({ isErased, content, sealed }: ErasableRow): Record<string, unknown> | undefined {
    if (isErased || content === null) return undefined;
    return JSON.parse(openRecord(this.context.keys, { content, sealed }));
  }

  /**
   * The change that tells the key, as that of a deletion does. Of what the record was it has only that
   * by which those who see some rows alone are told.
   */
  private notice(
    row: ErasableRow,
    record: Record<string, unknown>,
    rowFields: ReadonlySet<string>,
  ): Notice {
    const { key, recordVersion } = this.version.definition;
    const named = recordVersion ? [...key, recordVersion] : key;
    const reading = this.reader.readDeletion(
      Object.fromEntries(named.map((name) => [name, record[name]])),
    );
    if ('problems' in reading) throw new Error('A held record cannot be read.');
    const open = Object.entries(JSON.parse(row.content ?? '{}') as Record<string, unknown>);
    const kept = row.isHeld ? open.filter(([name]) => rowFields.has(name)) : [];
    const former = kept.length > 0 ? JSON.stringify(Object.fromEntries(kept)) : null;
    return { row, deletion: reading.record, former };
  }

  private async tell(notices: readonly Notice[]): Promise<void> {
    if (notices.length === 0) return;
    const { context, version, head } = this;
    const { db, keys, clock } = context;
    const erasedAt = clock.now();
    const first = head.position + 1;
    const rows = notices.map(({ row, deletion, former }, index): ChangeRow => {
      const { keyHash, content, personal } = deletion;
      const sealed = personal === null ? null : keys.encrypt(personal);
      const what = { position: first + index, kind: 'erased' as const, keyHash, content, sealed };
      return { ...what, former, before: row.position };
    });
    await copyChanges(db, [changeRows({ versionId: version.id, recordedAt: erasedAt }, rows)]);
    const records = notices.map(({ row, deletion }, index) => ({
      ...deletion,
      ...{ position: first + index, recordVersion: row.recordVersion, sealed: null },
    }));
    await updateRecords(db, { versionId: version.id, changedAt: erasedAt }, records);
    const positions = rows.map(({ position }) => position);
    await insertErasures(db, { versionId: version.id, positions, erasedAt });
    head.position += rows.length;
    head.records -= notices.filter(({ row }) => row.isHeld).length;
    await updateHead(db, version.id, head);
  }
}

interface Notice {
  row: ErasableRow;
  deletion: ReadRecord;
  former: string | null;
}
