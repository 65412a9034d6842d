import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { headJobs, JOBS } from '../apps/server/modules.ts';
import { readClassifiers } from '../modules/classifiers/index.ts';
import {
  addRecipientGroups,
  addStatementSource,
  FOLLOWING_CHANGES,
  FOLLOWING_STATEMENTS,
  noteChangedPersons,
  startFollower,
  startStatementFollower,
  statementText,
} from '../modules/entitlements/index.ts';
import {
  LISTING_FAULTS as LISTING_STATEMENT_FAULTS,
  listStatementFaults,
} from '../modules/entitlements/statements/list-faults.ts';
import {
  LISTING_WAITING,
  listWaitingGrants,
} from '../modules/entitlements/statements/list-waiting.ts';
import {
  acceptRecords,
  defineDataSet,
  postgresWaking,
  proposeDataSet,
  publishDataSet,
  SENDING,
  startWebhooks,
} from '../modules/exchange/index.ts';
import { openMailbox } from '../modules/exchange/mailboxes/open-mailbox.ts';
import { asSystem } from '../modules/exchange/testing/systems.ts';
import { setWebhook } from '../modules/exchange/webhooks/set-webhook.ts';
import {
  DESCRIBING,
  describeRegisters,
} from '../modules/registers/freshness/describe-registers.ts';
import { LISTING_FAULTS, listFaults } from '../modules/registers/freshness/list-faults.ts';
import {
  FOLLOWING,
  setUpRegisters,
  startFollower as startRegisterFollower,
} from '../modules/registers/index.ts';
import { send } from '../modules/registers/testing/registers-context.ts';
import { importReliefs } from '../modules/reliefs/index.ts';
import { openTerminal } from '../modules/transactions/testing/terminal.ts';
import { SEALING, startSealer } from '../platform/audit/index.ts';
import type { Context } from '../platform/context.ts';
import {
  contextOfSystem,
  type SystemPermission,
  type SystemWork,
} from '../platform/system-work.ts';
import { isTest, listSources } from './tree.ts';

/**
 * What the system does by itself does what it has declared and nothing else: PostgreSQL refuses the rest,
 * because the application's rights are taken away but for those declared. And it needs all that it declares.
 */
const LOOPBACK = { loopback: true };
const DAY_MS = 86_400_000;
const INSTITUTION = 'm-0099000';
const INSTRUCTIONS = { code: `${INSTITUTION}-instructions`, version: 1 };
const GROUP = {
  code: 'pramja-draugi',
  name: { lv: 'Draugi', en: 'Friends' },
  keptBy: 'list',
} as const;
const FRIENDS = `code: VEJAINE-FRIENDS
kind: discount
name: { lv: Prāmja drauga atlaide, en: Discount for friends of the ferry }
label: { lv: Prāmja atlaide, en: Ferry discount }
categories: [residents]
act: Izdomāts
source: invented
grantor: ${INSTITUTION}
versions:
  - from: 2020-01-01
    who: { group: ${GROUP.code} }
    benefits: [{ on: [ferry-crossing], give: { percent: 10 } }]
`;

const terminal = await openTerminal();
const { context, ferry } = terminal;
const { adminDb, access } = context;
const folder = mkdtempSync(join(tmpdir(), 'koplieta-heads-'));
const waking = postgresWaking(access.application);
afterAll(async () => {
  await waking.stop();
  rmSync(folder, { recursive: true });
});

/** What the application may do beside reading, and where it reads what policies keep apart. */
const GRANTED = `
with acls as (
  select relnamespace::regnamespace::text as schema, relacl as acl, '' as of, relrowsecurity as governed,
    format('table %s', oid::regclass) as object
  from pg_class where relkind in ('r', 'p')
  union all
  select relnamespace::regnamespace::text, attacl, format(' (%I)', attname), relrowsecurity,
    format('table %s', attrelid::regclass)
  from pg_attribute join pg_class on pg_class.oid = attrelid where relkind in ('r', 'p')
  union all
  select pronamespace::regnamespace::text, coalesce(proacl, acldefault('f', proowner)), '', false,
    format('function %s', oid::regprocedure)
  from pg_proc where provolatile = 'v'
)
select case when privilege_type <> 'SELECT' then schema end as schema,
  format('%s%s on %s', privilege_type, of, object) as right,
  case grantee when 0 then 'public' else 'koplieta_app' end as holder
from acls, aclexplode(acl)
where grantee in (0, to_regrole('koplieta_app'))
  and schema not in ('pg_catalog', 'information_schema', 'jobs')
  and (privilege_type <> 'SELECT' or governed)`;

interface Right {
  /** Where it changes something; null: it reads rows of organisations. */
  schema: string | null;
  right: string;
  holder: string;
}

/** Does something while the application has the rights that a permission gives, and no others. */
async function permitted(permission: SystemPermission, act: () => Promise<void>): Promise<void> {
  const { organisations, changes } = permission;
  const granted = await adminDb.query<Right & Record<string, unknown>>(GRANTED);
  const others = granted.filter(({ schema }) =>
    schema === null ? organisations === 'none' : !changes.includes(schema),
  );
  const each = (write: (one: Right) => string) => adminDb.query(others.map(write).join(';'));
  await each(({ right, holder }) => `revoke ${right} from ${holder}`);
  try {
    await act();
  } finally {
    await each(({ right, holder }) => `grant ${right} to ${holder}`);
  }
}

interface Running {
  stop(): Promise<void>;
}

/** One that turns until it is stopped, as work that ends: its first turn, and what failed in it. */
function turning(start: (context: Context) => Running, isDone = async () => true) {
  return async () => {
    const failures: unknown[] = [];
    const log = { ...context.log, error: ({ err }: { err: unknown }) => void failures.push(err) };
    const running = start({ ...context, log: log as unknown as Context['log'] });
    const isOver = async () => failures.length > 0 || (await isDone());
    await expect.poll(isOver, { timeout: 10_000 }).toBe(true);
    await running.stop();
    if (failures.length > 0) throw failures[0];
  };
}

const isEmpty = async (found: string) => (await adminDb.query(found)).length === 0;

const asOperator = () => context.as({ kind: 'operator' });
const asReviewer = () =>
  context.as({
    ...{ kind: 'official', officialId: context.ids.next(), roles: ['reviewer'] },
    organisation: null,
  });

/** What the system reads within somebody's question: that it was asked, the one who asks records. */
const WITHIN_QUESTIONS: (SystemWork & { ask(): Promise<unknown> })[] = [
  { ...DESCRIBING, ask: () => describeRegisters(asOperator()) },
  {
    ...LISTING_FAULTS,
    ask: () => listFaults(asOperator(), 'disability', { after: null, limit: 1 }),
  },
  {
    ...LISTING_STATEMENT_FAULTS,
    ask: () =>
      listStatementFaults(asOperator(), {
        ...{ dataSet: INSTRUCTIONS.code, version: INSTRUCTIONS.version, after: 0 },
      }),
  },
  { ...LISTING_WAITING, ask: () => listWaitingGrants(asReviewer()) },
];

const WORK: (SystemWork & {
  /** Schemas that are changed beside it, by whoever asked. */
  besides?: readonly string[];
  run(permission: SystemPermission): Promise<void>;
})[] = [
  { ...SEALING, run: turning(startSealer) },
  {
    ...FOLLOWING,
    run: turning(
      (own) =>
        startRegisterFollower(own, access.application, { onFactsChanged: noteChangedPersons }),
      () =>
        isEmpty(`select from registers.followed where register = 'disability' and position = 0`),
    ),
  },
  {
    ...SENDING,
    run: turning(
      (own) => startWebhooks(own, { waking, rule: LOOPBACK }),
      async () => !(await isEmpty('select from exchange.webhooks where attempts > 0')),
    ),
  },
  ...[...JOBS, ...headJobs({ folder })].map((job) => ({
    ...job,
    run: async (permission: SystemPermission) =>
      await job.work(contextOfSystem(context, { name: job.name, permission })),
  })),
  { ...FOLLOWING_CHANGES, run: turning((own) => startFollower(own, access.application)) },
  {
    ...FOLLOWING_STATEMENTS,
    run: turning((own) => startStatementFollower(own, access.application)),
  },
  ...WITHIN_QUESTIONS.map(({ ask, ...work }) => ({
    ...work,
    besides: ['audit'],
    run: async () => void (await ask()),
  })),
];

const resident = ferry.residents[0] ?? ferry.outsider;

/** A person has not what they should have, and waits for it in so many rows. */
async function waiting(times: number): Promise<void> {
  await adminDb.query('delete from entitlements.entitlements where person_id = $1::uuid', [
    resident.id,
  ]);
  await adminDb.query(
    `insert into entitlements.waiting_persons (person_id, kinds, noted_at)
     select $1::uuid, array['residence'], now() from generate_series(1, $2::integer)`,
    [resident.id, times],
  );
}

/** What some of it finds to do again and again. */
const BEFORE: Record<string, () => Promise<unknown>> = {
  'entitlements.follow': () => waiting(1),
  'entitlements.follow-load': () => waiting(20_000),
  'entitlements.recompute-differing': () => waiting(1),
  'exchange.webhooks': () => adminDb.query('update exchange.webhooks set leased_until = null'),
  'identity.count-refused-log-ins': () =>
    adminDb.query(
      `insert into identity.refused_log_ins (minute, means, code, refusals)
       values ('2026-03-11', 'none', 'too-often', 1) on conflict do nothing`,
    ),
};

/** Something to do for all of it. */
async function seed(): Promise<void> {
  await addRecipientGroups(context, [{ ...GROUP, grantor: INSTITUTION }]);
  const codes = await readClassifiers(context);
  await importReliefs(context, [{ file: 'friends.yaml', text: FRIENDS }], codes);
  await setUpRegisters(context);
  const decisions = [{ number: '1', group: 'II', from: '2020-01-01' }];
  await send(context, 'disability', { personalCode: resident.personalCode, decisions });
  const text = statementText('instructions', INSTITUTION);
  await defineDataSet(context, { file: 'instructions.yaml', text });
  await proposeDataSet(context, INSTRUCTIONS);
  await publishDataSet(context, INSTRUCTIONS);
  await addStatementSource(context, {
    ...{ dataSet: INSTRUCTIONS.code, version: INSTRUCTIONS.version, kind: 'instructions' },
  });
  const own = await asSystem(context, INSTITUTION, 'own');
  const mailbox = { follows: { dataSet: INSTRUCTIONS }, permission: null, filter: [] };
  const { id } = await openMailbox(own, { ...mailbox, from: 'beginning' });
  await setWebhook(own, id, { url: 'http://127.0.0.1:9/', rule: LOOPBACK });
  const relief = FRIENDS.replace('VEJAINE-FRIENDS', 'VEJAINE-LATER').replace('2020', '2028');
  const lines = relief.split('\n').map((line) => (line === '' ? {} : { line }));
  const stated = { relief: 'VEJAINE-LATER', changedAt: '2026-03-11T08:00:00Z', lines };
  await acceptRecords(own, INSTRUCTIONS, { changes: [{ upsert: stated }], allOrNothing: true });
  await terminal.authorise();
  context.clock.advance(400 * DAY_MS);
  await adminDb.query(
    `insert into exchange.permissions (id, number, data_set_id, holder_id, state, purpose, legal_basis,
       fields, rows, price_cents, valid_from, valid_until, applied_at)
     select gen_random_uuid(), 'ending', id, organisation_id, 'granted', '{}', '{}', '"all"', '[]', 0,
       '2026-01-01', '2026-12-31', now()
     from exchange.data_sets limit 1`,
  );
}
await seed();

/** A permission without each of its parts. */
function partsOf(permission: SystemPermission): [part: string, less: SystemPermission][] {
  const { organisations, changes, transactionPath } = permission;
  const { transactionPath: _, ...withoutPath } = permission;
  return [
    ...(transactionPath ? [['the transaction path', withoutPath] as const] : []),
    ...changes.map((schema) => {
      const less = { ...permission, changes: changes.filter((one) => one !== schema) };
      return [schema, less] as const;
    }),
    ...(organisations === 'all'
      ? [['organisations', { ...permission, organisations: 'none' }] as const]
      : []),
  ] as [string, SystemPermission][];
}

test.each(WORK)('$name does what it has declared, and needs all of it', async (work) => {
  const run = async (permission: SystemPermission) => {
    await BEFORE[work.name]?.();
    const { besides = [] } = work;
    const changes = [...permission.changes, ...besides];
    await permitted({ ...permission, changes }, () => work.run(permission));
  };
  const unneeded: string[] = [];
  for (const [part, less] of partsOf(work.permission)) {
    const failure = await run(less).then(
      () => 'none',
      (error: Error) => error.message,
    );
    if (!/^permission denied|has not declared/.test(failure)) unneeded.push(`${part}: ${failure}`);
  }
  expect(unneeded).toEqual([]);
  await run(work.permission);
});

/** The one place for what works by itself; and what a person at the machine runs: commands, and the start. */
const BECOMING_THE_SYSTEM = [
  'apps/server/child-steps.ts',
  'apps/server/open-installation.ts',
  'platform/system-work.ts',
];

/** Each place where some work is declared to have a name and a permission. */
const DECLARED = /\bname: '([a-z]+\.[a-z-]+)',\n\s+permission: \{/g;

test('whatever the system does by itself is run above, and nobody becomes the system without a name', () => {
  const names = WORK.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  const sources = listSources().filter(({ path }) => !isTest(path));
  const declared = sources.flatMap(({ text }) =>
    [...text.matchAll(DECLARED)].map(([, name]) => name),
  );
  expect(declared.filter((name) => !names.includes(name ?? ''))).toEqual([]);
  const others = sources
    .filter(({ text }) => /\bkind: 'system', /.test(text))
    .map(({ path }) => path);
  expect(others.sort()).toEqual(BECOMING_THE_SYSTEM);
});
