import { expect, test } from 'vitest';
import { classifiersFromFiles } from '../../classifiers/index.ts';
import { addOrganisations } from '../../persons/index.ts';
import { startFollower as followRegisters } from '../../registers/index.ts';
import { registersContext, send, withdraw } from '../../registers/testing/registers-context.ts';
import { importReliefs } from '../../reliefs/index.ts';
import { followPublications, noteChangedPersons, startFollower } from '../index.ts';

const MOTHER = '161175-19997';
const CHILD = '320000-00001';
const PATIENCE = { timeout: 20_000 };

const RELIEFS = `code: CARE
kind: discount
name: { lv: Vecākiem, en: For parents }
label: { lv: Atlaide, en: Discount }
categories: [residents]
act: Izdomāts
source: invented
grantor: ministry
versions:
  - from: 2020-01-01
    who: { related: child, where: { fact: disability, in: [child] } }
    benefits: [{ on: [ferry-crossing], give: { percent: 10 } }]
`;

function resident(personalCode: string, more: Record<string, unknown> = {}) {
  return {
    personalCode,
    ...{ givenName: 'Ilze', surname: 'Vējiņa', birthDate: '1975-11-16' },
    residences: [{ territory: '0001000', from: '1975-11-16' }],
    ...more,
  };
}
const child = resident(CHILD, {
  ...{ givenName: 'Oto', birthDate: '2015-09-09', parents: [{ personalCode: MOTHER }] },
});

test("a record of a child's disability gives the parent the relief, and takes it with its end", async () => {
  const context = await registersContext();
  await addOrganisations(context, [
    {
      ...{ code: 'ministry', registrationNumber: null, name: { lv: 'Ministrija', en: 'Ministry' } },
      ...{ kind: 'institution', roles: ['grantor'], territory: null },
    },
  ]);
  await importReliefs(context, [{ file: 'care.yaml', text: RELIEFS }], classifiersFromFiles());
  await followPublications(context);
  const connection = context.access.application;
  const followers = [
    startFollower(context, connection),
    followRegisters(context, connection, { onFactsChanged: noteChangedPersons }),
  ];
  const held = async () =>
    await context.db.query<{ from: string; to: string | null }>(
      `select valid_from as "from", valid_to as "to" from entitlements.current_entitlements`,
    );
  const decision = { number: 'L-1', group: 'child', from: '2026-01-01' };
  await send(context, 'population', child, resident(MOTHER));
  await send(context, 'disability', { personalCode: CHILD, decisions: [decision] });
  await expect.poll(held, PATIENCE).toEqual([{ from: '2026-01-01', to: null }]);
  const ended = { ...decision, to: '2026-03-01' };
  await send(context, 'disability', { personalCode: CHILD, decisions: [ended] });
  await expect.poll(held, PATIENCE).toEqual([{ from: '2026-01-01', to: '2026-03-01' }]);
  await send(context, 'disability', { personalCode: CHILD, decisions: [decision] });
  await expect.poll(held, PATIENCE).toEqual([{ from: '2026-01-01', to: null }]);
  // Who is no parent any more has nothing by that child.
  await send(context, 'population', { ...child, parents: [] });
  await expect.poll(held, PATIENCE).toEqual([]);
  await send(context, 'population', child);
  await expect.poll(held, PATIENCE).toEqual([{ from: '2026-01-01', to: null }]);
  await withdraw(context, 'disability', CHILD);
  await expect.poll(held, PATIENCE).toEqual([]);
  await Promise.all(followers.map((follower) => follower.stop()));
}, 120_000);
