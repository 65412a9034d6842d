import { z } from 'zod';
import { compressPage } from '../../../platform/http/compress-stream.ts';
import type { HttpApp } from '../../../platform/http/http-app.ts';
import { DataSetCode } from '../definition.ts';
import { SYSTEMS } from '../permitted.ts';
import { tellEnd } from '../tell-ways-on.ts';
import type { Waking } from '../waking/waking.ts';
import { awaitPage } from './await-page.ts';
import { MAILBOX_EXAMPLES } from './examples.ts';
import { getMailbox, listMailboxes } from './get-mailbox.ts';
import { type Mailbox, WEBHOOK_STATES } from './mailbox.ts';
import { acknowledge, goBack, restartMailbox } from './move-mailbox.ts';
import { closeMailbox, openMailbox } from './open-mailbox.ts';
import { showFollowed, showPage } from './show-page.ts';

const PAGE_MAX = 1_000;
const LIST_MAX = 200;
const WAIT_SECONDS_MAX = 50;
/** Longer than the longest wait. */
const HANDLER_TIMEOUT_MS = 70_000;

const tags = ['Exchange'];
const ADDRESS = '/exchange/v1/mailboxes';
const config = { permission: 'information-system', scope: 'mailboxes' } as const;

export const MailboxPath = z.object({ id: z.uuid() });

export const Filter = z
  .array(
    z.strictObject({
      field: z.string().min(1).max(63),
      values: z.array(z.string().max(200)).min(1).max(1_000),
    }),
  )
  .max(10)
  .default([])
  .meta({ description: 'Only what has one of the values in each of these open fields.' });

const Opening = z
  .strictObject({
    dataSet: z.strictObject({ code: DataSetCode, version: z.int().min(1).max(999) }).optional(),
    topic: z.string().max(63).optional(),
    permission: z.string().max(63).optional().meta({ description: 'Number of the permission.' }),
    filter: Filter,
    from: z.enum(['beginning', 'now']).default('now'),
  })
  .refine(({ dataSet, topic }) => (dataSet === undefined) !== (topic === undefined), {
    message: 'Either a data set or a topic.',
  });

const Shown = z.object({
  id: z.string(),
  dataSet: z
    .object({
      code: z.string(),
      version: z.int(),
      endsOn: z.string().optional().meta({ description: 'Its announced end.' }),
      successor: z.int().nullable().optional().meta({ description: 'The version after it.' }),
    })
    .nullable(),
  topic: z.string().nullable(),
  permission: z.string().nullable(),
  filter: z.array(z.object({ field: z.string(), values: z.array(z.string()) })),
  position: z.int().meta({ description: 'Up to here it is acknowledged.' }),
  newest: z.int().meta({ description: 'The newest position of what it follows.' }),
  openedAt: z.iso.datetime(),
  webhook: z.enum(WEBHOOK_STATES).nullable(),
});

export const Page = z.object({
  page: z.string().nullable().meta({ description: 'The same as long as the page is the same.' }),
  after: z.int(),
  changes: z.array(z.record(z.string(), z.unknown())).optional(),
  messages: z.array(z.record(z.string(), z.unknown())).optional(),
  position: z.int().meta({ description: 'To be acknowledged once all of it is kept.' }),
  more: z.boolean(),
});

const Position = z.strictObject({ position: z.int().min(0).max(Number.MAX_SAFE_INTEGER) });

/** Subscriptions to data sets and topics, and what waits in them. */
export function mailboxRoutes(app: HttpApp, waking: Waking): void {
  openingRoutes(app);
  ownRoutes(app);
  pageRoutes(app, waking);
  movingRoutes(app);
}

function openingRoutes(app: HttpApp): void {
  app.post(
    ADDRESS,
    {
      config,
      schema: {
        tags,
        summary: 'Subscribe to a data set or a topic.',
        body: Opening.meta({ example: MAILBOX_EXAMPLES.opening }),
        response: { 201: Shown.meta({ example: MAILBOX_EXAMPLES.mailbox }) },
      },
    },
    async ({ context, body }, reply) => {
      const { dataSet, topic = '', permission = null, filter, from } = body;
      const follows = dataSet ? { dataSet } : { topic };
      const mailbox = await openMailbox(context, { follows, permission, filter, from });
      return await reply.code(201).send(show(mailbox));
    },
  );
}

function ownRoutes(app: HttpApp): void {
  app.get(
    ADDRESS,
    {
      config: { permission: SYSTEMS, scope: 'mailboxes' },
      schema: {
        tags,
        summary: 'Your mailboxes, in the order in which they were opened.',
        querystring: z.strictObject({
          after: z.uuid().optional(),
          limit: z.coerce.number().int().min(1).max(LIST_MAX).default(LIST_MAX),
        }),
        response: {
          200: z
            .object({ mailboxes: z.array(Shown), next: z.string().nullable() })
            .meta({ example: { mailboxes: [MAILBOX_EXAMPLES.mailbox], next: null } }),
        },
      },
    },
    async ({ context, query: { after = null, limit } }) => {
      const page = await listMailboxes(context, { after, limit });
      const last = page.length === limit ? page.at(-1) : undefined;
      return { mailboxes: page.map(show), next: last?.id ?? null };
    },
  );
  app.get(
    `${ADDRESS}/:id`,
    {
      config: { permission: SYSTEMS, scope: 'mailboxes' },
      schema: {
        tags,
        summary: 'One mailbox: what it follows, and how far it has come.',
        params: MailboxPath,
        response: { 200: Shown.meta({ example: MAILBOX_EXAMPLES.mailbox }) },
      },
    },
    async ({ context, params }, reply) => {
      const mailbox = await getMailbox(context, params.id);
      if (mailbox.dataSet) tellEnd(reply, mailbox.dataSet);
      return show(mailbox);
    },
  );
  app.delete(
    `${ADDRESS}/:id`,
    {
      config: { permission: SYSTEMS, scope: 'mailboxes' },
      schema: {
        tags,
        summary: 'End the subscription, with its webhook and dead letters.',
        params: MailboxPath,
        response: { 204: z.null() },
      },
    },
    async ({ context, params }, reply) => {
      await closeMailbox(context, params.id);
      return await reply.code(204).send(null);
    },
  );
}

function pageRoutes(app: HttpApp, waking: Waking): void {
  app.get(
    `${ADDRESS}/:id/changes`,
    {
      config,
      onSend: compressPage,
      handlerTimeout: HANDLER_TIMEOUT_MS,
      schema: {
        tags,
        summary: 'The page that waits: the same one until it is acknowledged.',
        description: 'With `wait` the answer comes as soon as something is there.',
        params: MailboxPath,
        querystring: z.strictObject({
          limit: z.coerce.number().int().min(1).max(PAGE_MAX).default(PAGE_MAX),
          wait: z.coerce.number().int().min(0).max(WAIT_SECONDS_MAX).default(0),
        }),
        response: { 200: Page.meta({ example: MAILBOX_EXAMPLES.page }) },
      },
    },
    async ({ context, params, query, raw }, reply) => {
      const leaving = new AbortController();
      raw.once('close', () => {
        if (!reply.raw.writableEnded) leaving.abort();
      });
      const { id } = params;
      const asked = { id, limit: query.limit, waitMs: query.wait * 1_000, gone: leaving.signal };
      const page = await awaitPage(context, waking, asked);
      if (page.dataSet) tellEnd(reply, page.dataSet);
      return showPage(page);
    },
  );
  app.post(
    `${ADDRESS}/:id/acknowledge`,
    {
      config,
      schema: {
        tags,
        summary: 'Say up to where everything is kept; again and late does no harm.',
        params: MailboxPath,
        body: Position.meta({ example: MAILBOX_EXAMPLES.position }),
        response: { 200: Position.meta({ example: MAILBOX_EXAMPLES.position }) },
      },
    },
    async ({ context, params, body }) => ({
      position: await acknowledge(context, params.id, body.position),
    }),
  );
}

function movingRoutes(app: HttpApp): void {
  app.post(
    `${ADDRESS}/:id/position`,
    {
      config,
      schema: {
        tags,
        summary: 'Go back to a position: everything after it comes again.',
        params: MailboxPath,
        body: Position.meta({ example: MAILBOX_EXAMPLES.position }),
        response: { 200: Position.meta({ example: MAILBOX_EXAMPLES.position }) },
      },
    },
    async ({ context, params, body }) => {
      await goBack(context, params.id, body.position);
      return body;
    },
  );
  app.post(
    `${ADDRESS}/:id/restart`,
    {
      config,
      schema: {
        tags,
        summary: 'Begin anew: tells where all records are taken from first.',
        params: MailboxPath,
        response: {
          200: z
            .object({ position: z.int(), records: z.string().nullable() })
            .meta({ example: MAILBOX_EXAMPLES.restarted }),
        },
      },
    },
    async ({ context, params }) => await restartMailbox(context, params.id),
  );
}

function show(mailbox: Mailbox): z.infer<typeof Shown> {
  const { id, dataSet, topic, permission, filter, position, newest, createdAt, webhook } = mailbox;
  return {
    ...{ id, permission, position, newest, webhook },
    dataSet: dataSet && showFollowed(dataSet),
    topic: topic?.code ?? null,
    filter: filter.map(({ field, values }) => ({ field, values: [...values] })),
    openedAt: createdAt.toISOString(),
  };
}
