import type { RelationsStated } from '../person.ts';

/** What a register states of whom. */
export interface Stated {
  register: string;
  of: 'person' | 'household' | 'organisation';
  /** It alone says in which households persons are. */
  households: boolean;
  /** The kinds of relations that it alone states, by the side that its records are about. */
  relations: Record<RelationsStated['side'], readonly string[]>;
}

/** Subjects in the order of their ids: those after one and up to another, that one included. */
export interface Range {
  after: string;
  to: string;
}

const OF_PERSONS = `
  select person_id as subject_id from persons.facts
  where register = $1::text and superseded_at is null
    and person_id > $2::uuid and person_id <= $3::uuid
  union
  select person_id from persons.household_members
  where $4::boolean and person_id > $2::uuid and person_id <= $3::uuid
  union
  select person_id from persons.relations
  where kind = any($5::text[]) and person_id > $2::uuid and person_id <= $3::uuid
  union
  select related_id from persons.relations
  where kind = any($6::text[]) and related_id > $2::uuid and related_id <= $3::uuid`;

const OF_HOUSEHOLDS = `
  select household_id as subject_id from persons.household_facts
  where register = $1::text and superseded_at is null
    and household_id > $2::uuid and household_id <= $3::uuid
  group by household_id`;

const OF_ORGANISATIONS = `
  select organisation_id as subject_id from persons.representations
  where register = $1::text and superseded_at is null
    and organisation_id > $2::uuid and organisation_id <= $3::uuid
  group by organisation_id`;

/** From those of whom something is stated, with whether they are named. */
export const HELD = {
  person: joined(OF_PERSONS),
  household: joined(OF_HOUSEHOLDS),
  organisation: joined(OF_ORGANISATIONS),
};

function joined(held: string): string {
  return `
from (${held}
) held
left join persons.named named
  on named.register = $1::text and named.subject_id = held.subject_id`;
}

/** The values of `HELD`. */
export function valuesOf({ register, of, households, relations }: Stated, { after, to }: Range) {
  const ranged = [register, after, to];
  return of === 'person' ? [...ranged, households, relations.person, relations.related] : ranged;
}
