import type { Context } from '../../../platform/context.ts';
import { AGE_BANDS, type DraftCount, type Grounds } from '../../entitlements/index.ts';
import { readPersonFacts } from '../../persons/index.ts';
import { resolveGrantor } from '../../reliefs/conditions/givings.ts';
import { explainCondition } from '../../reliefs/explain-condition.ts';
import {
  askedReasonOf,
  type CodeNames,
  type ProposedRelief,
  type Reason,
} from '../../reliefs/index.ts';
import { changesTo } from './edge.ts';

/** What a draft does to a person. */
export const OUTCOMES = ['gains', 'loses', 'unknown', 'has-not', 'keeps'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Somebody near the edge of a draft: nobody's name, id, day or place. */
export interface Example {
  outcome: Outcome;
  /** At how many places of the condition it would have to come out otherwise. */
  changes: number;
  ageFrom: number;
  /** Null in the last band. */
  ageBelow: number | null;
  /** What was asked, with its verdicts; not what is known of the person. */
  why: Reason;
}

const EXAMPLES_MAX = 10;
/** So many of one outcome at first; what is left of ten goes to whoever is nearest. */
const OF_EACH_MAX = 3;
const READ_OF_EACH_MAX = 200;

/**
 * At most ten persons nearest to the edge, of different outcomes. They are looked for among those of
 * whom there are most.
 */
export async function chooseExamples(
  context: Context,
  proposed: ProposedRelief,
  { counts, grounds, names }: { counts: readonly DraftCount[]; grounds: Grounds; names: CodeNames },
): Promise<Example[]> {
  const candidates = OUTCOMES.flatMap((outcome) =>
    counts
      .filter((count) => outcomeOf(count) === outcome)
      .sort((a, b) => b.persons - a.persons)
      .slice(0, READ_OF_EACH_MAX)
      .map((count) => ({ outcome, count })),
  );
  const ids = candidates.map(({ count }) => count.example);
  const persons = new Map(
    (await readPersonFacts(context, ids)).map((person) => [person.personId, person]),
  );
  const { day, grantor: of, instruction } = proposed;
  const { grantors } = grounds;
  const concepts = grounds.concepts.on(day);
  const found = candidates.flatMap(({ outcome, count }) => {
    const person = persons.get(count.example);
    if (!person) return [];
    const grantorTerritory = resolveGrantor(of, { person, day, grantors })?.territory;
    const subject = { person, day, concepts, grantorTerritory };
    const explanation = explainCondition(instruction.who, subject);
    const turned = outcome === 'gains' || outcome === 'keeps' ? 'no' : 'yes';
    const changes = changesTo(turned, explanation);
    const ageBelow = AGE_BANDS.find((from) => from > count.ageFrom) ?? null;
    const why = askedReasonOf(explanation, names);
    return [{ outcome, changes, ageFrom: count.ageFrom, ageBelow, why }];
  });
  return nearest(found);
}

function outcomeOf({ verdict, given, held }: DraftCount): Outcome {
  if (given) return held ? 'keeps' : 'gains';
  if (held) return 'loses';
  return verdict === 'unknown' ? 'unknown' : 'has-not';
}

/** Those nearest to the edge, each once: what is told of two persons may be the same. */
function nearest(found: readonly Example[]): Example[] {
  const different = new Map(found.map((example) => [JSON.stringify(example), example]));
  const sorted = [...different.values()].sort(
    (a, b) => a.changes - b.changes || OUTCOMES.indexOf(a.outcome) - OUTCOMES.indexOf(b.outcome),
  );
  const chosen = OUTCOMES.flatMap((outcome) =>
    sorted.filter((one) => one.outcome === outcome).slice(0, OF_EACH_MAX),
  ).slice(0, EXAMPLES_MAX);
  const others = sorted.filter((one) => !chosen.includes(one));
  return [...chosen, ...others.slice(0, EXAMPLES_MAX - chosen.length)];
}
