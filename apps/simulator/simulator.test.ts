import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { classifiersFromFiles } from '../../modules/classifiers/index.ts';
import { parsePersonalCode } from '../../modules/persons/index.ts';
import { readRegisters, recordTester } from '../../modules/registers/index.ts';
import type { SimulatedMeans, SimulatedMember } from './draw-means.ts';
import type {
  CommercialRecord,
  EducationRecord,
  PopulationRecord,
  SocialInsuranceRecord,
} from './register-records.ts';
import { writeCountry } from './write-country.ts';

const root = mkdtempSync(join(tmpdir(), 'koplieta-simulator-'));
afterAll(() => rmSync(root, { recursive: true }));

const PERSONS = 4_000;
const REFERENCE_DAY = '2026-03-11';

type Change = Partial<
  Pick<Parameters<typeof writeCountry>[0], 'persons' | 'seed' | 'referenceDay'>
>;

function make(name: string, change: Change = {}): string {
  const folder = join(root, name);
  writeCountry({ folder, persons: PERSONS, seed: 7, referenceDay: REFERENCE_DAY, ...change });
  return folder;
}

function read<Row>(folder: string, file: string): Row[] {
  const text = readFileSync(join(folder, file), 'utf8').trim();
  return text === '' ? [] : text.split('\n').map((line) => JSON.parse(line) as Row);
}

const folder = make('country');
const population = read<PopulationRecord>(folder, 'registers/population.ndjson');
const classifiers = classifiersFromFiles();

test('the same seed gives the same bytes, another seed other people', () => {
  const again = make('again');
  const files = readdirSync(folder, { recursive: true, withFileTypes: true });
  for (const file of files.filter((one) => one.isFile())) {
    const path = join(file.parentPath, file.name);
    const other = path.replace(folder, again);
    expect(readFileSync(path).equals(readFileSync(other)), file.name).toBe(true);
  }
  const others = read<PopulationRecord>(make('others', { seed: 8 }), 'registers/population.ndjson');
  expect(others[0]).not.toEqual(population[0]);
});

test.each(readRegisters(classifiers))('$mapping.register: every record means something', (one) => {
  const { definition, mapping } = one;
  const records = read(folder, `registers/${mapping.register}.ndjson`);
  expect(records.length).toBeGreaterThan(0);
  const reader = recordTester(mapping, { definition, classifiers });
  expect(records.flatMap((record) => reader(record))).toEqual([]);
});

test('a child who lives alone is cared for by nobody, and not by themselves', () => {
  // The country ends with such a child.
  const cut = make('cut', { persons: 3_000, seed: 1, referenceDay: '2026-03-10' });
  const insured = read<SocialInsuranceRecord>(cut, 'registers/social-insurance.ndjson');
  const own = insured.filter(({ personalCode, careBenefits }) =>
    careBenefits.some(({ caredFor }) => caredFor === personalCode),
  );
  expect(own).toEqual([]);
});

test('there are as many people as wanted, each with a code of their own that is right in form', () => {
  expect(population.length).toBe(PERSONS);
  expect(new Set(population.map((person) => person.personalCode)).size).toBe(PERSONS);
  for (const { personalCode, birthDate } of population) {
    const parsed = parsePersonalCode(personalCode);
    if (parsed.birthDate) expect(parsed.birthDate).toBe(birthDate);
  }
  expect(population.filter((one) => one.previousPersonalCode).length).toBeGreaterThan(10);
});

test('nothing begins after the reference day', () => {
  for (const { birthDate, deathDate, residences, households } of population) {
    const days = [birthDate, deathDate ?? '', ...residences.map((one) => one.from)];
    for (const day of [...days, ...households.map((one) => one.from)]) {
      expect(day <= REFERENCE_DAY, day).toBe(true);
    }
  }
});

test('ages, households and families are believable', () => {
  const alive = population.filter((person) => person.deathDate === null);
  const share = (fits: (age: number) => boolean) =>
    alive.filter(({ birthDate }) => fits(2026 - Number(birthDate.slice(0, 4)))).length /
    alive.length;
  expect(share((age) => age < 15)).toBeGreaterThan(0.12);
  expect(share((age) => age < 15)).toBeLessThan(0.2);
  expect(share((age) => age >= 65)).toBeGreaterThan(0.17);
  expect(share((age) => age >= 65)).toBeLessThan(0.26);
  const households = new Set(alive.map((person) => person.households[0]?.number));
  expect(alive.length / households.size).toBeGreaterThan(1.7);
  expect(alive.length / households.size).toBeLessThan(2.6);
  const inRiga = alive.filter((person) => person.residences.at(-1)?.territory === '0001000');
  expect(inRiga.length / alive.length).toBeGreaterThan(0.25);
  expect(inRiga.length / alive.length).toBeLessThan(0.37);
  const disabled = read(folder, 'registers/disability.ndjson').length / PERSONS;
  expect(disabled).toBeGreaterThan(0.07);
  expect(disabled).toBeLessThan(0.14);
  expect(population.filter((person) => person.guardians.length > 0).length).toBeGreaterThan(3);
});

test('grades advance on 1 September, one year at a time, and fit the year of birth', () => {
  const births = new Map(population.map((person) => [person.personalCode, person.birthDate]));
  const records = read<EducationRecord>(folder, 'registers/education.ndjson');
  let pupils = 0;
  for (const { personalCode, enrolments } of records) {
    const birthYear = Number(births.get(personalCode)?.slice(0, 4));
    for (const { grade, schoolYear, from } of enrolments) {
      const year = Number(schoolYear.slice(0, 4));
      expect(from).toBe(`${year}-09-01`);
      if (grade === null) continue;
      pupils += 1;
      expect(grade).toBe(year - birthYear - 6);
    }
    const years = enrolments.map((one) => Number(one.schoolYear.slice(0, 4)));
    expect(new Set(years).size).toBe(years.length);
    expect(Math.min(...years)).toBeGreaterThanOrEqual(2020);
    expect(Math.max(...years)).toBeLessThanOrEqual(2025);
  }
  expect(pupils).toBeGreaterThan(1_000);
});

test('since July 2025 nobody lives in Varakļānu novads; before, somebody did', () => {
  const large = make('large', { persons: 12_000 });
  const inVaraklani = read<PopulationRecord>(large, 'registers/population.ndjson').flatMap((one) =>
    one.residences.filter(({ territory }) => territory.startsWith('0054')),
  );
  expect(inVaraklani.length).toBeGreaterThan(20);
  for (const { to } of inVaraklani) expect(to !== null && to <= '2025-07-01').toBe(true);
});

test('cards have values of their own that are no bank card numbers, and known issuers', () => {
  const means = read<SimulatedMeans>(folder, 'issuers/means.ndjson');
  expect(new Set(means.map((one) => one.value)).size).toBe(means.length);
  const issuers = new Set(
    ['public-persons', 'commercial', 'associations', 'tax-payer-units'].flatMap((code) =>
      read<{ shortName: string }>(folder, `registers/${code}.ndjson`).map((one) => one.shortName),
    ),
  );
  const codes = new Set(population.map((person) => person.personalCode));
  for (const { value, kind, issuer, personalCode } of means) {
    expect(value).toMatch(/^[A-Z]{2}\d{9}$/);
    expect(classifiers.has('means-kinds', kind)).toBe(true);
    expect(issuers.has(issuer), issuer).toBe(true);
    expect(codes.has(personalCode)).toBe(true);
  }
});

test('members of the loyalty programme have consented, and hold its card', () => {
  const members = read<SimulatedMember>(folder, 'issuers/members.ndjson');
  expect(members.length).toBeGreaterThan(100);
  for (const { group, consentAt } of members) {
    expect(group).toBe('senioru-tresdiena-members');
    expect(consentAt.slice(0, 10) <= REFERENCE_DAY).toBe(true);
  }
});

test('the examples have a card each', () => {
  const examples = JSON.parse(readFileSync(join(folder, 'examples.json'), 'utf8'));
  expect(examples.length).toBeGreaterThanOrEqual(5);
  for (const { means } of examples) expect(means.length).toBeGreaterThan(0);
});

test('boards of merchants have grown-ups of the country: some act alone, some only together', () => {
  const merchants = read<CommercialRecord>(folder, 'registers/commercial.ndjson');
  const births = new Map(
    population.map(({ personalCode, birthDate }) => [personalCode, birthDate]),
  );
  const officers = merchants.flatMap((merchant) => merchant.officers);
  expect(merchants.every((merchant) => merchant.officers.length > 0)).toBe(true);
  expect(new Set(officers.map(({ personalCode }) => personalCode)).size).toBe(officers.length);
  for (const { personalCode } of officers) {
    expect((births.get(personalCode) ?? REFERENCE_DAY) < '1996-03-12').toBe(true);
  }
  const alone = merchants.filter((one) => one.officers.some((o) => o.representation === 'alone'));
  expect(alone.length).toBeGreaterThan(5);
  expect(alone.length).toBeLessThan(merchants.length);
});
