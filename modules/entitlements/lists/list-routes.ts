import { z } from 'zod';
import type { Context } from '../../../platform/context.ts';
import { GRANTING_ROLES } from '../../../platform/context.ts';
import { formOfContentType } from '../../../platform/files/file-form.ts';
import type { HttpApp } from '../../../platform/http/http-app.ts';
import { pickLanguage } from '../../../platform/i18n/localized-text.ts';
import {
  beginConfirmation,
  ConfirmationAnswer,
  ConfirmationQuery,
  type Confirmer,
  listOfficials,
} from '../../identity/index.ts';
import { confirmList, listLists, listToConfirm, rejectList } from './decide-list.ts';
import { LIST_MODES, LIST_STATUSES, type MemberList, ROW_PROBLEMS } from './member-list.ts';
import { proposeList } from './propose-list.ts';

const tags = ['Granting'];
const config = { permission: 'official', roles: GRANTING_ROLES } as const;
const drafting = { permission: 'official', roles: ['editor'] } as const;
const reviewing = { permission: 'official', roles: ['reviewer'] } as const;
/** A file of the greatest size, over a slow line. */
const FILE_TIMEOUT_MS = 600_000;

const GroupPath = z.strictObject({ code: z.string().max(64) });
const ListPath = z.strictObject({ id: z.uuid() });
const Act = z.object({ by: z.string(), at: z.string() });
const Described = z.object({
  id: z.uuid(),
  group: z.string(),
  mode: z.enum(LIST_MODES),
  status: z.enum(LIST_STATUSES),
  members: z.int().meta({ description: 'Rows that name a person who is known here.' }),
  added: z.int().meta({ description: 'Who becomes a member, or would.' }),
  ended: z.int().meta({ description: 'Whose membership ends, or would.' }),
  refused: z.int(),
  problems: z
    .array(z.object({ row: z.int(), code: z.enum(ROW_PROBLEMS) }))
    .meta({ description: 'Rows that were refused: the first hundred.' }),
  proposed: Act,
  decided: Act.nullable(),
});
type Described = z.output<typeof Described>;
const EXAMPLE: Described = {
  ...{ id: '0197a1b2-5f00-7c3a-9d21-4b6e0c8f1a63', group: 'pramja-draugi', mode: 'snapshot' },
  ...{ status: 'proposed', members: 412, added: 9, ended: 4, refused: 1 },
  problems: [{ row: 17, code: 'person-unknown' }],
  proposed: { by: 'Ilze Ozola', at: '2026-03-11T10:00:00.000Z' },
  decided: null,
};
const OneList = Described.meta({ example: EXAMPLE });
const Lists = z.object({ lists: z.array(Described) }).meta({ example: { lists: [EXAMPLE] } });
const Confirmation = z
  .strictObject({
    ended: z.int().min(0).optional().meta({
      description: 'How many memberships it ends: needed when they are more than a tenth.',
    }),
    confirmationId: z.uuid().optional().meta({
      description: 'Needed of who signed on as a person; not of who comes with an access key.',
    }),
  })
  .meta({ example: { ended: 4 } });
const Rejected = z.object({ status: z.literal('rejected') }).meta({
  example: { status: 'rejected' as const },
});

/** Lists of members: one official uploads, another confirms. */
export function listRoutes(app: HttpApp, confirmers: readonly Confirmer[]): void {
  app.register(async (scope) => {
    // The file stays in the request: it is read as it comes.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, _body, done) => done(null));
    uploadRoute(scope as HttpApp);
  });
  app.get(
    '/official/v1/groups/:code/lists',
    {
      config,
      schema: {
        tags,
        summary: 'Lists that were uploaded for a group, the newest first',
        params: GroupPath,
        response: { 200: Lists },
      },
    },
    async ({ context, params }) => ({
      lists: await described(context, await listLists(context, params.code)),
    }),
  );
  confirmingRoute(app, confirmers);
  decidingRoutes(app);
}

function confirmingRoute(app: HttpApp, confirmers: readonly Confirmer[]): void {
  app.post(
    '/official/v1/lists/:id/confirmation',
    {
      config: reviewing,
      schema: {
        tags,
        summary: 'Begin to confirm by a second factor a list that another official uploaded',
        params: ListPath,
        querystring: ConfirmationQuery,
        response: { 201: ConfirmationAnswer },
      },
    },
    async ({ context, params, query, headers }, reply) => {
      const language = pickLanguage(headers['accept-language']);
      const act = await listToConfirm(context, params.id, language);
      const begun = await beginConfirmation(context, confirmers, { ...act, ...query });
      const expiresAt = begun.expiresAt.toISOString();
      const asked = begun.asked && { ...begun.asked };
      return await reply.code(201).send({ ...begun, asked, expiresAt });
    },
  );
}

function uploadRoute(app: HttpApp): void {
  app.post(
    '/official/v1/groups/:code/lists',
    {
      config: { ...drafting, stream: true },
      handlerTimeout: FILE_TIMEOUT_MS,
      schema: {
        tags,
        summary: 'Upload who is in a group, as CSV or XLSX; another official confirms it',
        description:
          'A heading with `personalCode`, and `from` and `to` where days are stated; in Latvian `personas ' +
          'kods`, `no` and `līdz`. CSV: `text/csv`, with `charset` and `delimiter`.',
        params: GroupPath,
        querystring: z.strictObject({
          mode: z.enum(LIST_MODES).meta({
            description: '`snapshot`: who is not in it ends; `additions`: the others stay.',
          }),
        }),
        response: { 200: OneList },
      },
    },
    async (request) => {
      const { context, params, query, headers, raw } = request;
      const form = formOfContentType(headers['content-type']);
      const asked = { group: params.code, mode: query.mode, form };
      return await one(context, await proposeList(context, asked, raw));
    },
  );
}

function decidingRoutes(app: HttpApp): void {
  app.post(
    '/official/v1/lists/:id/confirm',
    {
      config: reviewing,
      schema: {
        tags,
        summary: 'Confirm a list that another official uploaded: memberships change from today on',
        params: ListPath,
        body: Confirmation,
        response: { 200: OneList.meta({ example: { ...EXAMPLE, status: 'confirmed' } }) },
      },
    },
    async ({ context, params, body }) =>
      await one(context, await confirmList(context, { ...params, ...body })),
  );
  app.post(
    '/official/v1/lists/:id/reject',
    {
      config,
      schema: {
        tags,
        summary: 'Turn a list down, or take your own back',
        params: ListPath,
        response: { 200: Rejected },
      },
    },
    async ({ context, params }) => {
      await rejectList(context, params.id);
      return { status: 'rejected' as const };
    },
  );
}

async function one(context: Context, list: MemberList): Promise<Described> {
  const [only] = await described(context, [list]);
  if (!only) throw new Error('One list is described as one.');
  return only;
}

/** Says who did what, by name. */
async function described(context: Context, lists: readonly MemberList[]): Promise<Described[]> {
  const ids = lists.flatMap(({ proposed, decided }) => [
    proposed.by,
    ...(decided ? [decided.by] : []),
  ]);
  const officials = await listOfficials(context, [...new Set(ids)]);
  const names = new Map(officials.map(({ id, name }) => [id, name]));
  const named = ({ by, at }: { by: string; at: Date }) => {
    return { by: names.get(by) ?? by, at: at.toISOString() };
  };
  return lists.map(({ proposed, decided, ...list }) => ({
    ...list,
    proposed: named(proposed),
    decided: decided && named(decided),
  }));
}
