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
import { GroupPath } from '../groups/group-api.ts';
import { confirmList, listLists, listToConfirm, rejectList } from './decide-list.ts';
import {
  Confirmation,
  Described,
  LIST_EXAMPLE,
  ListPath,
  Lists,
  OneList,
  Previewed,
  Rejected,
} from './list-api.ts';
import { LIST_MODES, type MemberList } from './member-list.ts';
import { previewList } from './preview-list.ts';
import { proposeList } from './propose-list.ts';

const tags = ['Granting'];
const config = { permission: 'official', roles: GRANTING_ROLES } as const;
const drafting = { permission: 'official', roles: ['editor'] } as const;
const reviewing = { permission: 'official', roles: ['reviewer'] } as const;
/** A file of the greatest size, over a slow line. */
const FILE_TIMEOUT_MS = 600_000;

/** Lists of members: one official uploads, another confirms. */
export function listRoutes(app: HttpApp, confirmers: readonly Confirmer[]): void {
  app.register(async (scope) => {
    // The file stays in the request: it is read as it comes.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, _body, done) => done(null));
    uploadRoutes(scope as HttpApp);
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

function uploadRoutes(app: HttpApp): void {
  const config = { ...drafting, stream: true };
  const schema = {
    tags,
    description:
      'A heading with `personalCode`, and `from` and `to` where days are stated; in Latvian `personas ' +
      'kods`, `no` and `līdz`. CSV: `text/csv`, with `charset` and `delimiter`.',
    params: GroupPath,
    querystring: z.strictObject({
      mode: z.enum(LIST_MODES).meta({
        description: '`snapshot`: who is not in it ends; `additions`: the others stay.',
      }),
    }),
  };
  app.post(
    '/official/v1/groups/:code/lists',
    {
      config,
      handlerTimeout: FILE_TIMEOUT_MS,
      schema: {
        ...schema,
        summary: 'Upload who is in a group, as CSV or XLSX; another official confirms it',
        response: { 200: OneList },
      },
    },
    async ({ context, params, query, headers, raw }) => {
      const form = formOfContentType(headers['content-type']);
      const asked = { group: params.code, mode: query.mode, form };
      return await one(context, await proposeList(context, asked, raw));
    },
  );
  app.post(
    '/official/v1/groups/:code/lists/preview',
    {
      config,
      handlerTimeout: FILE_TIMEOUT_MS,
      schema: {
        ...schema,
        summary: 'What a list would do to a group, and all that is wrong in it; nothing is kept',
        response: { 200: Previewed },
      },
    },
    async ({ context, params, query, headers, raw }) => {
      const form = formOfContentType(headers['content-type']);
      return await previewList(context, { group: params.code, mode: query.mode, form }, raw);
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
        response: { 200: OneList.meta({ example: { ...LIST_EXAMPLE, status: 'confirmed' } }) },
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
