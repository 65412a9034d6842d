import { type Day, isDay } from '../../../platform/clock/day.ts';
import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import type { FileForm } from '../../../platform/files/file-form.ts';
import { readTable } from '../../../platform/files/read-table.ts';
import { type Cell, plainCell, type TableRow } from '../../../platform/files/table-row.ts';
import { findPersonsNamed, parsePersonalCode } from '../../persons/index.ts';
import type { RowProblem } from './member-list.ts';

export interface MemberRow {
  personId: string;
  from: Day;
  to: Day | null;
}

const ROWS_MAX = 200_000;
const BATCH_ROWS = 2_000;

/** Names that a column may have; the days may be left out, as a whole or in a row. */
const COLUMNS = {
  code: ['personalCode', 'personas kods'],
  from: ['from', 'no'],
  to: ['to', 'līdz'],
} as const;

type Columns = Record<keyof typeof COLUMNS, number>;

/**
 * Reads a list: a row for each member, with the first day (today when empty) and the first day on
 * which they are none. Rows are good or refused one by one.
 *
 * Refuses as `readTable`, and with `list-heading-wrong` and `list-too-long`.
 */
export async function readMemberRows(
  context: Context,
  chunks: AsyncIterable<Buffer>,
  { form, today }: { form: FileForm; today: Day },
): Promise<{ rows: MemberRow[]; problems: RowProblem[] }> {
  const reading = new Reading(context, today);
  let columns: Columns | undefined;
  for await (const row of readTable(chunks, form)) {
    if (columns) await reading.take(row, columns);
    else columns = readHeading(row.cells);
  }
  if (!columns) throw new Refusal('list-heading-wrong');
  await reading.flush();
  return { rows: [...reading.rows.values()], problems: reading.problems };
}

function readHeading(cells: readonly Cell[]): Columns {
  const names = cells.map((cell) =>
    String(cell ?? '')
      .trim()
      .toLowerCase(),
  );
  const place = (of: readonly string[]) =>
    names.findIndex((name) => of.some((one) => one.toLowerCase() === name));
  const columns = { code: place(COLUMNS.code), from: place(COLUMNS.from), to: place(COLUMNS.to) };
  if (columns.code < 0) throw new Refusal('list-heading-wrong');
  return columns;
}

interface Parsed {
  row: number;
  code: string;
  from: Day;
  to: Day | null;
}

class Reading {
  readonly rows = new Map<string, MemberRow>();
  readonly problems: RowProblem[] = [];
  private readonly context: Context;
  private readonly today: Day;
  private batch: Parsed[] = [];
  private count = 0;

  constructor(context: Context, today: Day) {
    this.context = context;
    this.today = today;
  }

  async take(row: TableRow, columns: Columns): Promise<void> {
    this.count += 1;
    if (this.count > ROWS_MAX) throw new Refusal('list-too-long', { rows: ROWS_MAX });
    const parsed = this.parse(row, columns);
    if ('problem' in parsed) this.problems.push({ row: row.number, code: parsed.problem });
    else this.batch.push(parsed);
    if (this.batch.length >= BATCH_ROWS) await this.flush();
  }

  async flush(): Promise<void> {
    const known = await findPersonsNamed(
      this.context,
      this.batch.map(({ code }) => code),
    );
    for (const { row, code, from, to } of this.batch) {
      const personId = known.get(code);
      if (!personId) this.problems.push({ row, code: 'person-unknown' });
      else if (this.rows.has(personId)) this.problems.push({ row, code: 'person-twice' });
      else this.rows.set(personId, { personId, from, to });
    }
    this.batch = [];
  }

  private parse(
    { number, cells }: TableRow,
    columns: Columns,
  ): Parsed | { problem: RowProblem['code'] } {
    const code = readCode(plainCell(cells[columns.code] ?? null));
    if (code === undefined) return { problem: 'personal-code-malformed' };
    const from = readDay(cells[columns.from] ?? null);
    const to = readDay(cells[columns.to] ?? null);
    if (from === undefined || to === undefined) return { problem: 'day-malformed' };
    const begin = from ?? this.today;
    if (to !== null && to <= begin) return { problem: 'period-empty' };
    return { row: number, code, from: begin, to };
  }
}

/** A sheet that took a code for a number has dropped its leading zeros. */
function readCode(cell: Cell): string | undefined {
  const text =
    typeof cell === 'number' ? String(cell).padStart(11, '0') : String(cell ?? '').trim();
  try {
    return parsePersonalCode(text).code;
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

/** `2026-03-11`, `11.03.2026` or a date of a sheet; null: nothing is said; undefined: no day. */
function readDay(cell: Cell): Day | null | undefined {
  if (cell === null || cell === '') return null;
  if (cell instanceof Date)
    return Number.isNaN(cell.getTime()) ? undefined : cell.toISOString().slice(0, 10);
  const text = String(cell).trim();
  if (text === '') return null;
  const [, day = '', month = '', year] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})\.?$/.exec(text) ?? [];
  const written = year ? `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}` : text;
  return isDay(written) ? written : undefined;
}
