import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from '../../platform/context.ts';
import { type Classifiers, readClassifiers } from '../classifiers/index.ts';
import { addOrganisations } from '../persons/index.ts';
import { loadHouseholds } from './load-households.ts';
import { factFault, parseRecords } from './parse-records.ts';
import { readLines } from './read-lines.ts';
import { statedRegister } from './records/stated-facts.ts';
import type { OrganisationRegister, PersonRegister } from './register.ts';
import { ORGANISATION_REGISTERS, PERSON_REGISTERS } from './register-list.ts';
import { emptyReport, type RegisterReport } from './register-report.ts';
import { SeenCodes } from './seen-codes.ts';
import { type PersonBatch, storePersonRecords, storeRelations } from './store-person-records.ts';

export interface LoadProgress {
  register: string;
  bytesRead: number;
  bytes: number;
}

export interface LoadOptions {
  onProgress?: (progress: LoadProgress) => void;
}

const BATCH_RECORDS = 1_000;
const BATCHES_UNDER_WAY_MAX = 2;

/**
 * Loads the twelve registers from `<folder>/registers/<register>.ndjson`. Each record is checked; a
 * bad one is counted and reported with its line and reason, and the others are stored, a batch at a
 * time. Loading the same files again changes nothing; a record that says something else corrects what
 * was held. That a record is absent says nothing. Classifiers must have been loaded. Registers that a
 * vocabulary adds are loaded too, where they have files.
 */
export async function loadRegisters(
  context: Context,
  folder: string,
  options: LoadOptions = {},
): Promise<RegisterReport[]> {
  const classifiers = await readClassifiers(context);
  const reports: RegisterReport[] = [];
  for (const register of [...ORGANISATION_REGISTERS, ...PERSON_REGISTERS]) {
    const path = join(folder, 'registers', `${register.code}.ndjson`);
    const report = emptyReport(register.code);
    reports.push(report);
    if (!existsSync(path)) {
      report.missing = true;
      continue;
    }
    const loading = { context, classifiers, path, report, ...options };
    await alone(context, register.code, () =>
      register.kind === 'persons'
        ? loadPersons(register, loading)
        : loadOrganisations(register, loading),
    );
  }
  await loadStated(context, { folder, classifiers, reports, options });
  return reports;
}

/**
 * Registers that only the vocabulary names: `<register>.ndjson` about persons and
 * `<register>-households.ndjson` about households, where there are such files.
 */
async function loadStated(
  context: Context,
  about: {
    folder: string;
    classifiers: Classifiers;
    reports: RegisterReport[];
    options: LoadOptions;
  },
): Promise<void> {
  const { folder, classifiers, reports, options } = about;
  const known = new Set(PERSON_REGISTERS.map(({ code }) => code));
  const further = new Set(classifiers.factKinds.map(({ register }) => register));
  for (const code of [...further].filter((one) => !known.has(one)).sort()) {
    const path = join(folder, 'registers', `${code}.ndjson`);
    const households = join(folder, 'registers', `${code}-households.ndjson`);
    if (existsSync(path)) {
      const report = emptyReport(code);
      reports.push(report);
      const loading = { context, classifiers, path, report, ...options };
      await alone(context, code, () => loadPersons(statedRegister(code), loading));
    }
    if (existsSync(households)) {
      const report = emptyReport(`${code}-households`);
      reports.push(report);
      const loading = { register: code, path: households, classifiers, report };
      await alone(context, code, () => loadHouseholds(context, loading));
    }
  }
}

interface Loading extends LoadOptions {
  context: Context;
  classifiers: Classifiers;
  path: string;
  report: RegisterReport;
}

/** One load of a register at a time; another one waits. The lock's transaction holds nothing else. */
async function alone(context: Context, register: string, work: () => Promise<void>) {
  await context.db.transaction(async (db) => {
    await db.query(`select pg_advisory_xact_lock(hashtextextended('register ' || $1::text, 0))`, [
      register,
    ]);
    await work();
  });
}

/** A second reading only for records that name people who stand further down in the file. */
async function loadPersons(register: PersonRegister, loading: Loading): Promise<void> {
  const { context } = loading;
  const later = new Set<number>();
  await eachBatch(register, loading, async (batch) => {
    await storePersonRecords(context, batch);
    for (const line of await storeRelations(context, batch, { last: false })) later.add(line);
  });
  if (later.size === 0) return;
  await eachBatch(register, { ...loading, only: later }, async (batch) => {
    await storeRelations(context, batch, { last: true });
  });
}

/** Batches of a register are about different persons, so two of them may be under way. */
async function eachBatch(
  register: PersonRegister,
  { classifiers, path, report, onProgress, only }: Loading & { only?: ReadonlySet<number> },
  store: (batch: PersonBatch) => Promise<void>,
): Promise<void> {
  const bytes = statSync(path).size;
  const seen = new SeenCodes();
  const underWay = new Set<Promise<void>>();
  let failure: unknown;
  for await (const { lines, bytesRead } of readLines(path, BATCH_RECORDS)) {
    const wanted = only ? lines.filter((line) => only.has(line.number)) : lines;
    if (!only) report.records += lines.length;
    const records = parseRecords(wanted, {
      report,
      parse: register.parse,
      fault: ({ state: { facts } }) =>
        factFault(facts, { register: register.code, of: 'person', classifiers }),
      note: ({ personalCode }) => seen.add(personalCode),
    });
    if (records.length === 0) continue;
    const stored: Promise<void> = store({ register, records, report })
      .catch((error: unknown) => {
        failure ??= error;
      })
      .finally(() => underWay.delete(stored));
    underWay.add(stored);
    if (underWay.size >= BATCHES_UNDER_WAY_MAX) await Promise.race(underWay);
    if (failure) break;
    onProgress?.({ register: register.code, bytesRead, bytes });
  }
  await Promise.all(underWay);
  if (failure) throw failure;
}

async function loadOrganisations(register: OrganisationRegister, loading: Loading): Promise<void> {
  const { context, classifiers, path, report } = loading;
  const seen = new Set<string>();
  for await (const { lines } of readLines(path, BATCH_RECORDS)) {
    report.records += lines.length;
    const records = parseRecords(lines, {
      report,
      parse: register.parse,
      fault: ({ territory }) =>
        territory && !classifiers.has('territories', territory)
          ? 'territory: unknown code'
          : undefined,
      note: ({ code }) => seen.size < seen.add(code).size,
    });
    const { written } = await addOrganisations(
      context,
      records.map((record) => record.state),
    );
    report.otherRows += written;
  }
}
