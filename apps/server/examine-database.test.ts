import { afterAll, expect, inject, test } from 'vitest';
import {
  APPLICATION_GROUP,
  applicationRole,
  asAdmin,
  loginRoles,
  PATH_GROUP,
  pathRole,
} from '../../platform/database/prepare-database.ts';
import { setUpDatabase } from '../../platform/database/set-up-database.ts';
import { openKeyring } from '../../platform/keys/keyring.ts';
import { examineDatabase } from './examine-database.ts';

const { adminUrl, template } = inject('testDatabase');
const keys = openKeyring(Buffer.alloc(32, 5));
const database = `${template}_doctor`;
const role = applicationRole(database);
const inDatabase = Object.assign(new URL(adminUrl), { pathname: `/${database}` }).href;
await setUpDatabase(adminUrl, database, keys);
afterAll(() =>
  asAdmin(adminUrl, async (client) => {
    await client.query(`drop database ${database} with (force)`);
    for (const name of loginRoles(database)) await client.query(`drop role ${name}`);
  }),
);

/** What the doctor finds wrong after a statement of the administrator, and after it was undone. */
async function faultsAfter(statement: string, undo: string): Promise<string[]> {
  const faults = async () =>
    (await examineDatabase(adminUrl, database, keys))
      .filter(({ well }) => !well)
      .map(({ sentence }) => sentence);
  await asAdmin(adminUrl, (client) => client.query(statement));
  try {
    return await faults();
  } finally {
    await asAdmin(adminUrl, (client) => client.query(undo));
    expect(await faults()).toEqual([]);
  }
}

test('a role that may too much, or not enough, is named with what to do', async () => {
  expect(await faultsAfter(`alter role ${role} createdb`, `alter role ${role} nocreatedb`)).toEqual(
    [expect.stringMatching(/may do more .* Take its rights away\.$/)],
  );
  const revoke = `revoke ${APPLICATION_GROUP} from ${role}`;
  expect(await faultsAfter(revoke, `grant ${APPLICATION_GROUP} to ${role}`)).toEqual([
    `The role ${role} is not in ${APPLICATION_GROUP}. "npx koplieta migrate" mends it.`,
  ]);
  const path = pathRole(database);
  expect(
    await faultsAfter(`revoke ${PATH_GROUP} from ${path}`, `grant ${PATH_GROUP} to ${path}`),
  ).toEqual([`The role ${path} is not in ${PATH_GROUP}. "npx koplieta migrate" mends it.`]);
  const more = [
    `grant ${APPLICATION_GROUP} to ${path}`,
    `revoke ${APPLICATION_GROUP} from ${path}`,
  ];
  expect(await faultsAfter(more[0] ?? '', more[1] ?? '')).toEqual([
    `The role ${path} may do more than call its functions. Take its rights away.`,
  ]);
});

test('a database that is not there, or has another secret, is told apart', async () => {
  expect(await examineDatabase(adminUrl, `${database}_none`, keys)).toEqual([
    {
      well: false,
      sentence: `There is no database "${database}_none" yet. "npm start" makes it.`,
    },
  ]);
  const foreign = openKeyring(Buffer.alloc(32, 6));
  await expect(examineDatabase(adminUrl, database, foreign)).rejects.toThrow(
    /another installation/,
  );
});

test('rows of organisations that nothing keeps apart any more are named', async () => {
  const change = (how: string) => asAdmin(inDatabase, (client) => client.query(how));
  const faults = async () =>
    (await examineDatabase(adminUrl, database, keys)).filter(({ well }) => !well);
  await change('alter table reliefs.drafts disable row level security');
  expect(await faults()).toMatchObject([{ sentence: expect.stringContaining('reliefs.drafts') }]);
  await change('alter table reliefs.drafts enable row level security');
  expect(await faults()).toEqual([]);
  expect(
    await faultsAfter(`alter role ${role} bypassrls`, `alter role ${role} nobypassrls`),
  ).toEqual([expect.stringContaining('may do more')]);
});
