import { Refusal } from '../../../platform/errors/refusal.ts';
import { withSentences } from './record-problem.ts';
import type { KeyHash, RecordReader } from './record-reader.ts';

/**
 * The keyed hashes of keys that were asked for, in their order. Refuses with `record-keys-wrong`, which
 * tells the problems of each key with its place.
 */
export function readKeys(reader: RecordReader, keys: readonly unknown[]): KeyHash[] {
  const read = keys.map((key) => reader.readKey(key));
  const problems = read.flatMap((one, place) =>
    'problems' in one
      ? one.problems.map((problem) => ({ key: place, ...withSentences(problem) }))
      : [],
  );
  if (problems.length > 0) throw new Refusal('record-keys-wrong', { problems });
  return read.flatMap((one) => ('problems' in one ? [] : [one]));
}
