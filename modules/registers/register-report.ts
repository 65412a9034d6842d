/** A record that was not stored: where it stands and why, without repeating what it says. */
export interface RefusedRecord {
  line: number;
  reason: string;
}

/** What came of loading one register. */
export interface RegisterReport {
  register: string;
  /** There was no file: nothing is known to have changed. */
  missing: boolean;
  records: number;
  refused: number;
  /** The first refused records, at most 100. */
  refusals: RefusedRecord[];
  persons: { added: number; changed: number };
  facts: { added: number; superseded: number };
  /** Rows of relations, households and organisations that were written. */
  otherRows: number;
  /** Relations to people whom the population register does not know: left out. */
  unknownRelated: number;
}

const REFUSALS_SHOWN_MAX = 100;

export function emptyReport(register: string): RegisterReport {
  return {
    register,
    missing: false,
    records: 0,
    refused: 0,
    refusals: [],
    persons: { added: 0, changed: 0 },
    facts: { added: 0, superseded: 0 },
    otherRows: 0,
    unknownRelated: 0,
  };
}

export function refuse(report: RegisterReport, record: RefusedRecord): void {
  report.refused += 1;
  if (report.refusals.length < REFUSALS_SHOWN_MAX) report.refusals.push(record);
}
