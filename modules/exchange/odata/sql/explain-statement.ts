import type { Database } from '../../../../platform/database/database.ts';
import type { SqlText } from './select-entities.ts';

interface Plan {
  'Node Type': string;
  /** Of scans of tables. */
  'Relation Name'?: string;
  'Total Cost': number;
  Filter?: string;
  'Index Cond'?: string;
  Plans?: Plan[];
}

/** How the database would go about a statement. */
export interface Explained {
  /** No scan goes through records to leave most of them out, or to sort them all. */
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
  const scans = nodes.filter((node) => node['Relation Name'] !== undefined);
  const sorts = nodes.filter((node) => node['Node Type'] === 'Sort');
  const searching = scans.filter((node) => sorts.length > 0 || leavesOut(node));
  const worst = [...sorts, ...searching].map((node) => node['Total Cost']);
  return {
    isServed: searching.every(isNarrow),
    cost: Math.max(nodes[0]?.['Total Cost'] ?? 0, ...worst),
  };
}

/** What holds for all records of the version, and so says nothing of which of them are wanted. */
const ALWAYS = /\bcontent_hash is not null\b|\bversion_id = \d+|\band\b/gi;

function saysSomething(condition = ''): boolean {
  return /[a-z]/i.test(condition.replaceAll(ALWAYS, ''));
}

/** All records that it leaves out may have to be gone through before the first one is found. */
function leavesOut({ Filter }: Plan): boolean {
  return saysSomething(Filter);
}

/** Whether an index says which records to look at. */
function isNarrow(node: Plan): boolean {
  if (node['Node Type'] === 'Bitmap Heap Scan') return true;
  return node['Node Type'] !== 'Seq Scan' && saysSomething(node['Index Cond']);
}

function nodesOf(plan: Plan): Plan[] {
  return [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];
}
