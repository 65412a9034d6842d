import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { DayText } from '../../platform/clock/day-text.ts';
import type { Context } from '../../platform/context.ts';
import { findPersonsByCode } from '../persons/index.ts';
import { type Line, readLines } from '../registers/index.ts';
import { addRecipientGroups } from './add-recipient-groups.ts';
import { insertMembers, type MemberRow } from './sql/insert-members.ts';
import { selectGroupIds } from './sql/select-group-ids.ts';

/** The groups, as `issuers/groups.json` states them. */
const GroupRecords = z.array(
  z.strictObject({
    code: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
    grantor: z.string(),
    name: z.strictObject({ lv: z.string().min(1), en: z.string().min(1) }),
  }),
);

/** A member as the group's keeper holds them: one line of `issuers/members.ndjson`. */
const MemberRecord = z.strictObject({
  personalCode: z.string(),
  group: z.string(),
  validFrom: DayText,
  validTo: DayText.nullable().optional(),
  consentAt: z.iso.datetime({ offset: true }),
});

/** What came of a file of members. Refusals name the line and a reason, never the person. */
export interface MembersReport {
  records: number;
  added: number;
  refused: number;
  /** The first refused records, at most 100. */
  refusals: { line: number; reason: string }[];
}

const BATCH_RECORDS = 2_000;
const REFUSALS_SHOWN_MAX = 100;

/**
 * Loads recipient groups and their members from `<folder>/issuers/`. A bad record is reported and the
 * others are stored; loading the same again changes nothing. Entitlements are recomputed afterwards.
 */
export async function loadMembers(context: Context, folder: string): Promise<MembersReport> {
  const report: MembersReport = { records: 0, added: 0, refused: 0, refusals: [] };
  const groups = join(folder, 'issuers', 'groups.json');
  if (existsSync(groups)) {
    const records = GroupRecords.parse(JSON.parse(readFileSync(groups, 'utf8')));
    await addRecipientGroups(context, records);
  }
  const members = join(folder, 'issuers', 'members.ndjson');
  if (!existsSync(members)) return report;
  const groupIds = await selectGroupIds(context.db);
  for await (const { lines } of readLines(members, BATCH_RECORDS)) {
    await loadBatch(context, { lines, groupIds, report });
  }
  return report;
}

interface Batch {
  lines: readonly Line[];
  groupIds: ReadonlyMap<string, string>;
  report: MembersReport;
}

async function loadBatch(context: Context, { lines, groupIds, report }: Batch): Promise<void> {
  const refuse = (line: number, reason: string) => {
    report.refused += 1;
    if (report.refusals.length < REFUSALS_SHOWN_MAX) report.refusals.push({ line, reason });
  };
  report.records += lines.length;
  const parsed: { line: number; record: z.output<typeof MemberRecord> }[] = [];
  for (const line of lines) {
    const record = parseLine(line);
    if (record) parsed.push({ line: line.number, record });
    else refuse(line.number, 'not a record of a member');
  }
  const codes = parsed.map(({ record }) => record.personalCode);
  const persons = await findPersonsByCode(context, codes);
  const rows: MemberRow[] = [];
  for (const { line, record } of parsed) {
    const personId = persons.get(record.personalCode);
    const groupId = groupIds.get(record.group);
    if (!personId) refuse(line, 'personalCode: unknown person');
    else if (!groupId) refuse(line, 'group: unknown group');
    else {
      const { validFrom: from, validTo: to = null, consentAt } = record;
      rows.push({ personId, groupId, from, to, consentAt: new Date(consentAt) });
    }
  }
  report.added += await insertMembers(context.db, rows);
}

function parseLine(line: Line): z.output<typeof MemberRecord> | undefined {
  try {
    const parsed = MemberRecord.safeParse(JSON.parse(line.text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
