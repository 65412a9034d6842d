import type { Database } from '../../../../platform/database/database.ts';
import type { ListMode, RowProblem } from '../member-list.ts';

interface NewList {
  id: string;
  groupId: string;
  mode: ListMode;
  members: number;
  refused: number;
  problems: readonly RowProblem[];
  proposed: { by: string; at: Date };
}

const INSERT = `
insert into entitlements.member_lists (id, group_id, mode, status, members, refused, problems,
  proposed_by, proposed_at)
values ($1::uuid, $2::uuid, $3::text, 'proposed', $4::integer, $5::integer, $6::jsonb, $7::uuid,
  $8::timestamptz)`;

export async function insertList(db: Database, list: NewList): Promise<void> {
  const { id, groupId, mode, members, refused, problems, proposed } = list;
  const { by, at } = proposed;
  const told = JSON.stringify(problems);
  await db.query(INSERT, [id, groupId, mode, members, refused, told, by, at]);
}
