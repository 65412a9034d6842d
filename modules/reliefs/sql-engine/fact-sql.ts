import type { FactKind } from '../../classifiers/fact-kind.ts';
import type { FactCondition } from '../condition.ts';
import { singleComparisons } from '../conditions/fact-verdict.ts';
import type { FactTest } from './fact-bits.ts';
import type { Scope } from './scope.ts';
import { UNKNOWN } from './sql-text.ts';
import { acceptedValues, firstFreshDay } from './values.ts';

/**
 * A fact of the person: yes when a current value passes, unknown when one is stale or nobody can tell
 * where the grantor is, and without any what absence means.
 */
export function factSql(condition: FactCondition, scope: Scope): string {
  const kind = scope.concepts.factKind(condition.fact);
  if (!kind) return UNKNOWN;
  const singles = singleComparisons(condition).map((single) => singleSql(single, kind, scope));
  if (singles.length === 1 && kind.absent === 'no') return singles[0] ?? 'false';
  const absent = kind.absent === 'no' ? 'false' : UNKNOWN;
  const isStated = has({ values: 'any' }, kind, scope);
  return `(case when ${isStated} then ${singles.join(' and ')} else ${absent} end)`;
}

/** Whether some current value passes. */
function has(test: FactTest, kind: FactKind, { profile }: Scope): string {
  return `get_bit(bits, ${profile.bits.bitOf(kind, test)}) = 1`;
}

/** One comparison; no when nothing is stated. */
function singleSql(condition: FactCondition, kind: FactKind, scope: Scope): string {
  const { notOlderThan, within } = condition;
  const { givenIn, placeColumn } = scope;
  const unknown: string[] = [];
  const isStated = has({ values: 'any' }, kind, scope);
  const fresh = notOlderThan && firstFreshDay(notOlderThan, scope.day);
  if (fresh) unknown.push(has({ values: 'any', begun: { below: fresh } }, kind, scope));
  if (within && givenIn.municipalityOf) unknown.push(`(${placeColumn} is null and ${isStated})`);
  else if (within && givenIn.territory === undefined) unknown.push(isStated);
  const passes = passesSql(condition, kind, { scope, fresh });
  if (unknown.length === 0) return `(${passes})`;
  return `(case when ${passes} then true when ${unknown.join(' or ')} then ${UNKNOWN}
    else false end)`;
}

function passesSql(
  condition: FactCondition,
  kind: FactKind,
  { scope, fresh }: { scope: Scope; fresh: string | undefined },
): string {
  const also = fresh ? { begun: { from: fresh } } : {};
  const accepted = acceptedValues(condition, kind, scope);
  if ('values' in accepted) return has({ values: accepted.values, ...also }, kind, scope);
  const { profile, placeColumn } = scope;
  const tests = accepted.valuesByPlace.map((values) => ({ values, ...also }));
  const base = profile.bits.rowOfBits(kind, tests);
  return `(${placeColumn} is not null and get_bit(bits, ${base} + ${placeColumn}) = 1)`;
}
