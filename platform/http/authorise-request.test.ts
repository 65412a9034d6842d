import { expect, test } from 'vitest';
import type { Actor } from '../context.ts';
import { testContext } from '../testing/test-context.ts';
import { createHttpServer } from './create-http-server.ts';
import { MACHINE_SCOPES, type MachineScope } from './http-app.ts';

const context = await testContext();
const organisationId = '0197a1b2-5f00-7000-8000-000000000001';
const machines: Record<string, Actor> = {
  ids: { kind: 'ids', idsId: organisationId, organisationId },
  'information-system': { kind: 'information-system', systemId: organisationId, organisationId },
};

const app = await createHttpServer({
  base: context,
  api: { title: 'Test', version: '1', description: 'For tests.' },
  authenticators: [async ({ headers }) => machines[String(headers['x-machine'])]],
  errors: [],
  routes: [
    (routes) => {
      for (const scope of MACHINE_SCOPES) {
        const config = { permission: ['ids', 'information-system'], scope } as const;
        routes.get(`/${scope}`, { config }, async (request) => {
          const who = `select current_setting('koplieta.organisation', true) as who`;
          return (await request.context.db.query(who))[0];
        });
      }
    },
  ],
});

const expected: Record<MachineScope, string> = {
  transactions: 'system',
  catalogue: organisationId,
  'read-records': 'system',
  'write-records': 'system',
  mailboxes: 'system',
  administer: organisationId,
  keys: organisationId,
};

test.each(Object.entries(expected))(
  'what a machine asks for %s sees rows of %s',
  async (scope, who) => {
    for (const machine of Object.keys(machines)) {
      const answer = await app.inject({ url: `/${scope}`, headers: { 'x-machine': machine } });
      expect(answer.json()).toEqual({ who });
    }
  },
);
