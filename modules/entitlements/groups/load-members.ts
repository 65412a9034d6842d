import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { DayText } from '../../../platform/clock/day-text.ts';
import type { Context } from '../../../platform/context.ts';
import type { Line } from '../../../platform/text/split-lines.ts';
import { findPersonsNamed } from '../../persons/index.ts';
import {
  EMPTY_PERIOD,
  PersonalCodeText,
  parseLine,
  parseRecord,
  type RecordReport,
  readLines,
  refuse,
} from '../../registers/index.ts';
import { addRecipientGroups } from './add-recipient-groups.ts';
import { insertMembers, type MemberRow } from './sql/insert-members.ts';
import { type Group, listGroups } from './sql/list-groups.ts';

/** The groups, as `issuers/groups.json` states them. */
const GroupRecords = z.array(
  z.strictObject({
    code: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
    grantor: z.string(),
    name: z.strictObject({ lv: z.string().min(1), en: z.string().min(1) }),
  }),
);

/** A member as the group's keeper holds them: one line of `issuers/members.ndjson`. */
const MemberRecord = z
  .strictObject({
    personalCode: PersonalCodeText,
    group: z.string(),
    validFrom: DayText,
    validTo: DayText.nullable().default(null),
    consentAt: z.iso.datetime({ offset: true }),
  })
  .refine(({ validFrom, validTo }) => validTo === null || validFrom < validTo, EMPTY_PERIOD);

/** What came of a file of members. Refusals name the line and a reason, never the person. */
export interface MembersReport extends RecordReport {
  added: number;
}

const BATCH_RECORDS = 2_000;

/**
 * Loads recipient groups and their members from `<folder>/issuers/`. A bad record is reported and the
 * others are stored; loading the same again changes nothing. Entitlements are recomputed afterwards.
 */
export async function loadMembers(context: Context, folder: string): Promise<MembersReport> {
  const report: MembersReport = { records: 0, added: 0, refused: 0, refusals: [] };
  const stated = join(folder, 'issuers', 'groups.json');
  if (existsSync(stated)) {
    const records = GroupRecords.parse(JSON.parse(readFileSync(stated, 'utf8')));
    await addRecipientGroups(context, records);
  }
  const members = join(folder, 'issuers', 'members.ndjson');
  if (!existsSync(members)) return report;
  const groups = await listGroups(context.db);
  for await (const { lines } of readLines(members, BATCH_RECORDS)) {
    await loadBatch(context, { lines, groups, report });
  }
  return report;
}

interface Batch {
  lines: readonly Line[];
  groups: ReadonlyMap<string, Group>;
  report: MembersReport;
}

async function loadBatch(context: Context, { lines, groups, report }: Batch): Promise<void> {
  report.records += lines.length;
  const parsed: { line: number; record: z.output<typeof MemberRecord> }[] = [];
  for (const line of lines) {
    const outcome = parseLine(line, (record) => parseRecord(MemberRecord, record));
    if (outcome.ok) parsed.push({ line: line.number, record: outcome.state });
    else refuse(report, { line: line.number, reason: outcome.reason });
  }
  const codes = parsed.map(({ record }) => record.personalCode);
  const persons = await findPersonsNamed(context, codes);
  const rows: MemberRow[] = [];
  for (const { line, record } of parsed) {
    const personId = persons.get(record.personalCode);
    const groupId = groups.get(record.group)?.id;
    if (!personId) refuse(report, { line, reason: 'personalCode: unknown person' });
    else if (!groupId) refuse(report, { line, reason: 'group: unknown group' });
    else {
      const { validFrom: from, validTo: to, consentAt } = record;
      rows.push({ personId, groupId, from, to, consentAt: new Date(consentAt) });
    }
  }
  report.added += await insertMembers(context.db, rows);
}
