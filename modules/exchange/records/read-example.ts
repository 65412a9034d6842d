import { openKeyring } from '../../../platform/keys/keyring.ts';
import type { Definition } from '../definition.ts';
import type { RecordProblem } from './record-problem.ts';
import { RecordReader } from './record-reader.ts';

/** Nothing that it hashes is kept. */
const KEYS = openKeyring(Buffer.alloc(32));

/**
 * Reads a record as the data set of a definition would take it, without keeping it: for those who
 * write examples. Of what is wrong, everything is told.
 */
export function readExample(
  definition: Definition,
  value: unknown,
): { record: Record<string, unknown> } | { problems: RecordProblem[] } {
  const clock = { now: () => new Date('9999-01-01') };
  const reading = new RecordReader({ id: 0, definition }, { keys: KEYS, clock }).read(value);
  if ('problems' in reading) return reading;
  const { content, personal } = reading.record;
  return { record: { ...JSON.parse(content), ...JSON.parse(personal ?? '{}') } };
}
