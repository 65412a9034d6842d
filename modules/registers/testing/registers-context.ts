import { type TestContext, testContext } from '../../../platform/testing/test-context.ts';
import { classifiersFromFiles, loadClassifiers } from '../../classifiers/index.ts';
import { acceptRecords } from '../../exchange/index.ts';
import { findPersonByCode, type PersonFacts, readPersonFacts } from '../../persons/index.ts';
import { setUpRegisters } from '../index.ts';
import { readRegisters } from '../register-texts.ts';

/** A context in which the twelve registers are followed. */
export async function registersContext(): Promise<TestContext> {
  const context = await testContext();
  await loadClassifiers(context);
  await setUpRegisters(context);
  return context;
}

const NAMES = new Map(
  readRegisters(classifiersFromFiles()).map(({ mapping, definition }) => [
    mapping.register,
    { code: definition.code, version: definition.version },
  ]),
);

let sent = 0;

/** A later instant for every record, long ago: each replaces the one before. */
function nextInstant(): string {
  sent += 1;
  return new Date(Date.parse('2026-03-01T00:00:00Z') + sent * 1_000).toISOString();
}

function dated(record: Record<string, unknown>, validFrom: boolean): Record<string, unknown> {
  const held = validFrom ? { holdsSince: '2026-03-01' } : {};
  return { changedAt: nextInstant(), ...held, ...record };
}

/** Sends records as the register's own system would; gives what became of each. */
export async function send(
  context: TestContext,
  register: string,
  ...records: Record<string, unknown>[]
): Promise<string[]> {
  const isOfPerson = records.some(({ personalCode }) => personalCode !== undefined);
  const changes = records.map((record) => ({ upsert: dated(record, isOfPerson) }));
  return await change(context, register, changes);
}

/** Deletes the record of a person from a register. */
export async function withdraw(
  context: TestContext,
  register: string,
  personalCode: string,
): Promise<string[]> {
  const key = { personalCode, changedAt: nextInstant() };
  return await change(context, register, [{ delete: key }]);
}

/** Deletes the record of an organisation from a register. */
export async function withdrawOrganisation(
  context: TestContext,
  register: string,
  registrationNumber: string,
): Promise<string[]> {
  const key = { registrationNumber, changedAt: nextInstant() };
  return await change(context, register, [{ delete: key }]);
}

async function change(context: TestContext, register: string, changes: readonly unknown[]) {
  const name = NAMES.get(register) ?? { code: register, version: 1 };
  const accepted = await acceptRecords(context, name, { changes, allOrNothing: false });
  return accepted.map((one) => ('problems' in one ? JSON.stringify(one.problems) : one.outcome));
}

export async function factsOf(context: TestContext, personalCode: string): Promise<PersonFacts> {
  const id = await findPersonByCode(context, personalCode);
  const [person] = await readPersonFacts(context, [id ?? '']);
  if (!person) throw new Error('The person is not known.');
  return person;
}

/** The current facts, each as [kind, value, from, to]. */
export async function shownFacts(context: TestContext, personalCode: string) {
  const { facts } = await factsOf(context, personalCode);
  return facts.map(({ kind, value, period }) => [kind, value, period.from, period.to]);
}
