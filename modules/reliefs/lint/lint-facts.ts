import type { Condition } from '../condition.ts';
import type { Concepts } from '../conditions/subject.ts';
import { conditionsIn } from '../definitions/condition-walk.ts';
import type { ReliefPath } from '../text/relief-problem.ts';
import type { LintFinding } from './lint-finding.ts';

/** What the connected registers state. */
export interface Supply {
  /** Codes of registers that state facts. */
  registers: ReadonlySet<string>;
  /** Relations between persons that some register states, in either direction. */
  relations: ReadonlySet<string>;
}

/** Facts and relations that no connected register states. */
export function lintFacts(
  condition: Condition,
  path: ReliefPath,
  { concepts, supply }: { concepts: Concepts; supply: Supply },
): LintFinding[] {
  const findings: LintFinding[] = [];
  const fact = (code: string, at: ReliefPath) => {
    const register = concepts.factKind(code)?.register;
    if (register === undefined || supply.registers.has(register)) return;
    findings.push({ code: 'fact-unsupplied', path: at, found: code });
  };
  const relation = (code: string, at: ReliefPath) => {
    if (supply.relations.has(code)) return;
    findings.push({ code: 'fact-unsupplied', path: at, found: code });
  };
  for (const { condition: one, path: at } of conditionsIn(condition, path)) {
    if ('fact' in one) fact(one.fact, [...at, 'fact']);
    if ('held' in one && 'fact' in one.held) fact(one.held.fact, [...at, 'held', 'fact']);
    if ('sum' in one) fact(one.sum, [...at, 'sum']);
    if ('sum' in one) relation(one.over, [...at, 'over']);
    if ('related' in one) relation(one.related, [...at, 'related']);
    if ('count' in one) relation(one.count, [...at, 'count']);
  }
  return findings;
}
