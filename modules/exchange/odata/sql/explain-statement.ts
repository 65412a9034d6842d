import type { Database } from '../../../../platform/database/database.ts';
import type { SqlText } from './select-entities.ts';

interface Plan {
  'Node Type': string;
  'Total Cost': number;
  Filter?: string;
  'Index Cond'?: string;
  Plans?: Plan[];
}

/** How the database would go about a statement. */
export interface Explained {
  /** No scan goes through records to leave most of them out. */
  isServed: boolean;
  /** In the units of the planner, whatever must be gone through or sorted taken to its end. */
  cost: number;
}

export async function explainStatement(
  db: Database,
  { text, values }: SqlText,
): Promise<Explained> {
  const [row] = await db.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
    `explain (format json) ${text}`,
    values,
  );
  const nodes = row ? nodesOf(row['QUERY PLAN'][0].Plan) : [];
  const searching = nodes.filter(leavesOut);
  const worst = nodes.filter((node) => node['Node Type'] === 'Sort' || leavesOut(node));
  return {
    isServed: searching.every(isNarrow),
    cost: Math.max(nodes[0]?.['Total Cost'] ?? 0, ...worst.map((node) => node['Total Cost'])),
  };
}

/** All records that it leaves out may have to be gone through before the first one is found. */
function leavesOut({ Filter }: Plan): boolean {
  return Filter !== undefined && Filter !== '(content_hash IS NOT NULL)';
}

/** Whether an index says which records to look at; the version alone says nothing. */
function isNarrow(node: Plan): boolean {
  if (node['Node Type'] === 'Seq Scan') return false;
  if (node['Node Type'] === 'Bitmap Heap Scan') return true;
  const conditions = (node['Index Cond'] ?? '').replaceAll(/version_id = \d+/g, '');
  return /[a-z]/i.test(conditions.replaceAll(/\band\b/gi, ''));
}

function nodesOf(plan: Plan): Plan[] {
  return [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];
}
