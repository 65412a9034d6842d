import type { RecordReport } from './record-report.ts';

/** What came of loading one register. */
export interface RegisterReport extends RecordReport {
  register: string;
  /** There was no file: nothing is known to have changed. */
  missing: boolean;
  persons: { added: number; changed: number };
  facts: { added: number; superseded: number };
  /** Rows of relations, households and organisations that were written. */
  otherRows: number;
  /** Relations to people whom the population register does not know: left out. */
  unknownRelated: number;
}

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
