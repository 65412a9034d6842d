import { nearestWord } from '../../../platform/text/near-miss.ts';
import type { FactKind } from '../../classifiers/fact-kind.ts';
import type { FactCondition } from '../condition.ts';
import { checkCode, type KnownCodes } from './known-codes.ts';
import type { ReliefFinding, ReliefPath } from './relief-problem.ts';

const COMPARISONS = ['is', 'in', 'hasAll', 'within', 'from', 'to', 'below', 'elapsed'] as const;

const COMPARISONS_OF: Readonly<Record<FactKind['type'], readonly string[]>> = {
  code: ['is', 'in', 'within'],
  codes: ['is', 'in', 'hasAll', 'within'],
  boolean: ['is'],
  integer: ['from', 'to', 'below'],
  money: ['from', 'to', 'below'],
  date: ['from', 'to', 'below', 'elapsed'],
};

/** A fact that no register states, and comparisons that do not fit it. */
export function checkFact(
  condition: FactCondition,
  path: ReliefPath,
  codes: KnownCodes,
): ReliefFinding[] {
  const kind = getKnownKind(condition.fact, [...path, 'fact'], codes);
  if ('finding' in kind) return [kind.finding];
  const stated = COMPARISONS.filter((comparison) => condition[comparison] !== undefined);
  if (stated.length === 0) return [{ code: 'comparison-missing', path: [...path, 'fact'] }];
  const fitting = COMPARISONS_OF[kind.type];
  const unfit = stated.filter(
    (comparison) => !fitting.includes(comparison) || !isOfType(kind, condition[comparison]),
  );
  if (unfit.length > 0) {
    return unfit.map((comparison) => ({
      code: 'comparison-unfit',
      path: [...path, comparison],
      atKey: true,
      found: comparison,
      expected: fitting,
    }));
  }
  const findings = checkCodes(condition, kind, path, codes);
  if (condition.within && kind.scheme !== 'territories') {
    findings.unshift({ code: 'fact-not-a-territory', path: [...path, 'within'], found: kind.code });
  }
  const { elapsed } = condition;
  if (elapsed && elapsed.from === undefined && elapsed.below === undefined) {
    const place = [...path, 'elapsed'];
    findings.push({ code: 'comparison-missing', path: place, expected: ['from', 'below'] });
  }
  if (elapsed) findings.push(...checkBounds(elapsed, [...path, 'elapsed']));
  return [...findings, ...checkBounds(condition, path)];
}

/** Truth values are compared with truth values, days with days, numbers with numbers. */
function isOfType({ type }: FactKind, compared: unknown): boolean {
  if (typeof compared === 'object') return true;
  if (type === 'boolean') return typeof compared === 'boolean';
  return typeof compared === (type === 'integer' || type === 'money' ? 'number' : 'string');
}

function checkCodes(
  condition: FactCondition,
  { scheme }: FactKind,
  path: ReliefPath,
  codes: KnownCodes,
): ReliefFinding[] {
  if (!scheme) return [];
  const findings: ReliefFinding[] = [];
  if (typeof condition.is === 'string') {
    findings.push(...checkCode({ scheme, code: condition.is, path: [...path, 'is'] }, codes));
  }
  for (const field of ['in', 'hasAll'] as const) {
    condition[field]?.forEach((code, position) => {
      findings.push(...checkCode({ scheme, code, path: [...path, field, position] }, codes));
    });
  }
  return findings;
}

/** Bounds with nothing between them. */
export function checkBounds(
  bounds: {
    from?: number | string | undefined;
    to?: number | string | undefined;
    below?: number | string | undefined;
  },
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

/** The kind that a text names, or that no register states it. */
export function getKnownKind(
  fact: string,
  path: ReliefPath,
  codes: KnownCodes,
): FactKind | { finding: ReliefFinding } {
  const kind = codes.factKind(fact);
  if (kind) return kind;
  const known = codes.factKinds.map(({ code }) => code);
  const suggestion = nearestWord(fact, known);
  return { finding: { code: 'fact-unknown', path, found: fact, expected: known, suggestion } };
}
