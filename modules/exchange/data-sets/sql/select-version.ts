import type { Database } from '../../../../platform/database/database.ts';
import type { Version } from '../../version.ts';
import { VERSIONS } from './select-versions.ts';

const SELECT = `
${VERSIONS}
where set.code = $1::text and version.version = $2::smallint`;

/** One version of a data set with its present text: on the way of every reading. */
export async function selectVersion(
  db: Database,
  { code, version }: { code: string; version: number },
): Promise<Version | undefined> {
  const [row] = await db.query<Version & Record<string, unknown>>({
    name: 'exchange-select-version',
    text: SELECT,
    values: [code, version],
  });
  return row;
}
