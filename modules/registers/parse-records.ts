import type { Line } from '../../platform/text/split-lines.ts';
import type { Classifiers } from '../classifiers/index.ts';
import { type ParsedRecord, parseLine } from './parse-record.ts';
import { type RecordReport, refuse } from './record-report.ts';
import type { PersonState } from './register.ts';

/** A record in its register's form, with the line it came from. */
export interface AcceptedRecord<State> {
  line: number;
  state: State;
}

interface Parsing<State> {
  report: RecordReport;
  parse: (record: unknown) => ParsedRecord<State>;
  /** A reason to refuse a record that is in form: a code that no classifier has. */
  fault: (state: State) => string | undefined;
  /** Notes that a record of this name stands in the file; false when one did before. */
  note: (state: State) => boolean;
}

/** Parses the lines of a batch; what is refused goes to the report. */
export function parseRecords<State>(
  lines: readonly Line[],
  { report, parse, fault, note }: Parsing<State>,
): AcceptedRecord<State>[] {
  const accepted: AcceptedRecord<State>[] = [];
  for (const line of lines) {
    const parsed = parseLine(line, parse);
    const reason = parsed.ok ? fault(parsed.state) : parsed.reason;
    if (!parsed.ok || reason !== undefined) {
      refuse(report, { line: line.number, reason: reason ?? 'refused' });
    } else if (note(parsed.state)) {
      accepted.push({ line: line.number, state: parsed.state });
    } else {
      refuse(report, { line: line.number, reason: 'stands twice: the first record counts' });
    }
  }
  return accepted;
}

/** The first fact whose code its classifier does not have. */
export function unknownCode(classifiers: Classifiers, state: PersonState): string | undefined {
  for (const { kind, value } of state.facts) {
    const scheme = classifiers.factKind(kind)?.scheme;
    if (scheme && !classifiers.has(scheme, String(value))) return `${kind}: unknown code`;
  }
  return undefined;
}
