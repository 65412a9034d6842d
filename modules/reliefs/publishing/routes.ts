import { z } from 'zod';
import { DayText } from '../../../platform/clock/day-text.ts';
import { GRANTING_ROLES } from '../../../platform/context.ts';
import type { HttpApp } from '../../../platform/http/http-app.ts';
import { addDraft } from './add-draft.ts';
import { publishDraft, rejectDraft, reviewDraft } from './decide-draft.ts';
import { describeDrafts } from './describe-drafts.ts';
import { DRAFT_KINDS, DRAFT_STATUSES, type Draft } from './draft.ts';
import { getDraft, listDrafts } from './list-drafts.ts';
import { withdrawRelief } from './withdraw-relief.ts';

const tags = ['Publishing'];
const config = { permission: 'official', roles: GRANTING_ROLES } as const;
const drafting = { permission: 'official', roles: ['editor'] } as const;
const reviewing = { permission: 'official', roles: ['reviewer'] } as const;
const TEXT_MAX = 500_000;
const REASON_MAX = 1_000;

const Reason = z.string().trim().min(1).max(REASON_MAX);
const Act = z.object({ by: z.string(), at: z.string() });
const DraftAnswer = z.object({
  id: z.uuid(),
  kind: z.enum(DRAFT_KINDS),
  code: z.string(),
  organisation: z.string().nullable().meta({
    description: 'Code of the grantor; null: only officials of the operator may act.',
  }),
  status: z.enum(DRAFT_STATUSES),
  retroactiveReason: z.string().nullable(),
  drafted: Act,
  reviewed: Act.nullable(),
  rejected: Act.extend({ reason: z.string() }).nullable(),
  published: Act.nullable(),
});
const EXAMPLE: z.output<typeof DraftAnswer> = {
  id: '0197a1b2-5f00-7c3a-9d21-4b6e0c8f1a55',
  kind: 'relief',
  code: 'VEJAINE-FERRY',
  organisation: 'm-0099000',
  status: 'draft',
  retroactiveReason: null,
  drafted: { by: 'Ilze Ozola', at: '2026-03-11T10:00:00.000Z' },
  reviewed: null,
  rejected: null,
  published: null,
};
const OneDraft = DraftAnswer.meta({ example: EXAMPLE });
const WholeDraft = DraftAnswer.extend({ text: z.string() }).meta({
  example: { ...EXAMPLE, text: 'code: VEJAINE-FERRY\n…' },
});
const Drafts = z.object({ drafts: z.array(DraftAnswer) }).meta({ example: { drafts: [EXAMPLE] } });
const Published = z
  .object({
    code: z.string(),
    versionsAdded: z.array(z.int()),
    versionsEnded: z.array(z.object({ version: z.int(), to: z.iso.date() })),
  })
  .meta({
    example: {
      code: 'VEJAINE-FERRY',
      versionsAdded: [2],
      versionsEnded: [{ version: 1, to: '2027-01-01' }],
    },
  });

const NewDraft = z
  .strictObject({
    text: z.string().min(1).max(TEXT_MAX).meta({ description: 'The whole file, as YAML.' }),
    retroactiveReason: Reason.optional().meta({
      description: 'Why it is to hold on days that are past; needed only when it does.',
    }),
  })
  .meta({ example: { text: 'code: VEJAINE-FERRY\n…' } });
const Query = z.strictObject({ status: z.enum(DRAFT_STATUSES).optional() });
const Path = z.strictObject({ id: z.uuid() });
const ReliefPath = z.strictObject({ code: z.string().max(64) });

/** Writing, reviewing and publishing reliefs: for officials. */
export function publishingRoutes(app: HttpApp): void {
  readingRoutes(app);
  writingRoutes(app);
  decidingRoutes(app);
}

function readingRoutes(app: HttpApp): void {
  app.get(
    '/official/v1/drafts',
    {
      config,
      schema: {
        tags,
        summary: 'Drafts of your organisation, the newest first',
        querystring: Query,
        response: { 200: Drafts },
      },
    },
    async ({ context, query }) => ({
      drafts: await describeDrafts(context, await listDrafts(context, query)),
    }),
  );
  app.get(
    '/official/v1/drafts/:id',
    {
      config,
      schema: {
        tags,
        summary: 'One draft with its text',
        params: Path,
        response: { 200: WholeDraft },
      },
    },
    async ({ context, params }) => {
      const draft = await getDraft(context, params.id);
      return { ...(await described(context, draft)), text: draft.text };
    },
  );
}

function writingRoutes(app: HttpApp): void {
  app.post(
    '/official/v1/drafts',
    {
      config: drafting,
      schema: {
        tags,
        summary: 'Draft a relief or a definition, for another official to review',
        body: NewDraft,
        response: { 200: OneDraft },
      },
    },
    async ({ context, body }) => await described(context, await addDraft(context, body)),
  );
  app.post(
    '/official/v1/reliefs/:code/withdraw',
    {
      config: drafting,
      schema: {
        tags,
        summary: 'Draft the end of a relief: from a day on nobody gets it',
        params: ReliefPath,
        body: z.strictObject({ from: DayText }).meta({ example: { from: '2027-01-01' } }),
        response: { 200: OneDraft },
      },
    },
    async ({ context, params, body }) =>
      await described(context, await withdrawRelief(context, { ...params, ...body })),
  );
}

function decidingRoutes(app: HttpApp): void {
  app.post(
    '/official/v1/drafts/:id/review',
    {
      config: reviewing,
      schema: {
        tags,
        summary: 'Say that a draft of another official may be published',
        params: Path,
        response: { 200: OneDraft },
      },
    },
    async ({ context, params }) => {
      await reviewDraft(context, params.id);
      return await described(context, await getDraft(context, params.id));
    },
  );
  app.post(
    '/official/v1/drafts/:id/reject',
    {
      config,
      schema: {
        tags,
        summary: 'Turn a draft down, or take your own back',
        params: Path,
        body: z
          .strictObject({ reason: Reason })
          .meta({ example: { reason: 'The amount is not that of the act.' } }),
        response: { 200: OneDraft },
      },
    },
    async ({ context, params, body }) => {
      await rejectDraft(context, { ...params, ...body });
      return await described(context, await getDraft(context, params.id));
    },
  );
  app.post(
    '/official/v1/drafts/:id/publish',
    {
      config,
      schema: {
        tags,
        summary: 'Publish a draft that was reviewed; its versions never change again',
        params: Path,
        response: { 200: Published },
      },
    },
    async ({ context, params }) => await publishDraft(context, params.id),
  );
}

async function described(
  context: Parameters<typeof describeDrafts>[0],
  draft: Draft,
): Promise<z.output<typeof DraftAnswer>> {
  const [one] = await describeDrafts(context, [draft]);
  if (!one) throw new Error('A draft that is there is described.');
  return one;
}
