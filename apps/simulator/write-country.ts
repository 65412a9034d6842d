import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dayNumber, dayText, firstOfSeptember, yearOf } from './day-number.ts';
import { drawAssistance } from './draw-assistance.ts';
import { drawCare, drawLargeFamily } from './draw-family.ts';
import { drawDisability } from './draw-health.ts';
import { drawFareStatus, drawInsurance } from './draw-insurance.ts';
import { LOYALTY_PROGRAMME, MeansDrawer } from './draw-means.ts';
import { drawSchooling } from './draw-schooling.ts';
import { ExampleFinder } from './examples.ts';
import { LineWriter } from './line-writer.ts';
import { makeHousehold } from './make-household.ts';
import { Boards } from './organisations/boards.ts';
import { organisationRecords } from './organisations/organisations.ts';
import type { SimulatedHousehold } from './person.ts';
import { PersonalCodes } from './personal-codes.ts';
import { populationRecords } from './population-records.ts';
import { providerStatements } from './providers.ts';
import { Random } from './random.ts';
import {
  REGISTERS,
  type RegisterCode,
  type RegisterRecords,
  RegisterWriter,
} from './register-records.ts';

export interface Country {
  /** Where the files go: `registers/`, `issuers/`, `providers.json`, `examples.json`. */
  folder: string;
  persons: number;
  seed: number;
  /** `YYYY-MM-DD`: the day on which the country looks like this. */
  referenceDay: string;
  onProgress?: (persons: number) => void;
}

const PROGRESS_PERSONS = 10_000;

/**
 * Writes what the twelve registers and the issuers of means would hold about an invented country. The
 * same seed, number and day give the same bytes. Memory does not grow with the number of persons.
 */
export function writeCountry(country: Country): void {
  const files = openFiles(country);
  const organisations = organisationRecords();
  const boards = new Boards(organisations.commercial);
  const random = new Random(country.seed);
  const referenceDay = dayNumber(country.referenceDay);
  const making = { random, referenceDay, codes: new PersonalCodes() };
  const drawer = new MeansDrawer(random, referenceDay);
  const finder = new ExampleFinder();
  let made = 0;
  for (let ordinal = 1; made < country.persons; ordinal++) {
    const household = makeHousehold(making, ordinal);
    household.members.length = Math.min(household.members.length, country.persons - made);
    writeHousehold(files, { household, random, referenceDay });
    for (const person of household.members) {
      const { means, members } = drawer.draw(person, household.home);
      finder.look({ person, household, means, onBoard: boards.look(person) });
      for (const one of means) files.means.write(one);
      for (const member of members) files.members.write(member);
    }
    const before = made;
    made += household.members.length;
    if (Math.floor(before / PROGRESS_PERSONS) < Math.floor(made / PROGRESS_PERSONS)) {
      country.onProgress?.(made);
    }
  }
  writeOrganisations(files, {
    ...organisations,
    commercial: organisations.commercial.map((one) => boards.recordOf(one)),
  });
  for (const writer of files.all) writer.close();
  writeJson(join(country.folder, 'issuers', 'groups.json'), [LOYALTY_PROGRAMME]);
  writeJson(join(country.folder, 'providers.json'), providerStatements());
  writeJson(join(country.folder, 'examples.json'), finder.list());
}

function writeJson(path: string, content: unknown): void {
  writeFileSync(path, `${JSON.stringify(content, null, 2)}\n`);
}

interface Files {
  registers: ReadonlyMap<RegisterCode, RegisterWriter>;
  means: LineWriter;
  members: LineWriter;
  all: LineWriter[];
}

function openFiles({ folder, referenceDay }: Country): Files {
  const before = dayText(dayNumber(referenceDay) - 1);
  const lines = new Map(
    REGISTERS.map((code) => [code, new LineWriter(join(folder, 'registers', `${code}.ndjson`))]),
  );
  const registers = new Map(
    [...lines].map(([code, writer]) => [code, new RegisterWriter(writer, before)]),
  );
  const means = new LineWriter(join(folder, 'issuers', 'means.ndjson'));
  const members = new LineWriter(join(folder, 'issuers', 'members.ndjson'));
  return { registers, means, members, all: [...lines.values(), means, members] };
}

function writeOrganisations(
  { registers }: Files,
  records: { [Code in (typeof ORGANISATION_REGISTERS)[number]]: RegisterRecords[Code][] },
): void {
  for (const register of ORGANISATION_REGISTERS) {
    for (const record of records[register]) registers.get(register)?.write(record);
  }
}

const ORGANISATION_REGISTERS = [
  'public-persons',
  'commercial',
  'associations',
  'tax-payer-units',
] as const;

interface Drawing {
  household: SimulatedHousehold;
  random: Random;
  referenceDay: number;
}

/** What one draw notes on a person, later draws use: schooling and health come before the rest. */
function writeHousehold(files: Files, { household, random, referenceDay }: Drawing): void {
  const write = <Code extends RegisterCode>(
    register: Code,
    record: RegisterRecords[Code] | undefined,
  ) => {
    if (record !== undefined) files.registers.get(register)?.write(record);
  };
  const year = yearOf(referenceDay);
  const schoolYear = referenceDay < firstOfSeptember(year) ? year - 1 : year;
  const inInstitution = household.members[0]?.role === 'ward';
  for (const person of household.members) {
    write('education', drawSchooling(random, person, household, schoolYear));
    write('disability', drawDisability(random, person, referenceDay));
  }
  for (const person of household.members) {
    const orphan =
      person.role === 'ward'
        ? drawCare(random, { person, inInstitution, referenceDay })
        : undefined;
    write('orphans', orphan);
    const insured = drawInsurance(random, person, { household, orphan, referenceDay });
    write('social-insurance', insured);
    write('fare-reliefs', drawFareStatus(random, person));
  }
  for (const record of drawLargeFamily(random, household, referenceDay)) {
    write('large-families', record);
  }
  for (const record of drawAssistance(random, household, referenceDay)) {
    write('social-status', record);
  }
  for (const record of populationRecords(household)) write('population', record);
}
