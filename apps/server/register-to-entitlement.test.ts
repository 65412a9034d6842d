import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { classifiersFromFiles } from '../../modules/classifiers/index.ts';
import {
  noteChangedPersons,
  recomputeEntitlements,
  startFollower,
} from '../../modules/entitlements/index.ts';
import { addInformationSystem, createSystemKey } from '../../modules/exchange/index.ts';
import { findPersonByCode } from '../../modules/persons/index.ts';
import { startFollower as followRegisters } from '../../modules/registers/index.ts';
import { fillCatalogue, readReliefFiles } from '../../modules/reliefs/index.ts';
import { testContext } from '../../platform/testing/test-context.ts';
import { loadCountry, simulateCountry } from './simulated-country.ts';
import { testServer } from './testing/test-server.ts';

const folder = mkdtempSync(join(tmpdir(), 'koplieta-whole-way-'));
afterAll(() => rmSync(folder, { recursive: true }));

const KEEPER = 'veselibas-un-darbspeju-ekspertizes-arstu-valsts-komisija';

test("a register's call over HTTP gives an entitlement, and its deletion ends that", async () => {
  const context = await testContext();
  await simulateCountry({ folder, persons: 200, referenceDay: '2026-03-11' });
  await loadCountry(context, folder);
  await fillCatalogue(context, readReliefFiles(), classifiersFromFiles());
  await recomputeEntitlements(context);
  await addInformationSystem(context, { institution: KEEPER, code: 'vdeavk', name: 'VDEĀVK' });
  const { keyText } = await createSystemKey(context, { system: 'vdeavk', expiresAt: null });
  const server = await testServer(context);
  const connection = context.access.application;
  const followers = [
    startFollower(context, connection),
    followRegisters(context, connection, { onFactsChanged: noteChangedPersons }),
  ];
  const personalCode = somebodyWell();
  const personId = await findPersonByCode(context, personalCode);
  const send = async (change: unknown) => {
    const address = `${server.baseUrl}/exchange/v1/data-sets/vdeavk-disability/1/records`;
    const answer = await fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${keyText}` },
      body: JSON.stringify({ changes: [change] }),
    });
    expect(answer.status).toBe(200);
  };
  const entitled = async () => {
    const rows = await context.adminDb.query(
      `select from entitlements.entitlements held
       join reliefs.reliefs relief on relief.id = held.relief_id
       where held.person_id = $1::uuid and relief.code = 'LV-TRANSPORT-DISABILITY'
         and held.superseded_at is null`,
      [personId],
    );
    return rows.length > 0;
  };
  const until = async (wanted: boolean) => {
    for (let waited = 0; waited < 400 && (await entitled()) !== wanted; waited++) await sleep(25);
    expect(await entitled()).toBe(wanted);
  };
  expect(await entitled()).toBe(false);
  const at = (second: number) => `2026-03-11T09:00:0${second}Z`;
  const decisions = [{ number: '1', group: 'I', from: '2026-03-11' }];
  await send({
    upsert: { personalCode, changedAt: at(1), holdsSince: '2026-03-11', decisions },
  });
  await until(true);
  await send({ delete: { personalCode, changedAt: at(2) } });
  await until(false);
  await Promise.all(followers.map((follower) => follower.stop()));
  await server.close();
});

/** A grown-up of whom the register of disability says nothing. */
function somebodyWell(): string {
  const read = (register: string) =>
    readFileSync(join(folder, 'registers', `${register}.ndjson`), 'utf8')
      .trim()
      .split('\n')
      .map(
        (line) =>
          JSON.parse(line) as { personalCode: string; birthDate: string; deathDate: unknown },
      );
  const disabled = new Set(read('disability').map(({ personalCode }) => personalCode));
  const found = read('population').find(
    ({ personalCode, birthDate, deathDate }) =>
      deathDate === null && birthDate < '1990-01-01' && !disabled.has(personalCode),
  );
  if (!found) throw new Error('Everybody is in the register.');
  return found.personalCode;
}
