import { z } from 'zod';
import { GRANTING_ROLES, type OfficialRole } from '../../../platform/context.ts';
import type { HttpApp, MachineScope, Permission } from '../../../platform/http/http-app.ts';
import {
  ApplyRequest,
  DescribedAnswer,
  MessageRequest,
  NoticesAnswer,
  NumberPath,
  PermissionAnswer,
  PermissionsAnswer,
  ProlongRequest,
  ReasonRequest,
  ReviseRequest,
} from './api.ts';
import { applyForPermission, revisePermission } from './apply-for-permission.ts';
import { grantPermission, stepPermission } from './decide-permission.ts';
import { describePermission, listNotices, listPermissions } from './list-permissions.ts';
import { prolongPermission } from './prolong-permission.ts';
import { sendMessage } from './send-message.ts';
import { showEvent, showPermission } from './show-permission.ts';

const PAGE_MAX = 200;

/** The same calls for systems and for officials, each at the address of its kind. */
export const PERMISSION_DOORS = [
  ['/exchange/v1/permissions', ['information-system', 'operator']],
  ['/official/v1/permissions', ['official']],
] as const;

interface Door {
  base: string;
  config: {
    permission: readonly Permission[];
    scope: MachineScope;
    roles: readonly OfficialRole[];
  };
}
const tags = ['Permissions'];

const limit = z.coerce.number().int().min(1).max(PAGE_MAX).default(PAGE_MAX);
const PermissionPage = z.strictObject({
  before: NumberPath.shape.number.optional().meta({ description: 'The page before said it.' }),
  limit,
});

const STEPS = [
  ['refuse', 'Refuse what was applied for, and say why.'],
  ['suspend', 'Stop a permission for a time: nothing is read by it from now on.'],
  ['resume', 'Let a suspended permission hold again.'],
  ['withdraw', 'End a permission for good; its holder gives it up so.'],
] as const;

/** Permissions to read records: asking, discussing, deciding, prolonging, ending. */
export function permissionRoutes(app: HttpApp): void {
  for (const [base, permission] of PERMISSION_DOORS) {
    const door = {
      base,
      config: { permission, scope: 'administer' as const, roles: GRANTING_ROLES },
    };
    lookingRoutes(app, door);
    askingRoutes(app, door);
    decidingRoutes(app, door);
  }
}

function lookingRoutes(app: HttpApp, { base, config }: Door): void {
  const answer = { response: { 200: PermissionsAnswer } };
  app.get(
    `${base}/mine`,
    {
      config,
      schema: {
        ...{ tags, summary: 'Permissions that you hold, with uses left.', ...answer },
        querystring: PermissionPage,
      },
    },
    async ({ context, query }) => await pageOf(context, { as: 'holder', ...query }),
  );
  app.get(
    base,
    {
      config,
      schema: {
        ...{ tags, summary: 'Permissions for your data sets, or with as=holder yours.', ...answer },
        querystring: PermissionPage.extend({ as: z.enum(['source', 'holder']).default('source') }),
      },
    },
    async ({ context, query }) => await pageOf(context, query),
  );
  app.get(
    `${base}/notices`,
    {
      config,
      schema: {
        ...{ tags, summary: 'What happened to your permissions, newest first; what ends soon.' },
        querystring: z.strictObject({ before: z.uuid().optional(), limit }),
        response: { 200: NoticesAnswer },
      },
    },
    async ({ context, query }) => {
      const events = await listNotices(context, query);
      const last = events.length === query.limit ? events.at(-1) : undefined;
      return { notices: events.map(showEvent), next: last?.id ?? null };
    },
  );
  app.get(
    `${base}/:number`,
    {
      config,
      schema: {
        ...{ tags, summary: 'One permission, with all that became of it.', params: NumberPath },
        response: { 200: DescribedAnswer },
      },
    },
    async ({ context, params }) => {
      const { permission, events } = await describePermission(context, params.number);
      const shown = showPermission(context, permission);
      return { ...shown, events: events.map(showEvent) };
    },
  );
}

function askingRoutes(app: HttpApp, { base, config }: Door): void {
  const response = { 200: PermissionAnswer };
  app.post(
    base,
    {
      config,
      schema: { tags, summary: 'Apply for a permission.', body: ApplyRequest, response },
    },
    async ({ context, body }) => showPermission(context, await applyForPermission(context, body)),
  );
  app.put(
    `${base}/:number/terms`,
    {
      config,
      schema: {
        ...{ tags, summary: 'State other terms, while nothing is decided.', params: NumberPath },
        ...{ body: ReviseRequest, response },
      },
    },
    async ({ context, params, body }) => {
      const revised = await revisePermission(context, { number: params.number, terms: body.terms });
      return showPermission(context, revised);
    },
  );
  app.post(
    `${base}/:number/messages`,
    {
      config,
      schema: {
        ...{ tags, summary: 'Say something to the other party.', params: NumberPath },
        ...{ body: MessageRequest, response: { 204: z.null() } },
      },
    },
    async ({ context, params, body }, reply) => {
      await sendMessage(context, { number: params.number, text: body.text });
      return await reply.status(204).send(null);
    },
  );
  app.post(
    `${base}/:number/prolong`,
    {
      config,
      schema: {
        tags,
        summary: 'Let it hold longer: the holder asks, the source decides.',
        ...{ params: NumberPath, body: ProlongRequest, response },
      },
    },
    async ({ context, params, body }) => {
      const prolonged = await prolongPermission(context, { number: params.number, ...body });
      return showPermission(context, prolonged);
    },
  );
}

function decidingRoutes(app: HttpApp, { base, config }: Door): void {
  const response = { 200: PermissionAnswer };
  app.post(
    `${base}/:number/grant`,
    {
      config,
      schema: {
        tags,
        summary: 'Grant it; where two must decide, the first call agrees and the second grants.',
        ...{ params: NumberPath, response },
      },
    },
    async ({ context, params }) =>
      showPermission(context, await grantPermission(context, params.number)),
  );
  for (const [step, summary] of STEPS) {
    app.post(
      `${base}/:number/${step}`,
      {
        config,
        schema: { tags, summary, params: NumberPath, body: ReasonRequest, response },
      },
      async ({ context, params, body }) => {
        const asked = { number: params.number, step, reason: body.reason };
        return showPermission(context, await stepPermission(context, asked));
      },
    );
  }
}

async function pageOf(
  context: Parameters<typeof listPermissions>[0],
  asked: Parameters<typeof listPermissions>[1],
): Promise<z.output<typeof PermissionsAnswer>> {
  const permissions = await listPermissions(context, asked);
  const last = permissions.length === asked.limit ? permissions.at(-1) : undefined;
  return {
    permissions: permissions.map((permission) => showPermission(context, permission)),
    next: last?.number ?? null,
  };
}
