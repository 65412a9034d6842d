import type { Line } from '../../platform/text/split-lines.ts';
import type { Classifiers, FactKind } from '../classifiers/index.ts';
import { fitsKind } from '../persons/index.ts';
import { type ParsedRecord, parseLine } from './parse-record.ts';
import { type RecordReport, refuse } from './record-report.ts';
import type { StatedFact } from './register.ts';

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

/**
 * Why the facts of a record are refused, if they are: a kind that is not the register's, a value that
 * is not of its type, or a code that its classifier does not have.
 */
export function factFault(
  facts: readonly Pick<StatedFact, 'kind' | 'value'>[],
  about: { register: string; of: FactKind['of']; classifiers: Classifiers },
): string | undefined {
  for (const { kind: code, value } of facts) {
    const kind = about.classifiers.factKind(code);
    if (kind?.register !== about.register || kind.of !== about.of) return `${code}: unknown kind`;
    if (!fitsKind(kind, value)) return `${code}: the value does not fit the kind`;
    const { scheme } = kind;
    if (scheme && !about.classifiers.has(scheme, String(value))) return `${code}: unknown code`;
  }
  return undefined;
}
