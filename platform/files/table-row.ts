/** What a cell holds: a text in CSV; a workbook has types. A `Date` is a day or time without zone. */
export type Cell = string | number | boolean | Date | null;

/** A row of a table, as it came. */
export interface TableRow {
  /** Where it begins: the line of a CSV file, the row of a sheet; from 1. */
  number: number;
  cells: Cell[];
}
