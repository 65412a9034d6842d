import type { Day } from '../../../platform/clock/day.ts';
import type { Database, Statement } from '../../../platform/database/database.ts';
import type { RelationKind } from '../person.ts';

export interface PersonRow {
  id: string;
  birth_date: Day;
  death_date: Day | null;
}

export interface FactRow {
  person_id: string;
  id: string;
  kind: string;
  code: string | null;
  number: number | null;
  day: Day | null;
  register: string;
  valid_from: Day;
  valid_to: Day | null;
  since: Day;
}

export interface RelationRow {
  person_id: string;
  related_id: string;
  kind: RelationKind;
  valid_from: Day;
  valid_to: Day | null;
}

export interface MembershipRow {
  person_id: string;
  household_id: string;
  valid_from: Day;
  valid_to: Day | null;
}

export interface GroupRow {
  person_id: string;
  code: string;
  valid_from: Day;
  valid_to: Day | null;
}

export async function listPersonRows(db: Database, ids: readonly string[]) {
  return await db.query<PersonRow & Record<string, unknown>>(prepared('persons', PERSONS, ids));
}

/** The ids after a position, in order: a page of all persons. */
export async function listPersonIds(
  db: Database,
  page: { after: string; limit: number },
): Promise<string[]> {
  const rows = await db.query<{ id: string }>(PAGE, [page.after, page.limit]);
  return rows.map((row) => row.id);
}

/** Current facts only, of persons and of their households: what was superseded is history. */
export async function listFactRows(db: Database, ids: readonly string[]) {
  return await db.query<FactRow & Record<string, unknown>>(prepared('facts', FACTS, ids));
}

/** Relations in which one of these persons stands on either side. */
export async function listRelationRows(db: Database, ids: readonly string[]) {
  return await db.query<RelationRow & Record<string, unknown>>(
    prepared('relations', RELATIONS, ids),
  );
}

/** Memberships of these persons, and of all who ever shared a household with them. */
export async function listMembershipRows(db: Database, ids: readonly string[]) {
  return await db.query<MembershipRow & Record<string, unknown>>(
    prepared('memberships', MEMBERSHIPS, ids),
  );
}

export async function listGroupRows(db: Database, ids: readonly string[]) {
  return await db.query<GroupRow & Record<string, unknown>>(prepared('groups', GROUPS, ids));
}

/** Read for one person at a time too: planned once for a connection. */
function prepared(what: string, text: string, ids: readonly string[]): Statement {
  return { name: `persons.list-${what}`, text, values: [ids] };
}

const PERSONS = `
select id, birth_date, death_date from persons.persons where id = any($1::uuid[])`;

const PAGE = `
select id from persons.persons where id > $1::uuid order by id limit $2::integer`;

const FACTS = `
select person_id, id, kind, code, number, day, register, valid_from, valid_to, since
from persons.known_facts
where person_id = any($1::uuid[])
order by person_id, valid_from, kind, id`;

const RELATIONS = `
select person_id, related_id, kind, valid_from, valid_to
from persons.relations
where person_id = any($1::uuid[])
union
select person_id, related_id, kind, valid_from, valid_to
from persons.relations
where related_id = any($1::uuid[])
order by person_id, related_id, valid_from, kind`;

const MEMBERSHIPS = `
select member.person_id, member.household_id, member.valid_from, member.valid_to
from persons.household_members member
where member.household_id in (
  select own.household_id from persons.household_members own where own.person_id = any($1::uuid[]))
order by member.person_id, member.valid_from`;

const GROUPS = `
select person_id, code, valid_from, valid_to
from entitlements.person_groups
where person_id = any($1::uuid[])
order by person_id, code, valid_from`;
