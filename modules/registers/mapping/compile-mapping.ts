import type { OrganisationStatement } from '../../persons/index.ts';
import { fieldFinder } from './field-finder.ts';
import { joinPeriods } from './join-periods.ts';
import {
  type FactRule,
  type HouseholdRule,
  type Mapping,
  type MappingBasis,
  personField,
  type RelationRule,
  type RepresentativeRule,
} from './mapping.ts';
import type {
  Meaning,
  PersonMeaning,
  RecordFault,
  StatedFact,
  StatedHousehold,
  StatedRelation,
  StatedRepresentative,
} from './meaning.ts';
import { type DatedRow, datedRows, type Noting, readDay } from './read-rows.ts';
import {
  fixedValue,
  mannerReader,
  organisationKind,
  readValue,
  type ValueReader,
} from './read-value.ts';

export type MeaningReading = { meaning: Meaning } | { faults: RecordFault[] };

/** Reads records, each in the form of the mapping's data set. */
export type MeaningReader = (record: Record<string, unknown>) => MeaningReading;

type Records = Record<string, unknown>;
type Part<Stated> = (record: Records, noting: Noting) => Stated[];

const FAULTS_MAX = 20;

/** Makes the reader of a mapping that was checked, once for many records. */
export function compileMapping(mapping: Mapping, basis: MappingBasis): MeaningReader {
  const read = readerOf(mapping, basis);
  return (record) => {
    const faults: RecordFault[] = [];
    const meaning = read(record, (path, code) => {
      if (faults.length < FAULTS_MAX) faults.push({ path, code });
    });
    return faults.length === 0 ? { meaning } : { faults };
  };
}

function readerOf(
  mapping: Mapping,
  basis: MappingBasis,
): (record: Records, noting: Noting) => Meaning {
  const facts = mapping.facts.map((rule) => factPart(rule, basis));
  const allFacts: Part<StatedFact> = (record, noting) =>
    joinPeriods(facts.flatMap((part) => part(record, noting)));
  const { household, organisation } = mapping;
  if (organisation) {
    const rules = mapping.representatives.map((rule) => representativePart(rule, basis));
    const statement = organisationReader(organisation, basis);
    return (record, noting) => ({
      about: 'organisation',
      organisation: statement(record, noting),
      representatives: withoutTwins(
        rules.flatMap((part) => part(record, noting)),
        ({ personalCode, from }) => `${personalCode} ${from}`,
      ),
    });
  }
  if (household !== undefined) {
    return (record, noting) => ({
      about: 'household',
      number: textOf(record, household, noting),
      facts: allFacts(record, noting),
    });
  }
  const households = mapping.households.map((rule) => householdPart(rule, basis));
  const relations = mapping.relations.map((rule) => relationPart(rule, mapping, basis));
  const identity = personPart(mapping);
  return (record, noting) => ({
    about: 'person',
    ...identity(record, noting),
    facts: allFacts(record, noting),
    households: households.flatMap((part) => part(record, noting)),
    relations: withoutTwins(
      relations.flatMap((part) => part(record, noting)),
      (one) => `${one.kind} ${one.side} ${one.personalCode} ${one.from}`,
    ),
  });
}

function personPart(
  mapping: Mapping,
): (record: Records, noting: Noting) => Pick<PersonMeaning, 'personalCode' | 'person'> {
  const { person } = mapping;
  const codeField = personField(mapping) ?? '';
  if (typeof person !== 'object') {
    return (record, noting) => ({ personalCode: textOf(record, codeField, noting) });
  }
  const { formerCode, name, birth, death } = person;
  return (record, noting) => {
    const personalCode = textOf(record, codeField, noting);
    const birthDate = readDay(record[birth], `/${birth}`, noting) ?? '';
    const died = death === undefined ? undefined : record[death];
    const deathDate = died === undefined ? null : (readDay(died, `/${death}`, noting) ?? null);
    if (deathDate !== null && deathDate < birthDate) noting(`/${death}`, 'died-before-birth');
    const former = formerCode === undefined ? undefined : record[formerCode];
    const parts = name.flatMap((field) => record[field] ?? []);
    if (parts.length === 0) noting(`/${name[0]}`, 'value-missing');
    return {
      personalCode,
      person: {
        personalCode,
        previousPersonalCode: typeof former === 'string' ? former : undefined,
        name: parts.join(' '),
        birthDate,
        deathDate,
      },
    };
  };
}

function organisationReader(
  organisation: NonNullable<Mapping['organisation']>,
  basis: MappingBasis,
): (record: Records, noting: Noting) => OrganisationStatement {
  const { code, registrationNumber, name, territory, roles, kind } = organisation;
  const readKind = organisationKind(kind);
  return (record, noting) => {
    const place = record[territory];
    if (typeof place === 'string' && !basis.classifiers.has('territories', place)) {
      noting(`/${territory}`, 'code-unknown');
    }
    return {
      code: textOf(record, code, noting),
      registrationNumber: textOf(record, registrationNumber, noting),
      name: { lv: textOf(record, name.lv, noting), en: textOf(record, name.en, noting) },
      kind: readKind(record, noting),
      roles: [...roles],
      territory: typeof place === 'string' ? place : null,
    };
  };
}

function factPart(rule: FactRule, basis: MappingBasis): Part<StatedFact> {
  const fields = fieldFinder(basis.definition, rule.each);
  const rowsOf = datedRows(rule, fields);
  const readers = Object.entries(rule.states).flatMap(([code, value]) => {
    const kind = basis.classifiers.factKind(code);
    return kind ? [{ code, read: readValue(value, { kind, fields, basis }) }] : [];
  });
  const stated: Part<StatedFact> = (record, noting) =>
    rowsOf(record, noting).flatMap((row) => factsOfRow(row, readers, noting));
  const { otherwise } = rule;
  const [first] = readers;
  const kind = first && basis.classifiers.factKind(first.code);
  if (!otherwise || !kind) return stated;
  const value = fixedValue(otherwise.is, kind);
  return (record, noting) => {
    const since = readDay(record[otherwise.since], `/${otherwise.since}`, noting);
    const rows = stated(record, noting);
    return since === undefined ? [] : unbroken(rows, { kind: kind.code, value, since });
  };
}

function factsOfRow(
  row: DatedRow,
  readers: readonly { code: string; read: ValueReader }[],
  noting: Noting,
): StatedFact[] {
  const facts: StatedFact[] = [];
  for (const { code, read } of readers) {
    const value = read(row, noting);
    if (value !== undefined) facts.push({ kind: code, value, from: row.from, to: row.to });
  }
  return facts;
}

/** One unbroken line since a day: what the rows state, and the other value wherever none does. */
function unbroken(
  rows: readonly StatedFact[],
  { kind, value, since }: { kind: string; value: string | number; since: string },
): StatedFact[] {
  const facts: StatedFact[] = [];
  let known: string | null = since;
  for (const row of [...rows].sort((a, b) => (a.from < b.from ? -1 : 1))) {
    if (known === null || (row.to !== null && row.to <= known)) continue;
    if (known < row.from) facts.push({ kind, value, from: known, to: row.from });
    facts.push({ ...row, from: known < row.from ? row.from : known });
    known = row.to;
  }
  if (known !== null) facts.push({ kind, value, from: known, to: null });
  return facts;
}

function householdPart(rule: HouseholdRule, { definition }: MappingBasis): Part<StatedHousehold> {
  const fields = fieldFinder(definition, rule.each);
  const rowsOf = datedRows(rule, fields);
  return (record, noting) =>
    rowsOf(record, noting).flatMap((row) => {
      const number = row.value(rule.number);
      return typeof number === 'string' ? [{ number, from: row.from, to: row.to }] : [];
    });
}

function relationPart(
  rule: RelationRule,
  mapping: Mapping,
  { definition }: MappingBasis,
): Part<StatedRelation> {
  const fields = fieldFinder(definition, rule.each);
  const rowsOf = datedRows(rule, fields);
  const own = personField(mapping) ?? '';
  const side = rule.of === undefined ? 'related' : 'person';
  const field = rule.of ?? rule.by ?? '';
  return (record, noting) =>
    rowsOf(record, noting).flatMap((row) => {
      const personalCode = row.value(field);
      if (typeof personalCode !== 'string') return [];
      if (personalCode === record[own]) noting(`${row.path}/${field}`, 'own-relation');
      return [{ kind: rule.kind, side, personalCode, from: row.from, to: row.to }];
    });
}

function representativePart(
  rule: RepresentativeRule,
  { definition }: MappingBasis,
): Part<StatedRepresentative> {
  const rowsOf = datedRows(rule, fieldFinder(definition, rule.each));
  const readManner = mannerReader(rule.manner);
  return (record, noting) =>
    rowsOf(record, noting).flatMap((row) => {
      const personalCode = row.value(rule.by);
      const manner = readManner(row, noting);
      if (typeof personalCode !== 'string' || !manner) return [];
      return [{ personalCode, manner, from: row.from, to: row.to }];
    });
}

/** What is one thing begins once on a day: of two rows that say it, the later counts. */
function withoutTwins<Stated>(all: readonly Stated[], nameOf: (one: Stated) => string): Stated[] {
  return [...new Map(all.map((one) => [nameOf(one), one])).values()];
}

function textOf(record: Records, name: string, noting: Noting): string {
  const value = record[name];
  if (typeof value === 'string' && value.trim() !== '') return value;
  noting(`/${name}`, 'value-missing');
  return '';
}
