import { type Box, meetBoxes, withoutBoxes } from './boxes.ts';
import type { Counted, Literal } from './literal.ts';
import { BIRTH, isPossibleMoment } from './moments.ts';
import type { Scope } from './scope.ts';
import { agree, SIGN_OTHERWISE } from './signed.ts';
import { meetSpans, type Spans, singleNumbers } from './spans.ts';

type Of<Sort extends Literal['sort']> = Extract<Literal, { sort: Sort }>;

/** Whether the last of the literals cannot be so together with the others of its family. */
export function isContradiction(literals: readonly Literal[], scope: Scope): boolean {
  const last = literals.at(-1);
  if (!last) return false;
  const family = literals.filter((one) => one.sort === last.sort && one.family === last.family);
  switch (last.sort) {
    case 'atom':
      return (family as Of<'atom'>[]).some(({ sign }) => !agree(sign, last.sign));
    case 'fact':
      return isFactContradiction(last.kind, family as Of<'fact'>[], scope);
    case 'birth':
      return isBirthContradiction(family as Of<'birth'>[], scope);
    case 'related':
      return isCountContradiction(family as Of<'related'>[], scope);
    case 'sum': {
      const sums = (family as Of<'sum'>[]).map(({ within }) => within);
      return sums.reduce(meetSpans, NOT_NEGATIVE).length === 0;
    }
  }
}

/** No register states a number below zero. */
const NOT_NEGATIVE: Spans = [[0, Number.POSITIVE_INFINITY]];

/** One value must be in each box that has one, and outside all that have none. */
function isFactContradiction(code: string, family: readonly Of<'fact'>[], scope: Scope): boolean {
  const kind = scope.world.concepts.factKind(code);
  const wanted = family.flatMap(({ has }) => (has ? [has] : []));
  const excluded = family.flatMap(({ none }) => (none ? [none] : []));
  const isStated = wanted.length > 0 || family.some((one) => one.isStated === true);
  if (isStated && family.some((one) => one.isStated === false)) return true;
  if (!isStated) return false;
  const any: Box = new Map([
    ['within', singleNumbers([0, 1])],
    ['number', kind?.type === 'boolean' ? singleNumbers([0, 1]) : NOT_NEGATIVE],
  ]);
  const isFree = (box: Box | undefined) =>
    box !== undefined &&
    withoutBoxes(box, excluded).some((one) => isPossibleMoment(one, scope.world.days));
  if (scope.world.oneValue && kind?.type !== 'codes') return !isFree(meetAll(any, wanted));
  return ![new Map(), ...wanted].every((box) => isFree(meetBoxes(any, box)));
}

function isBirthContradiction(family: readonly Of<'birth'>[], { world }: Scope): boolean {
  const within = meetAll(
    BIRTH,
    family.flatMap((one) => (one.within ? [one.within] : [])),
  );
  if (!within) return true;
  const outside = family.flatMap((one) => (one.outside ? [one.outside] : []));
  return !withoutBoxes(within, outside).some((box) => isPossibleMoment(box, world.days));
}

function meetAll(first: Box, others: readonly Box[]): Box | undefined {
  return others.reduce<Box | undefined>((met, box) => met && meetBoxes(met, box), first);
}

/** At least so many are as nobody can be, or they are all among those of whom there are fewer. */
function isCountContradiction(family: readonly Of<'related'>[], scope: Scope): boolean {
  for (const { counted, least = 0 } of family) {
    if (least === 0) continue;
    if (!scope.canBe([counted.signed])) return true;
    for (const { counted: limit, most } of family) {
      if (most === undefined) continue;
      // Where only the first counts the person too, one of the counted may be that person.
      const others = counted.self && !limit.self ? least - 1 : least;
      if (others > most && isAmong(counted, limit, scope)) return true;
    }
  }
  return false;
}

/** Whether everybody who is counted first is counted by the limit too. */
function isAmong({ signed }: Counted, limit: Counted, scope: Scope): boolean {
  const sign = SIGN_OTHERWISE[limit.signed.sign];
  return !scope.canBe([signed, { sign, condition: limit.signed.condition }]);
}
