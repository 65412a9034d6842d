import type { Database } from '../../../../platform/database/database.ts';
import type { ListStatus, MemberList } from '../member-list.ts';

interface ListFilter {
  id?: string;
  groupId?: string;
  status?: ListStatus;
  limit: number;
}

interface Row extends Omit<MemberList, 'proposed' | 'decided'> {
  proposedBy: string;
  proposedAt: Date;
  decidedBy: string | null;
  decidedAt: Date | null;
}

const SELECT = `
select list.id, recipient_group.code as "group", list.mode, list.status, list.members, list.added,
  list.ended, list.refused, list.problems, list.proposed_by as "proposedBy",
  list.proposed_at as "proposedAt", list.decided_by as "decidedBy", list.decided_at as "decidedAt"
from entitlements.member_lists list
join entitlements.recipient_groups recipient_group on recipient_group.id = list.group_id
where ($1::uuid is null or list.id = $1::uuid)
  and ($2::uuid is null or list.group_id = $2::uuid)
  and ($3::text is null or list.status = $3::text)
order by list.proposed_at desc, list.id desc
limit $4::integer`;

/** Lists, the newest first. */
export async function selectLists(db: Database, filter: ListFilter): Promise<MemberList[]> {
  const { id = null, groupId = null, status = null, limit } = filter;
  const rows = await db.query<Row & Record<string, unknown>>(SELECT, [id, groupId, status, limit]);
  return rows.map(({ proposedBy, proposedAt, decidedBy, decidedAt, ...list }) => ({
    ...list,
    proposed: { by: proposedBy, at: proposedAt },
    decided: decidedBy !== null && decidedAt !== null ? { by: decidedBy, at: decidedAt } : null,
  }));
}
