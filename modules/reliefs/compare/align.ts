/** What became of the parts of a whole: pairs that belong together, and what stands alone. */
export interface Alignment<Part> {
  pairs: { before: Part; after: Part }[];
  removed: Part[];
  added: Part[];
}

/** Parts that are less alike than this have nothing to do with each other. */
const LIKENESS_LEAST = 0.5;

/**
 * Aligns parts by what they say, wherever they stand. Parts that are the same are left out; of the
 * others those are paired that are most alike.
 *
 * @param likeness from 0, nothing in common, to 1
 */
export function align<Part>(
  before: readonly Part[],
  after: readonly Part[],
  likeness: (one: Part, other: Part) => number,
): Alignment<Part> {
  const removed = [...before];
  const added: Part[] = [];
  for (const part of after) {
    const text = JSON.stringify(part);
    const same = removed.findIndex((one) => JSON.stringify(one) === text);
    if (same >= 0) removed.splice(same, 1);
    else added.push(part);
  }
  const candidates = removed
    .flatMap((one) => added.map((other) => ({ one, other, alike: likeness(one, other) })))
    .filter(({ alike }) => alike >= LIKENESS_LEAST)
    .sort((a, b) => b.alike - a.alike);
  const pairs: Alignment<Part>['pairs'] = [];
  for (const { one, other } of candidates) {
    if (!removed.includes(one) || !added.includes(other)) continue;
    removed.splice(removed.indexOf(one), 1);
    added.splice(added.indexOf(other), 1);
    pairs.push({ before: one, after: other });
  }
  return { pairs, removed, added };
}
