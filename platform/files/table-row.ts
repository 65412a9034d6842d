/** What a cell holds: a text in CSV; a workbook has types. A `Date` is a day or time without zone. */
export type Cell = PlainCell | WrittenNumber;

type PlainCell = string | number | boolean | Date | null;

/** A number of a workbook whose digits say more than its value: 12.50. */
export interface WrittenNumber {
  digits: string;
}

export function isWrittenNumber(cell: Cell): cell is WrittenNumber {
  return typeof cell === 'object' && cell !== null && 'digits' in cell;
}

/** A cell of which the value alone counts. */
export function plainCell(cell: Cell): PlainCell {
  return isWrittenNumber(cell) ? Number(cell.digits) : cell;
}

/** A row of a table, as it came. */
export interface TableRow {
  /** Where it begins: the line of a CSV file, the row of a sheet; from 1. */
  number: number;
  cells: Cell[];
  /** It holds more than any record: its cells are left out. */
  isTooLong?: true;
}
