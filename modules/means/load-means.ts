import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { makeAuditRecord, writeAudit } from '../../platform/audit/index.ts';
import { type Day, rigaDateTime } from '../../platform/clock/day.ts';
import { DayText } from '../../platform/clock/day-text.ts';
import type { Context } from '../../platform/context.ts';
import { Refusal } from '../../platform/errors/refusal.ts';
import { readClassifiers } from '../classifiers/index.ts';
import { findPersonsByCode, listOrganisations, parsePersonalCode } from '../persons/index.ts';
import { type Line, readLines } from '../registers/index.ts';
import { ONE_TIME_CODE } from './means.ts';
import { meansRowOf, refusalOf } from './register-means.ts';
import { insertMeans, type MeansRow } from './sql/insert-means.ts';
import { listHoldersByHash } from './sql/list-holders-by-hash.ts';

/** A means as its issuer holds it: one line of `issuers/means.ndjson`. */
const MeansRecord = z.strictObject({
  personalCode: z.string(),
  kind: z.string(),
  value: z.string(),
  /** Code of the organisation that issued it. */
  issuer: z.string().nullable().optional(),
  validFrom: DayText,
  validTo: DayText.nullable().optional(),
});
type MeansRecord = z.output<typeof MeansRecord>;

/** What came of a file of means. Refusals name the line and a reason, never the value. */
export interface MeansReport {
  records: number;
  added: number;
  refused: number;
  /** The first refused records, at most 100. */
  refusals: { line: number; reason: string }[];
}

const BATCH_RECORDS = 2_000;
const REFUSALS_SHOWN_MAX = 100;
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
  const refuse = (line: number, reason: string) => {
    report.refused += 1;
    if (report.refusals.length < REFUSALS_SHOWN_MAX) report.refusals.push({ line, reason });
  };
  report.records += lines.length;
  const parsed: { line: number; record: MeansRecord }[] = [];
  for (const line of lines) {
    const outcome = parseLine(line, known);
    if (typeof outcome === 'string') refuse(line.number, outcome);
    else parsed.push({ line: line.number, record: outcome });
  }
  const codes = parsed.map(({ record }) => record.personalCode);
  const persons = await findPersonsByCode(context, codes);
  const rows = new Map<number, MeansRow>();
  for (const { line, record } of parsed) {
    const personId = persons.get(record.personalCode);
    if (personId) rows.set(line, rowOf(context, { record, personId, known }));
    else refuse(line, 'personalCode: unknown person');
  }
  await context.db.transaction(async (db) => {
    const stored = [...rows.values()];
    const added = await insertMeans(db, stored);
    const holders = await listHoldersByHash(db, stored);
    for (const [line, row] of rows) {
      if (holders.get(row.valueHash)?.personId !== row.personId) {
        refuse(line, 'value: held by another person');
      }
    }
    report.added += added.length;
    if (added.length === 0) return;
    await writeAudit(db, [
      makeAuditRecord(context, { act: 'means.load', content: { means: added } }),
    ]);
  });
}

/** The record, or why it is refused. */
function parseLine(line: Line, known: Known): MeansRecord | string {
  if (line.fault) return line.fault;
  let content: unknown;
  try {
    content = JSON.parse(line.text);
  } catch {
    return 'not JSON';
  }
  const parsed = MeansRecord.safeParse(content);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return `${issue?.path.join('.') || 'record'}: ${issue?.code ?? 'wrong'}`;
  }
  const { kind, value, issuer, validFrom, validTo } = parsed.data;
  if (!known.hasKind(kind)) return 'kind: unknown code';
  if (issuer && !known.issuers.has(issuer)) return 'issuer: unknown organisation';
  if (validTo && validTo <= validFrom) return 'validTo: not after validFrom';
  const personalCode = readPersonalCode(parsed.data.personalCode);
  if (!personalCode) return 'personalCode: malformed';
  return refusalOf(value) ?? { ...parsed.data, personalCode };
}

function readPersonalCode(text: string): string | undefined {
  try {
    return parsePersonalCode(text).code;
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
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
