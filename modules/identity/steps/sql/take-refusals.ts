import type { Database } from '../../../../platform/database/database.ts';

export interface CountedRefusals {
  minute: Date;
  means: string;
  code: string;
  refusals: number;
}

/** Takes the numbers of minutes before an instant, in their order. */
export async function takeRefusals(db: Database, before: Date): Promise<CountedRefusals[]> {
  return await db.query<CountedRefusals & Record<string, unknown>>(
    `with taken as (
       delete from identity.refused_log_ins where minute < $1::timestamptz
       returning minute, means, code, refusals
     )
     select minute, means, code, refusals from taken order by minute, means, code`,
    [before],
  );
}
