import { createHash } from 'node:crypto';
import type { Classifiers } from '../../../modules/classifiers/index.ts';
import type { RelationKind } from '../../../modules/persons/person.ts';
import type {
  Fact,
  Period,
  PersonFacts,
  RelationToPerson,
} from '../../../modules/persons/person-facts.ts';
import { insertRows } from '../../../modules/reliefs/testing/random-world.ts';
import type { Database } from '../../../platform/database/database.ts';

type Row = Record<string, string | number | null>;

/** How the relation that a person has to another is stored, and whether the person stands first. */
const STORED: Readonly<
  Record<Exclude<RelationToPerson, 'household'>, { kind: RelationKind; isFirst: boolean }>
> = {
  child: { kind: 'parent', isFirst: true },
  parent: { kind: 'parent', isFirst: false },
  ward: { kind: 'guardian', isFirst: true },
  guardian: { kind: 'guardian', isFirst: false },
  'cared-for': { kind: 'carer', isFirst: true },
  carer: { kind: 'carer', isFirst: false },
  accompanied: { kind: 'companion', isFirst: true },
  companion: { kind: 'companion', isFirst: false },
};

/**
 * Writes the persons of cases into the tables of a test's database, each with related persons and a
 * household of its own, and answers their ids in order.
 */
export async function insertCasePersons(
  db: Database,
  persons: readonly PersonFacts[],
  classifiers: Classifiers,
): Promise<string[]> {
  const rows = new Map<string, Row[]>();
  const add = (table: string, row: Row) => rows.set(table, [...(rows.get(table) ?? []), row]);
  const groups = [...new Set(persons.flatMap(everybody).flatMap((one) => one.groups))];
  const grantor = { id: idOf('grantor'), code: 'example-grantor', kind: 'institution', ...NAMES };
  add('persons.organisations', grantor);
  for (const code of new Set(groups.map((one) => one.code))) {
    const row = { id: idOf(`group ${code}`), code, grantor_id: grantor.id, ...NAMES };
    add('entitlements.recipient_groups', row);
  }
  const ids = persons.map((person, index) =>
    addCase(`case ${index}`, { person, add, classifiers }),
  );
  for (const [table, all] of rows) await insertRows(db, table, all);
  return ids;
}

const NAMES = { name_lv: 'Piemērs', name_en: 'Example' };

interface Adding {
  person: PersonFacts;
  add(table: string, row: Row): void;
  classifiers: Classifiers;
}

function addCase(name: string, { person, add, classifiers }: Adding): string {
  const household = idOf(`${name} household`);
  add('persons.households', { id: household });
  const id = addPerson(name, household, { person, add, classifiers });
  person.related.forEach(({ relation, period, person: other }, index) => {
    const isMember = relation === 'household';
    const home = isMember ? household : idOf(`${name} ${index} household`);
    if (!isMember) add('persons.households', { id: home });
    const otherId = addPerson(`${name} ${index}`, home, { person: other, add, classifiers });
    if (isMember) return;
    const { kind, isFirst } = STORED[relation];
    const [person_id, related_id] = isFirst ? [id, otherId] : [otherId, id];
    add('persons.relations', { person_id, related_id, kind, ...dated(period) });
  });
  return id;
}

function addPerson(name: string, household: string, { person, add, classifiers }: Adding): string {
  const id = idOf(name);
  const sealed = { personal_code_encrypted: '\\x00', key_version: 1, name_encrypted: '\\x00' };
  const hash = `\\x${id.replaceAll('-', '')}`;
  const life = { birth_date: person.birthDate, death_date: person.deathDate };
  add('persons.persons', { id, ...sealed, personal_code_hash: hash, ...life });
  const always = dated({ from: '1900-01-01', to: null });
  add('persons.household_members', { person_id: id, household_id: household, ...always });
  person.facts.forEach((fact, index) => {
    const isOfHousehold = classifiers.factKind(fact.kind)?.of === 'household';
    const owner = isOfHousehold ? { household_id: household } : { person_id: id };
    const row = { ...owner, id: idOf(`${name} fact ${index}`), ...valueOf(fact, classifiers) };
    add(isOfHousehold ? 'persons.household_facts' : 'persons.facts', {
      ...row,
      ...dated(fact.period),
      recorded_at: '2026-01-01',
    });
  });
  for (const { code, period } of person.groups) {
    const member = { person_id: id, group_id: idOf(`group ${code}`), ...dated(period) };
    add('entitlements.group_members', { ...member, consent_at: '2026-01-01' });
  }
  return id;
}

function valueOf({ kind, value, register }: Fact, classifiers: Classifiers): Row {
  const empty = { kind, code: null, number: null, day: null, register };
  if (typeof value === 'number') return { ...empty, number: value };
  return { ...empty, [classifiers.factKind(kind)?.type === 'date' ? 'day' : 'code']: value };
}

function everybody(person: PersonFacts): PersonFacts[] {
  return [person, ...person.related.map((related) => related.person)];
}

function dated({ from, to }: Period): Row {
  return { valid_from: from, valid_to: to };
}

/** The same id for the same name. */
function idOf(name: string): string {
  const digits = createHash('sha256').update(name).digest('hex').slice(0, 32);
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
