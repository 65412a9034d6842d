import { nearestWord } from '../../../platform/text/near-miss.ts';
import { FACT_KINDS, type FactKind } from '../../persons/fact-kinds.ts';
import type { Condition, FactCondition } from '../condition.ts';
import { partsOf } from '../verdict-timeline.ts';
import { checkCode, type KnownCodes } from './known-codes.ts';
import type { ReliefFinding, ReliefPath } from './relief-problem.ts';

/** What cannot be right in a condition whose form is right. */
export function checkCondition(
  condition: Condition,
  path: ReliefPath,
  codes: KnownCodes,
): ReliefFinding[] {
  if ('fact' in condition) return checkFact(condition, path, codes);
  if ('group' in condition) return [];
  if ('age' in condition) {
    const { from, below } = condition.age;
    if (from === undefined && below === undefined) {
      return [{ code: 'comparison-missing', path: [...path, 'age'], expected: ['from', 'below'] }];
    }
    return checkBounds(condition.age, [...path, 'age']);
  }
  if ('related' in condition || 'count' in condition) {
    return checkRelated(condition, path, codes);
  }
  const findings: ReliefFinding[] = [];
  if ('atLeast' in condition && condition.atLeast > condition.of.length) {
    const found = String(condition.atLeast);
    findings.push({ code: 'condition-never-holds', path: [...path, 'atLeast'], found });
  }
  const joint = 'atLeast' in condition ? 'of' : (Object.keys(condition)[0] ?? '');
  partsOf(condition).forEach((part, position) => {
    const below = joint === 'not' ? [...path, joint] : [...path, joint, position];
    findings.push(...checkCondition(part, below, codes));
  });
  return findings;
}

function checkRelated(
  condition: Extract<Condition, { where: Condition }>,
  path: ReliefPath,
  codes: KnownCodes,
): ReliefFinding[] {
  const findings: ReliefFinding[] = [];
  if ('count' in condition) {
    if (condition.from === undefined && condition.below === undefined) {
      findings.push({ code: 'count-without-bound', path: [...path, 'count'] });
    }
    findings.push(...checkBounds(condition, path));
  }
  const where = [...path, 'where'];
  if (asksRelated(condition.where)) findings.push({ code: 'relation-too-far', path: where });
  else findings.push(...checkCondition(condition.where, where, codes));
  return findings;
}

function asksRelated(condition: Condition): boolean {
  return 'where' in condition || partsOf(condition).some(asksRelated);
}

function checkBounds(
  bounds: { from?: number | undefined; to?: number | undefined; below?: number | undefined },
  path: ReliefPath,
): ReliefFinding[] {
  const { from, to, below } = bounds;
  if (from === undefined) return [];
  if (below !== undefined && from >= below) {
    return [{ code: 'condition-never-holds', path: [...path, 'below'], found: String(below) }];
  }
  if (to === undefined || from <= to) return [];
  return [{ code: 'condition-never-holds', path: [...path, 'to'], found: String(to) }];
}

const COMPARISONS = ['is', 'in', 'within', 'from', 'to', 'below'] as const;

function checkFact(condition: FactCondition, path: ReliefPath, codes: KnownCodes): ReliefFinding[] {
  const kind = FACT_KINDS.find(({ code }) => code === condition.fact);
  if (!kind) return [unknownFact(condition.fact, [...path, 'fact'])];
  const stated = COMPARISONS.filter((comparison) => condition[comparison] !== undefined);
  if (stated.length === 0) return [{ code: 'comparison-missing', path: [...path, 'fact'] }];
  const fitting = COMPARISONS_OF[kind.type];
  const findings: ReliefFinding[] = [];
  for (const comparison of stated) {
    const isRightValue =
      comparison !== 'is' || (typeof condition.is === 'boolean') === (kind.type === 'boolean');
    if (fitting.includes(comparison) && isRightValue) continue;
    findings.push({
      code: 'comparison-unfit',
      path: [...path, comparison],
      atKey: true,
      found: comparison,
      expected: fitting,
    });
  }
  if (findings.length > 0) return findings;
  if (condition.within && kind.scheme !== 'territories') {
    findings.push({ code: 'fact-not-a-territory', path: [...path, 'within'], found: kind.code });
  }
  if (kind.scheme) {
    const { scheme } = kind;
    if (typeof condition.is === 'string') {
      findings.push(...checkCode({ scheme, code: condition.is, path: [...path, 'is'] }, codes));
    }
    condition.in?.forEach((code, position) => {
      findings.push(...checkCode({ scheme, code, path: [...path, 'in', position] }, codes));
    });
  }
  return [...findings, ...checkBounds(condition, path)];
}

const COMPARISONS_OF: Readonly<Record<FactKind['type'], readonly string[]>> = {
  code: ['is', 'in', 'within'],
  boolean: ['is'],
  integer: ['from', 'to', 'below'],
  money: ['from', 'to', 'below'],
  date: [],
};

export function unknownFact(fact: string, path: ReliefPath): ReliefFinding {
  const known = FACT_KINDS.map(({ code }) => code);
  const suggestion = nearestWord(fact, known);
  return { code: 'fact-unknown', path, found: fact, expected: known, suggestion };
}
