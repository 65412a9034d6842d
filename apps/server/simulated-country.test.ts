import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { countPersons, findPersonByCode, readPersonFacts } from '../../modules/persons/index.ts';
import { testContext } from '../../platform/testing/test-context.ts';
import { loadCountry, simulateCountry, wrongRecordsText } from './simulated-country.ts';

const folder = mkdtempSync(join(tmpdir(), 'koplieta-country-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('a country is made by its own program, loaded whole, and neither is done twice', async () => {
  const context = await testContext();
  const country = { folder, persons: 1_000, referenceDay: '2026-03-11' };
  await simulateCountry(country);
  const first = await loadCountry(context, folder);
  expect(first.registers).toHaveLength(12);
  for (const register of first.registers) {
    expect(register).toMatchObject({ missing: false, quarantined: 0, faulty: 0, waiting: 0 });
    expect(register.records).toBeGreaterThan(0);
  }
  const counted = [first.means, first.members];
  expect(counted.map((one) => [one.refused, one.refusals])).toEqual(counted.map(() => [0, []]));
  expect(await countPersons(context)).toBe(1_000);

  const madeAt = statSync(join(folder, 'examples.json')).mtimeMs;
  await simulateCountry(country);
  expect(statSync(join(folder, 'examples.json')).mtimeMs).toBe(madeAt);
  const again = await loadCountry(context, folder);
  for (const report of again.registers) {
    expect(report).toMatchObject({ facts: { added: 0, superseded: 0 }, otherRows: 0 });
  }

  const [example] = JSON.parse(readFileSync(join(folder, 'examples.json'), 'utf8'));
  const id = (await findPersonByCode(context, example.personalCode)) ?? '';
  const [person] = await readPersonFacts(context, [id]);
  const kinds = new Set(person?.facts.map((fact) => fact.kind));
  for (const kind of ['residence', 'education-stage', 'grade']) expect(kinds).toContain(kind);

  const another = { ...country, persons: 2_000, seed: 2, referenceDay: '2026-03-12' };
  expect(await simulateCountry(another)).toEqual({
    persons: 1_000,
    seed: 1,
    referenceDay: '2026-03-11',
  });
});

test('one wrong record is told as one', () => {
  expect(wrongRecordsText('orphans', 1)).toBe('The register orphans has 1 record that is wrong.');
  const many = 'The register orphans has 21 records that are wrong.';
  expect(wrongRecordsText('orphans', 21)).toBe(many);
});

test('a simulator that fails says so', async () => {
  const impossible = { folder: join(folder, 'no'), persons: 10, referenceDay: 'tomorrow' };
  await expect(simulateCountry(impossible)).rejects.toThrow(/status/);
});
