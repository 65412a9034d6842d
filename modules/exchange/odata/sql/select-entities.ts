import type { Database } from '../../../../platform/database/database.ts';
import { rowsCondition } from '../../permissions/rows-condition.ts';
import type { RowCondition } from '../../permissions/view.ts';
import { conjunctsOf, type Expression, mayFail } from '../expression/expression.ts';
import { SqlParameters, sqlOfCondition } from '../expression/sql-of-expression.ts';
import type { Order } from '../query/query.ts';
import { type Segment, sqlOfOrder } from '../query/record-order.ts';

/** What is looked for: always within the rows of who asks. */
export interface Sought {
  versionId: number;
  rows: readonly RowCondition[];
  where: Expression | undefined;
  /** Hashes of keys, when the condition leaves no other ones. */
  keys: { column: 'key_hash' | 'lookup_hash'; hashes: readonly Buffer[] } | undefined;
}

export interface PageOf extends Sought {
  orders: readonly Order[];
  segment: Segment | undefined;
  skip: number;
  limit: number;
}

export interface EntityRow {
  keyHash: Buffer;
  position: number;
  content: string;
  sealed: Buffer | null;
}

export interface SqlText {
  text: string;
  values: readonly unknown[];
}

/** Made anew for each question: its plan depends on the values, and is not kept. */
export function pageStatement(page: PageOf): SqlText {
  const parameters = new SqlParameters();
  const { where, within } = soughtSql(page, parameters);
  const by = page.orders.map((order) => order.by);
  const segment = page.segment ? ` and ${within(`(${page.segment(parameters)})`, by)}` : '';
  const order = sqlOfOrder(page.orders, parameters);
  const limit = parameters.add(page.limit, 'bigint');
  const offset = page.skip > 0 ? ` offset ${parameters.add(page.skip, 'bigint')}` : '';
  return {
    text: `select key_hash as "keyHash", position, content::text as content, sealed
from exchange.records
where ${where}${segment}
order by ${order} limit ${limit}${offset}`,
    values: parameters.values,
  };
}

export function countStatement(sought: Sought): SqlText {
  const parameters = new SqlParameters();
  const { where } = soughtSql(sought, parameters);
  return {
    text: `select count(*) as count from exchange.records where ${where}`,
    values: parameters.values,
  };
}

interface SoughtSql {
  where: string;
  /** A condition, made of some expressions, that is looked at within the rows of who asks alone. */
  within: (condition: string, of: readonly Expression[]) => string;
}

/**
 * The database takes conditions in the order that it likes: what fails for a record that who asks may
 * not see would tell of it, and stands therefore behind the rows. What cannot fail stays bare, so that
 * indexes serve it.
 */
function soughtSql(sought: Sought, parameters: SqlParameters): SoughtSql {
  const { versionId, rows, where, keys } = sought;
  const parts = [
    `version_id = ${parameters.add(versionId, 'integer')} and content_hash is not null`,
  ];
  if (keys) parts.push(` and ${keys.column} = any (${parameters.add(keys.hashes, 'bytea[]')})`);
  const inRows = rowsCondition(rows, parameters.values.length + 1);
  parameters.values.push(...inRows.values);
  parts.push(inRows.text);
  const within: SoughtSql['within'] = (condition, of) =>
    rows.length > 0 && of.some(mayFail)
      ? `case when true${inRows.text} then ${condition} else false end`
      : condition;
  for (const one of conjunctsOf(where)) {
    parts.push(` and ${within(sqlOfCondition(one, parameters), [one])}`);
  }
  return { where: parts.join(''), within };
}

/** Records of a page, in its order. */
export async function selectEntities(
  db: Database,
  { text, values }: SqlText,
): Promise<EntityRow[]> {
  return await db.query<EntityRow & Record<string, unknown>>(text, values);
}
