import type { Period } from '../../persons/person-facts.ts';
import type { Instruction } from '../instruction.ts';
import type { ReliefPath } from '../text/relief-problem.ts';
import { intersectPeriods } from '../verdict-timeline.ts';
import type { LintFinding } from './lint-finding.ts';
import type { LintedRelief, SharedFinding } from './lint-priorities.ts';

/** A quota or a budget that several reliefs of a grantor name by one code. */
interface SharedLimit {
  file: string;
  code: string;
  period: Period;
  /** Who gives it, and by which code it is shared. */
  key: string;
  /** Everything else that is stated of it. */
  terms: string;
  path: ReliefPath;
}

/** Quotas and budgets that reliefs of one grantor share, and state differently. */
export function lintShared(reliefs: readonly LintedRelief[]): SharedFinding[] {
  const limits = reliefs.flatMap((one) =>
    one.relief.versions.flatMap((version, position) => limitsOf(one, version, position)),
  );
  return limits.flatMap((limit, index) => {
    const other = limits
      .slice(0, index)
      .find(
        (one) =>
          one.key === limit.key &&
          one.code !== limit.code &&
          one.terms !== limit.terms &&
          intersectPeriods(one.period, limit.period),
      );
    if (!other) return [];
    const finding: LintFinding = {
      code: 'shared-limit-differs',
      path: limit.path,
      found: other.code,
    };
    return [{ file: limit.file, finding }];
  });
}

function limitsOf(
  { file, relief }: LintedRelief,
  { from, to, quotas, budget }: Instruction,
  position: number,
): SharedLimit[] {
  const path = ['versions', position];
  const limit = (
    kind: string,
    { shared, ...terms }: { shared?: string | undefined },
    at: ReliefPath,
  ) =>
    shared === undefined
      ? []
      : [
          {
            file,
            code: relief.code,
            period: { from, to: to ?? null },
            key: JSON.stringify([relief.grantor, kind, shared]),
            terms: JSON.stringify(terms),
            path: [...at, 'shared'],
          },
        ];
  return [
    ...quotas.flatMap((quota, index) => limit('quota', quota, [...path, 'quotas', index])),
    ...(budget ? limit('budget', withoutWarnings(budget), [...path, 'budget']) : []),
  ];
}

/** Each grantor of a share is warned as it wishes. */
function withoutWarnings({ warnAt: _, ...budget }: NonNullable<Instruction['budget']>) {
  return budget;
}
