import type { Day } from '../../../platform/clock/day.ts';
import type { Condition, FactCondition } from '../condition.ts';
import { partsOf } from './mentions.ts';
import type { Concepts } from './subject.ts';

/** By which vocabulary a condition is asked, and where its grantor gives. */
interface Place {
  concepts: Concepts;
  territory: string | undefined;
}

type SchemeCode = readonly [scheme: string, code: string];

/** What the codes that a condition names stand for since a day, sorted. */
export interface CodesSince {
  from: Day;
  codes: readonly (readonly string[])[];
}

/** Earlier than any concept came into use. */
const BEGINNING = '0001-01-01';

const known = new WeakMap<Concepts, WeakMap<Condition, Map<string, CodesSince[]>>>();

/**
 * What the codes of a condition stand for, from one day on which that changes to the next. Verdicts about
 * the same facts change with it, and with nothing else in the vocabulary but kinds of facts. The
 * condition is looked through once for each territory.
 */
export function codesOverTime(condition: Condition, place: Place): readonly CodesSince[] {
  const { concepts, territory = '' } = place;
  const ofConcepts = known.get(concepts) ?? new WeakMap<Condition, Map<string, CodesSince[]>>();
  known.set(concepts, ofConcepts);
  const ofCondition = ofConcepts.get(condition) ?? new Map<string, CodesSince[]>();
  ofConcepts.set(condition, ofCondition);
  const found =
    ofCondition.get(territory) ?? stoodForOverTime([...namedCodes(condition, place)], concepts);
  ofCondition.set(territory, found);
  return found;
}

/** The same of some codes, each with the scheme that says what it stands for. */
export function stoodForOverTime(asked: readonly SchemeCode[], concepts: Concepts): CodesSince[] {
  const found: CodesSince[] = [];
  for (const from of [BEGINNING, ...concepts.turns]) {
    const on = concepts.on(from);
    const codes = asked.map(([scheme, code]) => [code, ...[...on.codesOf(scheme, code)].sort()]);
    if (JSON.stringify(found.at(-1)?.codes) !== JSON.stringify(codes)) found.push({ from, codes });
  }
  return found;
}

/** The codes that are asked for, with the schemes that say what they stand for. */
function* namedCodes(condition: Condition, place: Place): Generator<SchemeCode> {
  for (const { fact, is, in: some = [], hasAll = [], within } of factsAskedIn(condition)) {
    const scheme = place.concepts.factKind(fact)?.scheme;
    if (scheme === undefined) continue;
    const codes = [...(typeof is === 'string' ? [is] : []), ...some, ...hasAll];
    if (within && place.territory !== undefined) codes.push(place.territory);
    for (const code of codes) yield [scheme, code];
  }
}

/** Also those of related persons, of past days, and of every version of a definition. */
function* factsAskedIn(condition: Condition): Generator<FactCondition> {
  if ('fact' in condition) yield condition;
  else if ('held' in condition) {
    if ('fact' in condition.held) yield condition.held;
  } else if ('where' in condition && condition.where) yield* factsAskedIn(condition.where);
  else for (const part of partsOf(condition)) yield* factsAskedIn(part);
}
