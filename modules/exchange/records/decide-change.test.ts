import { expect, test } from 'vitest';
import { decideChange } from './decide-change.ts';

const A = 'content a';
const B = 'content b';
const GONE = null;

/** Content, version of the sender, since when it holds. */
type State = [content: string | null, version?: number | null, validFrom?: number | null];

const CASES: [name: string, held: State | undefined, given: State, decision: string][] = [
  ['the first', undefined, [A], 'new'],
  ['the same again', [A], [A], 'unchanged'],
  ['other content', [A], [B], 'changed'],
  ['a deletion', [A], [GONE], 'deleted'],
  ['a deletion again', [GONE], [GONE], 'unchanged'],
  ['a deletion of what never was', undefined, [GONE], 'unchanged'],
  ['what comes back', [GONE], [A], 'new'],
  ['other content from a later day', [A, null, 10], [B, null, 11], 'changed'],
  ['other content from the same day', [A, null, 10], [B, null, 10], 'corrected'],
  ['other content from an earlier day', [A, null, 10], [B, null, 9], 'corrected'],
  ['a later version', [A, 1], [B, 2], 'changed'],
  ['an earlier version', [A, 2], [B, 1], 'late'],
  ['an earlier version with the same content', [A, 2], [A, 1], 'late'],
  ['the same version again', [A, 2], [A, 2], 'unchanged'],
  ['other content under the same version', [A, 2], [B, 2], 'version-repeated'],
  ['a deletion of the version held', [A, 2], [GONE, 2], 'deleted'],
  ['a deletion of an earlier version', [A, 2], [GONE, 1], 'late'],
  ['a deletion that comes before what it deletes', undefined, [GONE, 5], 'deleted'],
  ['what was deleted before it came', [GONE, 5], [A, 4], 'late'],
  ['the version that was deleted', [GONE, 5], [A, 5], 'late'],
  ['a later version after a deletion', [GONE, 5], [A, 6], 'new'],
  ['a later deletion after a deletion', [GONE, 5], [GONE, 8], 'deleted'],
  ['a removal without a version', [A, 5], [GONE, null], 'deleted'],
];

function state([contentHash, recordVersion = null, validFrom = null]: State) {
  return { contentHash, recordVersion, validFrom };
}

test.each(CASES)('%s', (_name, held, given, decision) => {
  expect(decideChange(held && state(held), state(given))).toBe(decision);
});
