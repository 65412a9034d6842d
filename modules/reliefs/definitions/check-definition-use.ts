import { nearestWord } from '../../../platform/text/near-miss.ts';
import type { Condition } from '../condition.ts';
import type { ReliefFinding } from '../text/relief-problem.ts';
import { type ConditionPlace, conditionsIn } from './condition-walk.ts';
import type { Definition } from './definition.ts';

/** At most so many codes are listed when none is near. */
const LISTED_MAX = 20;

/** Definitions that are named and not known, and those that ask too far about related persons. */
export function checkDefinitionUse(
  places: Iterable<ConditionPlace>,
  definitions: readonly Definition[],
): ReliefFinding[] {
  const known = new Map(definitions.map((one) => [one.code, one]));
  const findings: ReliefFinding[] = [];
  for (const { condition, path, ofRelated } of places) {
    if (!('definition' in condition)) continue;
    const found = condition.definition;
    const place = [...path, 'definition'];
    const definition = known.get(found);
    if (!definition) {
      const codes = [...known.keys()].sort();
      const expected = codes.length <= LISTED_MAX ? codes : undefined;
      const suggestion = nearestWord(found, codes);
      findings.push({ code: 'definition-unknown', path: place, found, expected, suggestion });
    } else if (ofRelated && asksRelated(definition, known)) {
      findings.push({ code: 'relation-too-far', path: place, found });
    }
  }
  return findings;
}

/** Whether a definition, or one that it names, asks about related persons. */
function asksRelated(
  definition: Definition,
  known: ReadonlyMap<string, Definition>,
  seen = new Set<string>(),
): boolean {
  if (seen.has(definition.code)) return false;
  seen.add(definition.code);
  const conditions = definition.versions.flatMap(({ condition }) => [
    ...conditionsIn(condition, []),
  ]);
  return conditions.some(({ condition }) => {
    if ('related' in condition || 'count' in condition || 'sum' in condition) return true;
    if (!('definition' in condition)) return false;
    const inner = known.get(condition.definition);
    return inner !== undefined && asksRelated(inner, known, seen);
  });
}

/** The codes of the definitions that a condition names itself. */
export function definitionsNamed(condition: Condition): Set<string> {
  const named = new Set<string>();
  for (const { condition: one } of conditionsIn(condition, [])) {
    if ('definition' in one) named.add(one.definition);
  }
  return named;
}
