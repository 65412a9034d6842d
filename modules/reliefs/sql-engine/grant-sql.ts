import type { Condition } from '../condition.ts';
import type { Grantor, Instruction } from '../instruction.ts';
import type { Population } from './population.ts';
import { quote } from './sql-text.ts';

/** One version of a relief, as what is asked of a population. */
export interface Grant {
  grantor: Grantor;
  instruction: Instruction;
}

/** What one version gives, as expressions over a row of `profiles`. */
interface GrantSql {
  /** The verdict of `who`: a boolean, null when it is unknown. */
  verdict: string;
  /** Whether it is given: who, grantors and at least one benefit. Never null. */
  isGiven: string;
  /** Whether it is given although the verdict is unknown. Never null. */
  isProvisional: string;
  /** Positions of the benefits that hold, as text with commas. */
  benefits: string;
  /** What is said of the grantor, and of the grantors of the shares, with commas. */
  grantor: string;
  shareGrantors: string;
}

/** Compiles what a relief gives; `say` names an organisation by its code, if it is known at all. */
export function grantSql(
  population: Population,
  { grantor, instruction }: Grant,
  say: (organisation: string) => string | undefined,
): GrantSql {
  const { who, benefits, shares = [] } = instruction;
  const compile = (condition: Condition) => population.verdict(condition, grantor);
  const verdict = compile(who);
  const further = benefits.map((benefit) => (benefit.who ? compile(benefit.who) : undefined));
  const grantors = [grantor, ...shares.map((share) => share.grantor)];
  const said = grantors.map((one) => population.ofGrantor(one, say));
  const isProvisional = instruction.unknown === 'provisional' ? `(${verdict} is null)` : 'false';
  const holds =
    instruction.unknown === 'provisional' ? `${verdict} is not false` : `${verdict} is true`;
  const somebodyGives = said.map((one) => `${one} is not null`);
  const something = further.includes(undefined) ? [] : [`(${further.join(' or ')}) is true`];
  return {
    verdict,
    isGiven: `(${[holds, ...something, ...somebodyGives].join(' and ')})`,
    isProvisional,
    benefits: positionsSql(further),
    grantor: said[0] ?? 'null',
    shareGrantors: said.length > 1 ? `concat_ws(',', ${said.slice(1).join(', ')})` : `''`,
  };
}

function positionsSql(further: readonly (string | undefined)[]): string {
  const all = further.map((condition, position) => ({
    condition,
    position: quote(String(position)),
  }));
  if (all.every(({ condition }) => condition === undefined)) {
    return quote(further.map((_, position) => position).join(','));
  }
  const parts = all.map(({ condition, position }) =>
    condition === undefined ? position : `case when ${condition} then ${position} end`,
  );
  return `concat_ws(',', ${parts.join(', ')})`;
}
