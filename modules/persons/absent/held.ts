import type { RelationKind, RelationsStated } from '../person.ts';

/** By the side that a register's records are about. */
export type KindsOfRelations = Record<RelationsStated['side'], readonly RelationKind[]>;

/** Of whom something is stated. */
export type Subject = 'person' | 'household' | 'organisation';

/** What a register states of whom, and what it stated before and states of nobody any more. */
export interface Stated {
  register: string;
  /** Whom its records are about now, and whom they were about by its former mappings. */
  subjects: readonly Subject[];
  /** It alone says in which households persons are. */
  households: boolean;
  /** The kinds of relations that it alone states. */
  relations: KindsOfRelations;
  dropped: Dropped;
}

/** What no register states any more, and this one was the last that did: it ends, also of whom it names. */
export interface Dropped {
  households: boolean;
  relations: KindsOfRelations;
  representatives: boolean;
}

/** Subjects in the order of their ids: those after one and up to another, that one included. */
export interface Range {
  after: string;
  to: string;
}

const OF_PERSONS = `
  select person_id as subject_id, false as is_dropped from persons.facts
  where register = $1::text and superseded_at is null
    and person_id > $2::uuid and person_id <= $3::uuid
  union
  select person_id, $8::boolean from persons.household_members
  where ($5::boolean or $8::boolean) and person_id > $2::uuid and person_id <= $3::uuid
  union
  select person_id, kind = any($9::text[]) from persons.relations
  where kind = any($6::text[] || $9::text[]) and person_id > $2::uuid and person_id <= $3::uuid
  union
  select related_id, kind = any($10::text[]) from persons.relations
  where kind = any($7::text[] || $10::text[]) and related_id > $2::uuid and related_id <= $3::uuid`;

const OF_HOUSEHOLDS = `
  select household_id as subject_id, false as is_dropped from persons.household_facts
  where register = $1::text and superseded_at is null
    and household_id > $2::uuid and household_id <= $3::uuid`;

const OF_ORGANISATIONS = `
  select organisation_id as subject_id, $11::boolean as is_dropped from persons.representations
  where register = $1::text and superseded_at is null
    and organisation_id > $2::uuid and organisation_id <= $3::uuid`;

/**
 * From those of whom something is stated, with whether they are named, and whether some of it was dropped.
 * What is asked of none is not looked for: the database drops its part when it plans the statement.
 */
export const HELD = `
from (
  select subject, subject_id, bool_or(is_dropped) as is_dropped
  from (
    select 'person' as subject, * from (${OF_PERSONS}
    ) person where 'person' = any($4::text[])
    union all
    select 'household', * from (${OF_HOUSEHOLDS}
    ) household where 'household' = any($4::text[])
    union all
    select 'organisation', * from (${OF_ORGANISATIONS}
    ) organisation where 'organisation' = any($4::text[])
  ) one group by subject, subject_id
) held
left join persons.named named
  on named.register = $1::text and named.subject_id = held.subject_id`;

/** The values of `HELD`. */
export function valuesOf(stated: Stated, { after, to }: Range): unknown[] {
  const { register, subjects, households, relations, dropped } = stated;
  return [
    ...[register, after, to, subjects, households, relations.person, relations.related],
    ...[dropped.households, dropped.relations.person, dropped.relations.related],
    dropped.representatives,
  ];
}
