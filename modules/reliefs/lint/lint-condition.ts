import type { Condition } from '../condition.ts';
import { canBe } from '../reasoning/can-be.ts';
import { SIGN_OF_OPPOSITE, SIGN_OTHERWISE, type Sign, type Signed } from '../reasoning/signed.ts';
import type { World } from '../reasoning/world.ts';
import type { ReliefPath } from '../text/relief-problem.ts';
import type { LintFinding } from './lint-finding.ts';

/** A condition, where it stands, and what else is asked of whoever is to meet it. */
export interface Asked {
  condition: Condition;
  path: ReliefPath;
  context: readonly Signed[];
}

/** What a condition as a whole, and each of its parts, can never be or always is. */
export function lintCondition(asked: Asked, world: World): LintFinding[] {
  const { condition, path, context } = asked;
  const part: Part = { ...asked, sign: 'yes' };
  const impossible = lintImpossible(part, world);
  if (impossible.length > 0) return impossible;
  if (isEverybody(condition)) return [];
  const cannotBe = (sign: Sign) => !canBe([...context, { sign, condition }], world);
  if (cannotBe('not-yes')) {
    const alone = !canBe([{ sign: 'not-yes', condition }], world);
    return [{ code: alone ? 'always-holds' : 'part-without-effect', path }];
  }
  const own: LintFinding[] = cannotBe('no') ? [{ code: 'never-refuses', path }] : [];
  return [...own, ...lintParts(part, world)];
}

/** The shortest way to say that everybody has a relief: `{ age: { from: 0 } }`. */
function isEverybody(condition: Condition): boolean {
  return JSON.stringify(condition) === JSON.stringify({ age: { from: 0 } });
}

/** A part, and what its verdict must be for the whole to hold. */
interface Part extends Asked {
  sign: Sign;
}

/** Findings when the part cannot be as it must; none when it can. */
function lintImpossible(part: Part, world: World): LintFinding[] {
  const { sign, condition, path, context } = part;
  const demand = { sign, condition };
  // What must not hold, and always does, is a part of a negation that changes nothing.
  if (sign === 'no') {
    return canBe([...context, demand], world) ? [] : [{ code: 'part-without-effect', path }];
  }
  if (!canBe([demand], world)) return lintContradiction(part, { world, code: 'never-holds' });
  if (!canBe([...context, demand], world)) return [{ code: 'part-unreachable', path }];
  const strict = { ...world, oneValue: true };
  if (!canBe([demand], strict)) {
    return lintContradiction(part, { world: strict, code: 'needs-two-values' });
  }
  return canBe([...context, demand], strict) ? [] : [{ code: 'needs-two-values', path }];
}

/** Where the contradiction is: in one part alone, between two of them, or in the whole. */
function lintContradiction(
  part: Part,
  { world, code }: { world: World; code: 'never-holds' | 'needs-two-values' },
): LintFinding[] {
  const where = whereOf(part);
  if (where && !canBe([demandOf(where)], world)) return lintContradiction(where, { world, code });
  const isWhole = 'not' in part.condition || 'of' in part.condition;
  const parts = isWhole ? undefined : partsOf(part);
  if (!parts) return [{ code, path: part.path }];
  const impossible = parts.filter((one) => !canBe([demandOf(one)], world));
  if (impossible.length > 0) {
    return impossible.flatMap((one) => lintContradiction(one, { world, code }));
  }
  for (const [position, one] of parts.entries()) {
    const against = parts
      .slice(0, position)
      .find((other) => !canBe([demandOf(one), demandOf(other)], world));
    if (against) return [{ code, path: one.path, other: against.path }];
  }
  return [{ code, path: part.path }];
}

/** What the parts are when the whole can be as it must. */
function lintParts(part: Part, world: World): LintFinding[] {
  const where = whereOf(part);
  if (where) {
    const impossible = lintImpossible(where, world);
    return impossible.length > 0 ? impossible : lintParts(where, world);
  }
  const parts = partsOf(part);
  if (!parts) return [];
  return isEach(part) ? lintEach(parts, world) : lintChoice(part, parts, world);
}

/** What is asked of related persons: a question of its own. */
function whereOf({ condition, path }: Part): Part | undefined {
  if (!('where' in condition) || !condition.where) return undefined;
  return { condition: condition.where, path: [...path, 'where'], context: [], sign: 'yes' };
}

/** Parts that all must be so: each with the others as its context. */
function lintEach(parts: readonly Part[], world: World): LintFinding[] {
  const findings: LintFinding[] = [];
  let kept = [...parts];
  for (const part of parts.toReversed()) {
    const others = kept.filter((one) => one !== part);
    const isImplied = isSuperfluous(part, others, { world, joint: 'each' });
    if (isImplied) {
      findings.push({ code: 'part-without-effect', path: part.path });
      kept = others;
    }
  }
  for (const part of kept) {
    const others = kept.filter((one) => one !== part).map(demandOf);
    findings.push(...lintParts({ ...part, context: [...part.context, ...others] }, world));
  }
  return findings;
}

/** Parts of which one is enough, or some are. */
function lintChoice(whole: Part, parts: readonly Part[], world: World): LintFinding[] {
  const findings: LintFinding[] = [];
  let kept: Part[] = [];
  const isCounted = 'of' in whole.condition;
  for (const part of parts) {
    const impossible = lintImpossible(part, world);
    if (impossible.length === 0) kept.push(part);
    // One of `of` that always holds has an effect in a negation too: it is counted.
    else if (!isCounted || part.sign === 'yes') findings.push(...impossible);
  }
  if (isCounted) return [...findings, ...lintPartsOf(kept, world)];
  // First what one other covers, so that it can be named; then what only others together cover.
  for (const isNamed of [true, false]) {
    for (const part of kept.toReversed()) {
      const others = kept.filter((one) => one !== part);
      const covers = (some: readonly Part[]) =>
        isSuperfluous(part, some, { world, joint: 'choice' });
      const single = isNamed ? others.find((one) => covers([one])) : undefined;
      if (isNamed ? !single : !covers(others)) continue;
      const other = single ? { other: single.path } : {};
      findings.push({ code: 'alternative-covered', path: part.path, ...other });
      kept = others;
    }
  }
  return [...findings, ...lintPartsOf(kept, world)];
}

function lintPartsOf(parts: readonly Part[], world: World): LintFinding[] {
  return parts.flatMap((part) => lintParts(part, world));
}

/**
 * Whether the verdict of the whole is the same without the part: of parts that must all be so,
 * another is never better than it; of a choice, it is never better than the others.
 */
function isSuperfluous(
  part: Part,
  others: readonly Part[],
  { world, joint }: { world: World; joint: 'each' | 'choice' },
): boolean {
  if (others.length === 0) return false;
  const softer: Sign = part.sign === 'yes' ? 'not-no' : 'not-yes';
  return [part.sign, softer].every((sign) => {
    const one: Sign = joint === 'each' ? SIGN_OTHERWISE[sign] : sign;
    const rest: Sign = joint === 'each' ? sign : SIGN_OTHERWISE[sign];
    const demands = others.map(({ condition }) => ({ sign: rest, condition }));
    return !canBe([...part.context, { sign: one, condition: part.condition }, ...demands], world);
  });
}

function demandOf({ sign, condition }: Part): Signed {
  return { sign, condition };
}

/** Whether all parts must be as demanded, not only some. */
function isEach({ sign, condition }: Part): boolean {
  if ('not' in condition) return true;
  return sign === 'yes' ? 'all' in condition : 'any' in condition;
}

/** The conditions that are joined, with what each must be; nothing for a leaf. */
function partsOf({ sign, condition, path, context }: Part): Part[] | undefined {
  if ('not' in condition) {
    const opposite = SIGN_OF_OPPOSITE[sign];
    return [{ sign: opposite, condition: condition.not, path: [...path, 'not'], context }];
  }
  const [joint, parts] = jointOf(condition);
  if (!parts) return undefined;
  return parts.map((one, position) => {
    return { sign, condition: one, path: [...path, joint, position], context };
  });
}

function jointOf(condition: Condition): [joint: string, parts?: readonly Condition[]] {
  if ('all' in condition) return ['all', condition.all];
  if ('any' in condition) return ['any', condition.any];
  return 'of' in condition ? ['of', condition.of] : [''];
}
