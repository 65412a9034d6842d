import type { Database } from '../../../../platform/database/database.ts';
import type { FactorKind } from '../second-factor.ts';

/** A second factor that was added or removed in another session, of which the person has not said that they know. */
export interface FactorNews {
  change: 'added' | 'removed';
  kind: FactorKind;
  name: string;
  at: Date;
}

/** What a session is to be told of the second factors of its person, the latest first. */
export async function selectFactorNews(
  db: Database,
  { personId, sessionId }: { personId: string; sessionId: string },
): Promise<FactorNews[]> {
  return await db.query<FactorNews & Record<string, unknown>>(
    `select case when removed_at is null then 'added' else 'removed' end as change, kind, name,
       coalesce(removed_at, enrolled_at) as at
     from identity.second_factors
     where person_id = $1::uuid and enrolled_at is not null and told_at is null
       and changed_in is distinct from $2::text
     order by coalesce(removed_at, enrolled_at) desc, id
     limit 10`,
    [personId, sessionId],
  );
}
