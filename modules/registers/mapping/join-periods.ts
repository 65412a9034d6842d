import type { StatedFact } from './meaning.ts';

/** Neighbouring or overlapping periods of one kind and value become one. */
export function joinPeriods(facts: readonly StatedFact[]): StatedFact[] {
  if (facts.length < 2) return [...facts];
  const sorted = [...facts].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  const last = new Map<string, StatedFact>();
  const joined: StatedFact[] = [];
  for (const fact of sorted) {
    const name = `${fact.kind} ${fact.value}`;
    const before = last.get(name);
    if (before && (before.to === null || fact.from <= before.to)) {
      if (before.to !== null && (fact.to === null || fact.to > before.to)) before.to = fact.to;
      continue;
    }
    const own = { ...fact };
    last.set(name, own);
    joined.push(own);
  }
  return joined;
}
