import type { Database } from '../../../../platform/database/database.ts';
import type { Version } from '../../version.ts';

interface Asked {
  /** Null: of any. */
  code: string | null;
  version: number | null;
  /** Versions after this one, in the order of codes and versions; null: from the first on. */
  after: { code: string; version: number } | null;
  limit: number;
}

/** What a version is read from: its data set, and its present text. */
export const VERSIONS = `
select
  version.id, set.id as "dataSetId", set.code, set.organisation_id as "organisationId",
  version.version, version.state, version.revision, version.ends_on as "endsOn",
  revision.definition, encode(revision.digest, 'hex') as digest
from exchange.data_sets set
join exchange.versions version on version.data_set_id = set.id
join exchange.revisions revision
  on revision.version_id = version.id and revision.revision = version.revision`;

const SELECT = `
${VERSIONS}
where ($1::text is null or set.code = $1::text)
  and ($2::smallint is null or version.version = $2::smallint)
  and (set.code, version.version) > ($3::text, $4::smallint)
order by set.code, version.version
limit $5::integer`;

/** Versions of data sets with their present text, in the order of codes and versions. */
export async function selectVersions(db: Database, asked: Asked): Promise<Version[]> {
  const { code, version, after, limit } = asked;
  return await db.query<Version & Record<string, unknown>>(SELECT, [
    code,
    version,
    after?.code ?? '',
    after?.version ?? 0,
    limit,
  ]);
}
