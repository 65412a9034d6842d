import { STATEMENT_ROLES } from '../../../platform/context.ts';
import type { HttpApp } from '../../../platform/http/http-app.ts';
import { PERMISSION_DOORS } from '../permissions/routes.ts';
import { OwnUsesAnswer, OwnUsesQuery, StatementAnswer, StatementQuery } from './api.ts';
import { listOwnUses } from './list-own-uses.ts';
import { makeStatement } from './make-statement.ts';

/** Who used what: for the person whom it was about, and for those who account for it. */
export function useRoutes(app: HttpApp): void {
  app.get(
    '/recipient/v1/record-uses',
    {
      config: { permission: 'recipient' },
      schema: {
        tags: ['Recipient'],
        summary: 'Who looked at records about you: when, why, and at what.',
        querystring: OwnUsesQuery,
        response: { 200: OwnUsesAnswer },
      },
    },
    async ({ context, query }) => {
      const before = query.before === undefined ? null : readCursor(query.before);
      const uses = await listOwnUses(context, { before, limit: query.limit });
      const last = uses.length === query.limit ? uses.at(-1) : undefined;
      return { uses, next: last ? `${last.at}~${last.id}` : null };
    },
  );
  for (const [base, permission] of PERMISSION_DOORS) {
    app.get(
      `${base}/statement`,
      {
        config: { permission, scope: 'administer', roles: STATEMENT_ROLES },
        schema: {
          tags: ['Permissions'],
          summary: 'What permissions were used in a month, and what that comes to.',
          querystring: StatementQuery,
          response: { 200: StatementAnswer },
        },
      },
      async ({ context, query }) => await makeStatement(context, query),
    );
  }
}

function readCursor(text: string): { usedAt: string; id: string } {
  const [usedAt = '', id = ''] = text.split('~');
  return { usedAt, id };
}
