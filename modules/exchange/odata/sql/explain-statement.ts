import type { Database } from '../../../../platform/database/database.ts';
import type { SqlText } from './select-entities.ts';

interface Plan {
  'Node Type': string;
  'Total Cost': number;
  Filter?: string;
  Plans?: Plan[];
}

/**
 * What a statement would cost at its worst, in the units of the planner: a scan that leaves records out is
 * taken to its end, since they may all be left out, and so is what must be sorted.
 */
export async function explainStatement(
  db: Database,
  { text, values }: SqlText,
): Promise<{ cost: number }> {
  const [row] = await db.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
    `explain (format json) ${text}`,
    values,
  );
  const plan = row?.['QUERY PLAN'][0].Plan;
  return { cost: plan ? worstCost(plan) : 0 };
}

function worstCost(plan: Plan): number {
  return Math.max(plan['Total Cost'], ...nodesOf(plan).map(ownCost));
}

function ownCost(node: Plan): number {
  const isSorting = node['Node Type'] === 'Sort';
  const leavesOut = node.Filter !== undefined && node.Filter !== '(content_hash IS NOT NULL)';
  return isSorting || leavesOut ? node['Total Cost'] : 0;
}

function nodesOf(plan: Plan): Plan[] {
  return [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];
}
