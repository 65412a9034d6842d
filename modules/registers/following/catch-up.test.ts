import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { defineDataSet, proposeDataSet, publishDataSet } from '../../exchange/index.ts';
import { DEFINITIONS } from '../register-texts.ts';
import { registersContext, send, shownFacts } from '../testing/registers-context.ts';
import { catchUp } from './catch-up.ts';
import { takeMapping } from './take-mapping.ts';

const CODE = '320000-00001';
const resident = {
  ...{ personalCode: CODE, givenName: 'Oto', surname: 'Vējiņš', birthDate: '2015-09-09' },
  residences: [{ territory: '0001000', from: '2015-09-09' }],
};
const FARE = `${DEFINITIONS}fare-reliefs/`;

function repressed(from: string, more: Record<string, unknown> = {}) {
  const status = { certificate: 'P', status: 'repressed', from };
  return { personalCode: CODE, statuses: [status], ...more };
}

test('a mapping that moves its register to another data set follows that one from its first change', async () => {
  const context = await registersContext();
  await send(context, 'population', resident);
  await catchUp(context, 'population');
  const nonsense = [{ certificate: 'P', status: 'none', from: '2000-01-01' }];
  await send(
    context,
    'fare-reliefs',
    repressed('2000-01-01'),
    repressed('2001-01-01', { personalCode: '320000-00002' }),
    repressed('2001-01-01', { personalCode: '320000-00003', statuses: nonsense }),
  );
  await catchUp(context, 'fare-reliefs');

  const code = 'fare-reliefs-anew';
  const dataSet = readFileSync(`${FARE}data-set.yaml`, 'utf8');
  const renamed = dataSet.replace('code: atd-fare-reliefs', `code: ${code}`);
  await defineDataSet(context, { file: 'anew.yaml', text: renamed });
  await proposeDataSet(context, { code, version: 1 });
  await publishDataSet(context, { code, version: 1 });
  const mapping = readFileSync(`${FARE}mapping.yaml`, 'utf8').replace('version: 1', 'version: 2');
  const text = mapping.replace('atd-fare-reliefs@1', `${code}@1`);
  await takeMapping(context, { file: 'mapping.yaml', text });
  for (const table of ['waiting', 'faults']) {
    expect(await context.db.query(`select from registers.${table}`)).toEqual([]);
  }
  await catchUp(context, 'fare-reliefs');
  await send(context, code, repressed('2002-01-01'));
  await catchUp(context, 'fare-reliefs');
  expect(await shownFacts(context, CODE)).toContainEqual([
    ...['fare-status', 'repressed', '2002-01-01', null],
  ]);
});

test('a record whose facts are refused is left out alone', async () => {
  const context = await registersContext();
  const other = '320000-00002';
  await send(context, 'population', resident, { ...resident, personalCode: other });
  await catchUp(context, 'population');
  // Codes of no scheme are any text but the empty one.
  await context.adminDb.query(
    `update classifiers.fact_kinds set scheme = null where code = 'fare-status'`,
  );
  const empty = [{ certificate: 'P', status: '', from: '2000-01-01' }];
  const wrong = repressed('', { personalCode: other, statuses: empty });
  await send(context, 'fare-reliefs', repressed('2000-01-01'), wrong);
  const done = await catchUp(context, 'fare-reliefs');
  expect(done).toMatchObject({ records: 2, faulty: 1, facts: { added: 1 } });
  expect(await context.db.query('select problems from registers.faults')).toEqual([
    { problems: [{ path: '', code: 'contradicts-known' }] },
  ]);
});
