import { expect, test } from 'vitest';
import type { TestContext } from '../../../platform/testing/test-context.ts';
import { findPersonByCode, listRepresentations } from '../../persons/index.ts';
import { registersContext, send, withdrawOrganisation } from '../testing/registers-context.ts';
import { catchUp } from './catch-up.ts';

const ALONE = '161175-19997';
const JOINTLY = '320000-00009';
const NUMBER = '97000000009';
const DAY = '2026-03-11';

function resident(personalCode: string) {
  const name = { givenName: 'Ilze', surname: 'Vējiņa', birthDate: '1975-11-16' };
  return { personalCode, ...name, residences: [{ territory: '0001000', from: '1975-11-16' }] };
}

function ferry(...officers: object[]) {
  return {
    ...{ registrationNumber: NUMBER, shortName: 'prams', name: 'SIA “Vējaines prāmis”' },
    ...{ nameEn: 'Vējaine Ferry', territory: '0001000', form: 'SIA', officers },
  };
}

function officer(personalCode: string, representation: string, more: object = {}) {
  return { personalCode, position: 'board-member', representation, from: '2020-01-01', ...more };
}

async function board(context: TestContext, day = DAY): Promise<unknown[]> {
  const shown: unknown[] = [];
  for (const code of [ALONE, JOINTLY]) {
    const id = await findPersonByCode(context, code);
    if (id === undefined) continue;
    for (const { organisation, manner } of await listRepresentations(context, id, day)) {
      shown.push([code, organisation.registrationNumber, manner]);
    }
  }
  return shown;
}

async function followed(context: TestContext, ...officers: object[]) {
  await send(context, 'commercial', ferry(...officers));
  return await catchUp(context, 'commercial');
}

test('who is on a board represents the organisation as the register says, once they are known', async () => {
  const context = await registersContext();
  const read = await followed(context, officer(ALONE, 'alone'), officer(JOINTLY, 'jointly'));
  expect(read).toMatchObject({ waiting: 1, otherRows: 1 });
  expect(await board(context)).toEqual([]);
  await send(context, 'population', resident(ALONE));
  await catchUp(context, 'population');
  expect(await board(context)).toEqual([[ALONE, NUMBER, 'alone']]);
  await send(context, 'population', resident(JOINTLY));
  await catchUp(context, 'population');
  expect(await board(context)).toEqual([
    [ALONE, NUMBER, 'alone'],
    [JOINTLY, NUMBER, 'jointly'],
  ]);
  const sources = await context.db.query(
    `select distinct register, mapping_id is not null and position is not null as told
     from persons.representations`,
  );
  expect(sources).toEqual([{ register: 'commercial', told: true }]);
});

test('the right of representation ends with its day, its row and its record, and is never overwritten', async () => {
  const context = await registersContext();
  await send(context, 'population', resident(ALONE), resident(JOINTLY));
  await catchUp(context, 'population');
  await followed(context, officer(ALONE, 'alone', { to: DAY }), officer(JOINTLY, 'alone'));
  expect(await board(context)).toEqual([[JOINTLY, NUMBER, 'alone']]);
  expect(await board(context, '2026-03-10')).toHaveLength(2);
  expect(await followed(context, officer(JOINTLY, 'jointly'))).toMatchObject({ otherRows: 3 });
  expect(await board(context)).toEqual([[JOINTLY, NUMBER, 'jointly']]);
  expect(await followed(context, officer(JOINTLY, 'jointly'))).toMatchObject({ otherRows: 0 });
  expect(await followed(context, officer(JOINTLY, 'none'))).toMatchObject({ otherRows: 1 });
  expect(await board(context)).toEqual([]);
  await followed(context, officer(ALONE, 'alone'));
  await withdrawOrganisation(context, 'commercial', NUMBER);
  await catchUp(context, 'commercial');
  expect(await board(context)).toEqual([]);
  const rows = await context.db.query(
    'select count(*)::integer as count from persons.representations where superseded_at is not null',
  );
  expect(rows).toEqual([{ count: 4 }]);
});
