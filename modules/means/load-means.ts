import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { makeAuditRecord, writeAudit } from '../../platform/audit/index.ts';
import { type Day, rigaDateTime } from '../../platform/clock/day.ts';
import { DayText } from '../../platform/clock/day-text.ts';
import type { Context } from '../../platform/context.ts';
import type { Line } from '../../platform/text/split-lines.ts';
import { readClassifiers } from '../classifiers/index.ts';
import { findPersonsNamed, listOrganisations } from '../persons/index.ts';
import {
  EMPTY_PERIOD,
  PersonalCodeText,
  parseLine,
  parseRecord,
  type RecordReport,
  readLines,
  refuse,
} from '../registers/index.ts';
import { ONE_TIME_CODE } from './means.ts';
import { meansRowOf, refusalOf } from './register-means.ts';
import { insertMeans, type MeansRow } from './sql/insert-means.ts';
import { listHoldersByHash } from './sql/list-holders-by-hash.ts';

/** A means as its issuer holds it: one line of `issuers/means.ndjson`. */
const MeansRecord = z
  .strictObject({
    personalCode: PersonalCodeText,
    kind: z.string(),
    value: z.string(),
    /** Code of the organisation that issued it. */
    issuer: z.string().nullable().default(null),
    validFrom: DayText,
    validTo: DayText.nullable().default(null),
  })
  .refine(({ validFrom, validTo }) => validTo === null || validFrom < validTo, EMPTY_PERIOD);
type MeansRecord = z.output<typeof MeansRecord>;

/** What came of a file of means. Refusals name the line and a reason, never the value. */
export interface MeansReport extends RecordReport {
  added: number;
}

const BATCH_RECORDS = 2_000;
const HOUR_MS = 3_600_000;

/**
 * Loads the means that issuers state in `<folder>/issuers/means.ndjson`, a batch at a time. A bad
 * record is reported and the others are stored; loading the same again changes nothing.
 */
export async function loadMeans(context: Context, folder: string): Promise<MeansReport> {
  const report: MeansReport = { records: 0, added: 0, refused: 0, refusals: [] };
  const path = join(folder, 'issuers', 'means.ndjson');
  if (!existsSync(path)) return report;
  const classifiers = await readClassifiers(context);
  const organisations = await listOrganisations(context);
  const known: Known = {
    hasKind: (kind) => kind !== ONE_TIME_CODE && classifiers.has('means-kinds', kind),
    issuers: new Map(organisations.map(({ code, id }) => [code, id])),
  };
  for await (const { lines } of readLines(path, BATCH_RECORDS)) {
    await loadBatch(context, { lines, known, report });
  }
  return report;
}

interface Known {
  hasKind(kind: string): boolean;
  issuers: ReadonlyMap<string, string>;
}

interface Batch {
  lines: readonly Line[];
  known: Known;
  report: MeansReport;
}

async function loadBatch(context: Context, { lines, known, report }: Batch): Promise<void> {
  report.records += lines.length;
  const parsed: { line: number; record: MeansRecord }[] = [];
  for (const line of lines) {
    const { number } = line;
    const outcome = parseLine(line, (record) => parseRecord(MeansRecord, record));
    const reason = outcome.ok ? faultOf(outcome.state, known) : outcome.reason;
    if (outcome.ok && reason === undefined) parsed.push({ line: number, record: outcome.state });
    else refuse(report, { line: number, reason: reason ?? 'refused' });
  }
  const codes = parsed.map(({ record }) => record.personalCode);
  const persons = await findPersonsNamed(context, codes);
  const rows = new Map<number, MeansRow>();
  for (const { line, record } of parsed) {
    const personId = persons.get(record.personalCode);
    if (personId) rows.set(line, rowOf(context, { record, personId, known }));
    else refuse(report, { line, reason: 'personalCode: unknown person' });
  }
  await context.db.transaction(async (db) => {
    const stored = [...rows.values()];
    const added = await insertMeans(db, stored);
    const holders = await listHoldersByHash(db, stored);
    for (const [line, row] of rows) {
      if (holders.get(row.valueHash)?.personId !== row.personId) {
        refuse(report, { line, reason: 'value: held by another person' });
      }
    }
    report.added += added.length;
    if (added.length === 0) return;
    await writeAudit(db, [
      makeAuditRecord(context, { act: 'means.load', content: { means: added } }),
    ]);
  });
}

/** Why a record that is in form is refused. */
function faultOf({ kind, issuer, value }: MeansRecord, known: Known): string | undefined {
  if (!known.hasKind(kind)) return 'kind: unknown code';
  if (issuer && !known.issuers.has(issuer)) return 'issuer: unknown organisation';
  return refusalOf(value);
}

interface RowSource {
  record: MeansRecord;
  personId: string;
  known: Known;
}

function rowOf(context: Context, { record, personId, known }: RowSource): MeansRow {
  return meansRowOf(context, {
    personId,
    kind: record.kind,
    value: record.value,
    issuerId: record.issuer ? (known.issuers.get(record.issuer) ?? null) : null,
    validFrom: startOf(record.validFrom),
    validTo: record.validTo ? startOf(record.validTo) : null,
  });
}

/** The instant at which a day begins in Riga, which is two or three hours ahead of UTC. */
function startOf(day: Day): Date {
  const utc = Date.parse(`${day}T00:00:00Z`);
  const summer = new Date(utc - 3 * HOUR_MS);
  return rigaDateTime(summer).day === day ? summer : new Date(utc - 2 * HOUR_MS);
}
