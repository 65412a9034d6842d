/** What a cell holds: a text in CSV; a workbook has types. A `Date` is a day or time without zone. */
export type Cell = WrittenCell | UnreadableCell;

/** What may be written. */
export type WrittenCell = PlainCell | WrittenNumber;

type PlainCell = string | number | boolean | Date | null;

/** A number of a workbook whose digits say more than its value: 12.50. */
export interface WrittenNumber {
  digits: string;
}

/** A cell of a workbook of which nothing could be read: an error, a formula without its result. */
export interface UnreadableCell {
  unreadable: true;
}

export function isUnreadable(cell: Cell): cell is UnreadableCell {
  return typeof cell === 'object' && cell !== null && 'unreadable' in cell;
}

export function isWrittenNumber(cell: Cell): cell is WrittenNumber {
  return typeof cell === 'object' && cell !== null && 'digits' in cell;
}

/** A cell of which the value alone counts; NaN, which fits nothing, when it could not be read. */
export function plainCell(cell: Cell): PlainCell {
  if (isUnreadable(cell)) return Number.NaN;
  return isWrittenNumber(cell) ? Number(cell.digits) : cell;
}

/** A row of a table, as it came. */
export interface TableRow {
  /** Where it begins: the line of a CSV file, the row of a sheet; from 1. */
  number: number;
  cells: Cell[];
  /** Why its cells are left out: it holds more than any record, or they cannot be told apart. */
  fault?: 'too long' | 'quotes wrong';
}
