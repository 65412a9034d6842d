import { type Day, rigaDay } from '../../platform/clock/day.ts';
import type { Context } from '../../platform/context.ts';
import type { Fact, Period, PersonFacts, RelationToPerson } from './person-facts.ts';
import {
  type FactRow,
  type GroupRow,
  listFactRows,
  listGroupRows,
  listMembershipRows,
  listPersonRows,
  listRelationRows,
  type MembershipRow,
  type PersonRow,
  type RelationRow,
} from './sql/list-person-rows.ts';

/** How each kind of relation is called from its one side and from the other. */
const SIDES = {
  parent: { ofPerson: 'child', ofRelated: 'parent' },
  guardian: { ofPerson: 'ward', ofRelated: 'guardian' },
  carer: { ofPerson: 'cared-for', ofRelated: 'carer' },
  companion: { ofPerson: 'accompanied', ofRelated: 'companion' },
} as const satisfies Record<
  RelationRow['kind'],
  { ofPerson: RelationToPerson; ofRelated: RelationToPerson }
>;

/**
 * What is known now about a batch of persons, in the order of the ids; unknown ids are left out. Six
 * queries whatever the size: keep batches to a few thousand. `householdId` is that of today; `related`
 * holds every relation and shared household with its period, past ones too.
 */
export async function readPersonFacts(
  context: Pick<Context, 'db' | 'clock'>,
  personIds: readonly string[],
): Promise<PersonFacts[]> {
  const { db } = context;
  const relations = await listRelationRows(db, personIds);
  const memberships = await listMembershipRows(db, personIds);
  const everyone = new Set(personIds);
  for (const row of relations) everyone.add(row.person_id).add(row.related_id);
  for (const row of memberships) everyone.add(row.person_id);
  const ids = [...everyone];
  const alone = personsAlone(
    {
      persons: await listPersonRows(db, ids),
      facts: await listFactRows(db, ids),
      groups: await listGroupRows(db, ids),
      memberships,
    },
    rigaDay(context.clock.now()),
  );
  return relate({ personIds, alone, relations, memberships });
}

interface Rows {
  persons: readonly PersonRow[];
  facts: readonly FactRow[];
  groups: readonly GroupRow[];
  memberships: readonly MembershipRow[];
}

/** Everybody without relations: that is how they appear as related persons. */
function personsAlone(rows: Rows, today: Day): Map<string, PersonFacts> {
  const alone = new Map<string, PersonFacts>();
  for (const row of rows.persons) {
    alone.set(row.id, {
      personId: row.id,
      birthDate: row.birth_date,
      deathDate: row.death_date,
      householdId: null,
      facts: [],
      groups: [],
      related: [],
    });
  }
  for (const row of rows.facts) alone.get(row.person_id)?.facts.push(toFact(row));
  for (const row of rows.groups) {
    alone.get(row.person_id)?.groups.push({ code: row.code, period: toPeriod(row) });
  }
  for (const row of rows.memberships) {
    const person = alone.get(row.person_id);
    const current = row.valid_from <= today && (row.valid_to === null || today < row.valid_to);
    if (person && current) person.householdId = row.household_id;
  }
  return alone;
}

interface Relating {
  personIds: readonly string[];
  alone: ReadonlyMap<string, PersonFacts>;
  relations: readonly RelationRow[];
  memberships: readonly MembershipRow[];
}

function relate({ personIds, alone, relations, memberships }: Relating): PersonFacts[] {
  const whole = new Map<string, PersonFacts>();
  for (const id of personIds) {
    const person = alone.get(id);
    if (person) whole.set(id, { ...person, related: [] });
  }
  const add = (id: string, relation: RelationToPerson, otherId: string, period: Period) => {
    const person = alone.get(otherId);
    if (person) whole.get(id)?.related.push({ relation, period, person });
  };
  for (const row of relations) {
    add(row.person_id, SIDES[row.kind].ofPerson, row.related_id, toPeriod(row));
    add(row.related_id, SIDES[row.kind].ofRelated, row.person_id, toPeriod(row));
  }
  const households = Map.groupBy(memberships, (row) => row.household_id);
  for (const members of households.values()) {
    for (const own of members) {
      if (!whole.has(own.person_id)) continue;
      for (const other of members) {
        const shared = other.person_id === own.person_id ? undefined : overlap(own, other);
        if (shared) add(own.person_id, 'household', other.person_id, shared);
      }
    }
  }
  return [...whole.values()];
}

function toFact(row: FactRow): Fact {
  const value = row.code ?? row.number ?? row.day ?? 0;
  const { id, kind, register, since } = row;
  return { id, kind, value, register, period: toPeriod(row), since };
}

function toPeriod(row: { valid_from: Day; valid_to: Day | null }): Period {
  return { from: row.valid_from, to: row.valid_to };
}

function overlap(one: MembershipRow, other: MembershipRow): Period | undefined {
  const [, from = ''] = [one.valid_from, other.valid_from].sort();
  const to = [one.valid_to, other.valid_to].filter((day) => day !== null).sort()[0] ?? null;
  return to === null || from < to ? { from, to } : undefined;
}
