import type { Database } from '../platform/database/database.ts';

/**
 * Persons, families, households and facts by the thousand, made by SQL alone: hashes of a person's
 * number stand for chance, so that every run has the same people. Three make a household; in two of
 * five the third is a child of the other two.
 */
export async function fillPeople(db: Database, persons: number): Promise<void> {
  for (const statement of STATEMENTS)
    await db.query(statement.replaceAll('PERSONS', String(persons)));
  // Statistics of what was just written.
  await db.query('vacuum analyze');
}

/** A number below 100 for a person and a purpose. */
const ODDS = (purpose: string) => `(abs(hashtext(n || '${purpose}')) % 100)`;
const ID = (prefix: string, number = 'n') =>
  `('0190${prefix}-0000-7000-8000-' || lpad(to_hex(${number}), 12, '0'))::uuid`;
const PEOPLE = 'generate_series(0, PERSONS - 1) n';
const IS_CHILD = `(n % 3 = 2 and n / 3 % 5 < 2)`;
const AGE = `(case when ${IS_CHILD} then ${ODDS('age')} % 18 else 18 + ${ODDS('age')} % 75 end)`;

function fact(
  kind: string,
  { value, where, register }: Record<'value' | 'where' | 'register', string>,
) {
  const [code, number] = value.startsWith('#') ? ['null', value.slice(1)] : [value, 'null::bigint'];
  return `insert into persons.facts (person_id, id, kind, code, number, register, valid_from, recorded_at)
select ${ID('0000')}, gen_random_uuid(), '${kind}', ${code}, ${number}, '${register}',
  current_date - 30 - abs(hashtext(n || '${kind}')) % 2000, now()
from ${PEOPLE} where ${where}`;
}

const PARISHES = `(select array_agg(code order by code) from classifiers.concepts
  where scheme = 'territories' and broader is not null)`;

const STATEMENTS = [
  `insert into persons.persons (id, personal_code_encrypted, personal_code_hash, key_version,
     name_encrypted, birth_date)
   select ${ID('0000')}, '\\x00', decode(lpad(to_hex(n), 16, '0'), 'hex'), 1, '\\x00',
     current_date - (${AGE} * 365.25)::integer - abs(hashtext(n || 'day')) % 365
   from ${PEOPLE}`,
  `insert into persons.households select ${ID('0001')} from generate_series(0, PERSONS / 3) n`,
  `insert into persons.household_members (person_id, household_id, valid_from)
   select ${ID('0000')}, ${ID('0001', 'n / 3')}, '2010-01-01' from ${PEOPLE}`,
  `insert into persons.relations (person_id, related_id, kind, valid_from)
   select ${ID('0000', 'n - step')}, ${ID('0000')}, 'parent', '2005-01-01'
   from ${PEOPLE}, generate_series(1, 2) step where ${IS_CHILD}`,
  fact('residence', {
    value: `(${PARISHES})[1 + abs(hashtext((n / 3)::text)) % cardinality(${PARISHES})]`,
    ...{ where: `${ODDS('residence')} < 97`, register: 'population' },
  }),
  fact('education-stage', {
    value: `case when ${AGE} < 7 then 'preschool' when ${AGE} < 16 then 'basic' else 'secondary' end`,
    ...{ where: `${AGE} < 20`, register: 'education' },
  }),
  fact('grade', {
    ...{ value: `#${AGE} - 6`, where: `${AGE} between 7 and 18`, register: 'education' },
  }),
  fact('disability', {
    value: `(array['group-1', 'group-2', 'group-3'])[1 + ${ODDS('group')} % 3]`,
    ...{ where: `${ODDS('disability')} < 8`, register: 'disability' },
  }),
  fact('family-status', {
    value: `'large-family'`,
    ...{ where: `abs(hashtext((n / 3)::text || 'large')) % 100 < 9`, register: 'large-families' },
  }),
  fact('pension', {
    ...{ value: `'old-age'`, where: `${AGE} > 64`, register: 'social-insurance' },
  }),
  fact('employed', {
    value: `#(${ODDS('employed')} % 2)`,
    ...{ where: `${AGE} between 18 and 70 and ${ODDS('work')} < 80`, register: 'social-insurance' },
  }),
  fact('social-status', {
    value: `(array['needy', 'low-income'])[1 + n % 2]`,
    ...{ where: `${ODDS('social')} < 6`, register: 'social-status' },
  }),
];
