/** A record that was not stored: where it stands and why, without repeating what it says. */
export interface RefusedRecord {
  line: number;
  reason: string;
}

/** What came of reading a file of records. */
export interface RecordReport {
  records: number;
  refused: number;
  /** The first refused records, at most 100. */
  refusals: RefusedRecord[];
}

const REFUSALS_SHOWN_MAX = 100;

/** Counts a refused record, and keeps it when it is among the first. */
export function refuse(report: RecordReport, record: RefusedRecord): void {
  report.refused += 1;
  if (report.refusals.length < REFUSALS_SHOWN_MAX) report.refusals.push(record);
}
