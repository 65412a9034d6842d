import { isBroken } from '../../../../platform/files/decode-text.ts';
import { type Cell, isUnreadable, type TableRow } from '../../../../platform/files/table-row.ts';
import type { Line } from '../../../../platform/text/split-lines.ts';
import type { Definition } from '../../definition.ts';
import type { UploadMode } from '../read-change.ts';
import { CHANGE_COLUMN, type Column, readHeading } from './read-heading.ts';
import { valueOfCell } from './value-of-cell.ts';

const FAULTS = { 'too long': 'line too long', 'quotes wrong': 'quotes wrong' } as const;

/**
 * The rows of a table as lines of an upload: what a sender of JSON would have sent for them. So what
 * holds for lines holds for rows: they are checked, quarantined, mended and replayed as JSON.
 *
 * Refuses like `readHeading`, when the first row comes.
 */
export async function* linesOfTable(
  rows: AsyncIterable<TableRow>,
  definition: Definition,
  mode: UploadMode,
): AsyncGenerator<Line> {
  let columns: Column[] | undefined;
  for await (const { number, cells, fault } of rows) {
    if (columns && fault) yield { number, text: '', fault: FAULTS[fault] };
    else if (!columns) columns = readHeading(definition, withoutEmptyEnd(cells), mode);
    else yield lineOfRow({ number, cells }, columns, { definition, mode });
  }
  // A file of nothing at all has no heading either.
  if (!columns) readHeading(definition, [], mode);
}

function lineOfRow(
  { number, cells }: TableRow,
  columns: readonly Column[],
  { definition, mode }: { definition: Definition; mode: UploadMode },
): Line {
  if (cells.some((cell) => typeof cell === 'string' && isBroken(cell))) {
    return { number, text: '', fault: 'not in its encoding' };
  }
  const record: Record<string, unknown> = {};
  let change: Cell = null;
  columns.forEach((column, index) => {
    const cell = cells[index] ?? null;
    if (column === CHANGE_COLUMN) change = cell;
    else {
      const value = valueOfCell(column, cell);
      if (value !== undefined) record[column.name] = value;
    }
  });
  const value = mode === 'snapshot' ? record : changeOf(record, change, definition);
  const text = JSON.stringify(value);
  const fits = withoutEmptyEnd(cells).length <= columns.length;
  if (!fits) return { number, text, fault: 'more cells than columns' };
  const unreadable = columns.flatMap((column, index) =>
    isUnreadable(cells[index] ?? null) ? [column === CHANGE_COLUMN ? column : column.name] : [],
  );
  return unreadable.length > 0 ? { number, text, unreadable } : { number, text };
}

function changeOf(
  record: Record<string, unknown>,
  change: Cell,
  { key, recordVersion }: Definition,
): Record<string, unknown> {
  const said = isUnreadable(change) ? 'unreadable' : change;
  const word = said === null || said === '' ? 'upsert' : String(said).trim();
  if (word !== 'delete') return { [word]: record };
  const named = recordVersion ? [...key, recordVersion] : key;
  const kept = named.filter((name) => name in record).map((name) => [name, record[name]]);
  return { delete: Object.fromEntries(kept) };
}

/** Spreadsheets write empty cells after the last one that is not. */
function withoutEmptyEnd(cells: readonly Cell[]): readonly Cell[] {
  const last = cells.findLastIndex((cell) => cell !== null && cell !== '');
  return cells.slice(0, last + 1);
}
