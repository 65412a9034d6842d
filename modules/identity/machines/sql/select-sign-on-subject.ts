import type { Database } from '../../../../platform/database/database.ts';
import type { MachineKind } from '../machine.ts';

export interface SignOnSubject {
  organisation: string;
  code: string;
  name: string;
}

const SELECT = `
select organisation.code as organisation, subject.code, subject.name
from (
  select 'ids' as kind, id, organisation_id, code, name from providers.ids_to_sign_on
  union all
  select 'information-system', id, organisation_id, code, name from exchange.systems_to_sign_on
) as subject
join persons.organisation_names organisation on organisation.id = subject.organisation_id
where subject.kind = $1::text and subject.id = $2::uuid`;

/** The IDS or information system that a machine acts as, and of whom it is. */
export async function selectSignOnSubject(
  db: Database,
  kind: MachineKind,
  id: string,
): Promise<SignOnSubject | undefined> {
  const [row] = await db.query<SignOnSubject & Record<string, unknown>>(SELECT, [kind, id]);
  return row;
}
