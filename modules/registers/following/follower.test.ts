import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { DEFINITIONS } from '../register-texts.ts';
import { registersContext, send, shownFacts, withdraw } from '../testing/registers-context.ts';
import { catchUp } from './catch-up.ts';
import type { FactsOfPersonChanged } from './change-book.ts';
import { startFollower } from './start-follower.ts';
import { takeMapping } from './take-mapping.ts';

const CODE = '320000-00001';
const resident = {
  ...{ personalCode: CODE, givenName: 'Oto', surname: 'Vējiņš', birthDate: '2015-09-09' },
  residences: [{ territory: '0001000', from: '2015-09-09' }],
};
const status = (from: string) => ({
  ...{ personalCode: CODE, statuses: [{ certificate: 'P', status: 'repressed', from }] },
});
const context = await registersContext();

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let waited = 0; waited < 400 && !(await holds()); waited++) await sleep(25);
  expect(await holds()).toBe(true);
}

test('servers that follow are woken by the commit; what fails is tried again, and told once', async () => {
  const told: FactsOfPersonChanged[] = [];
  let failures = 1;
  const onFactsChanged = async (_: unknown, changes: readonly FactsOfPersonChanged[]) => {
    if (failures-- > 0) throw new Error('The queue is away.');
    told.push(...changes);
  };
  const followers = [1, 2].map(() =>
    startFollower(context, context.access.application, { onFactsChanged }),
  );
  await send(context, 'population', resident);
  await until(() => told.length === 1);
  await send(context, 'fare-reliefs', status('2000-01-01'));
  await until(() => told.length === 2);
  await Promise.all(followers.map((follower) => follower.stop()));
  expect(told[1]?.kinds).toEqual(['fare-status']);
  expect(await shownFacts(context, CODE)).toContainEqual([
    ...['fare-status', 'repressed', '2000-01-01', null],
  ]);
});

test('a new version of a mapping reads all again, and what was deleted meanwhile ends', async () => {
  const other = '320000-00009';
  await send(context, 'population', { ...resident, personalCode: other });
  await catchUp(context, 'population');
  await send(context, 'fare-reliefs', { ...status('2000-01-01'), personalCode: other });
  await catchUp(context, 'fare-reliefs');
  await withdraw(context, 'fare-reliefs', other);
  const file = `${DEFINITIONS}fare-reliefs/mapping.yaml`;
  const text = readFileSync(file, 'utf8');
  const changed = text.replace('until: to', 'through: to');
  await expect(takeMapping(context, { file, text: changed })).rejects.toMatchObject({
    code: 'mapping-version-held',
  });
  const next = changed.replace('version: 1', 'version: 2');
  const taken = {
    file,
    text: next.replace('fare-status: status', 'fare-status: { is: repressed }'),
  };
  expect(await takeMapping(context, taken)).toMatchObject({ outcome: 'taken' });
  expect(await takeMapping(context, taken)).toMatchObject({ outcome: 'unchanged' });
  await expect(takeMapping(context, { file, text })).rejects.toMatchObject({
    code: 'mapping-version-held',
  });
  const wrong = next.replace('each: statuses', 'each: statses').replace('version: 2', 'version: 3');
  await expect(takeMapping(context, { file, text: wrong })).rejects.toMatchObject({
    ...{ code: 'mapping-text-invalid', details: { problems: [{ suggestion: 'statuses' }] } },
  });
  expect(await catchUp(context, 'fare-reliefs')).toMatchObject({
    ...{ records: 2, facts: { added: 0, superseded: 1 } },
  });
  expect((await shownFacts(context, CODE)).map(([kind]) => kind)).toContain('fare-status');
  expect((await shownFacts(context, other)).map(([kind]) => kind)).not.toContain('fare-status');
});

test('what one register states as the whole of somebody no other may state', async () => {
  const read = (register: string) => {
    const file = `${DEFINITIONS}${register}/mapping.yaml`;
    return { file, text: readFileSync(file, 'utf8').replace(/^version: \d/m, 'version: 9') };
  };
  const { file, text } = read('social-insurance');
  const parent = { file, text: text.replace('kind: carer', 'kind: guardian') };
  await expect(takeMapping(context, parent)).rejects.toMatchObject({
    ...{ code: 'mapping-stated-twice' },
    details: { stated: 'guardian', register: 'population' },
  });
  const population = read('population');
  const renamed = population.text.replace('register: population', 'register: second-population');
  const persons = { file: population.file, text: renamed.replace(/^facts:[^]*?^(?=\w)/m, '') };
  await expect(takeMapping(context, persons)).rejects.toMatchObject({
    ...{ code: 'mapping-stated-twice' },
    details: { stated: 'person', register: 'population' },
  });
  // Its own relations stay its own in a new version.
  expect(await takeMapping(context, population)).toMatchObject({ outcome: 'taken' });
  await catchUp(context, 'population');
  expect((await shownFacts(context, CODE)).map(([kind]) => kind)).toContain('residence');
});

test('who has slept longer than the log is kept reads the records as they stand', async () => {
  await send(context, 'fare-reliefs', status('2001-01-01'));
  await send(context, 'fare-reliefs', status('2002-01-01'));
  await context.adminDb.query(
    `with gone as (delete from exchange.changes change using exchange.versions version,
         exchange.data_sets set
       where change.version_id = version.id and version.data_set_id = set.id
         and set.code = 'atd-fare-reliefs')
     update exchange.heads head set kept_after = position from exchange.versions version,
       exchange.data_sets set
     where head.version_id = version.id and version.data_set_id = set.id
       and set.code = 'atd-fare-reliefs'`,
  );
  expect(await catchUp(context, 'fare-reliefs')).toMatchObject({ records: 1 });
  expect(await shownFacts(context, CODE)).toContainEqual([
    ...['fare-status', 'repressed', '2002-01-01', null],
  ]);
});
