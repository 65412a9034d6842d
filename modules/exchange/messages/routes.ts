import { z } from 'zod';
import type { HttpApp } from '../../../platform/http/http-app.ts';
import { DataSetCode } from '../definition.ts';
import { ErasureGrounds } from '../erasure/erasure-grounds.ts';
import { SYSTEMS } from '../permitted.ts';
import { defineTopic } from './define-topic.ts';
import { eraseMessages } from './erase-messages.ts';
import { TOPIC_EXAMPLES } from './examples.ts';
import { getReadableTopic, listTopics } from './get-topic.ts';
import { sendMessages } from './send-messages.ts';
import type { Topic } from './topic.ts';

const LIST_MAX = 200;
const KEY_LENGTH_MAX = 100;
const MESSAGES_MAX = 100;
const BODY_BYTES_MAX = 8_388_608;
/** A year: what must be known longer is a data set. */
const HOURS_MAX = 8_784;

const config = { permission: SYSTEMS, scope: 'mailboxes' } as const;
const tags = ['Exchange'];
const ADDRESS = '/exchange/v1/topics';

const TopicPath = z.object({ code: DataSetCode });
const Name = z.strictObject({ lv: z.string().min(1).max(200), en: z.string().min(1).max(200) });

const Describing = z.strictObject({
  institution: z.string().min(1).max(64).meta({ description: 'Who owns it, and alone sends.' }),
  name: Name,
  schema: z.record(z.string(), z.unknown()).meta({
    description: 'JSON Schema of the bodies, without patterns, references, alternatives.',
  }),
  timeToLiveHours: z
    .int()
    .min(1)
    .max(HOURS_MAX)
    .meta({ description: 'Who has not taken a message by then finds it among the dead letters.' }),
  readers: z
    .array(z.string().min(1).max(64))
    .max(200)
    .nullable()
    .meta({ description: 'Institutions that may subscribe; null: everybody’s systems.' }),
});

const Shown = z.object({
  code: z.string(),
  name: Name,
  schema: z.record(z.string(), z.unknown()),
  timeToLiveHours: z.int(),
  position: z.int().meta({ description: 'Of the newest message.' }),
});

/** Topics of institutions, and the messages that are sent to them. */
export function topicRoutes(app: HttpApp): void {
  app.put(
    `${ADDRESS}/:code`,
    {
      config,
      schema: {
        tags,
        summary: 'Describe a topic, or describe it anew.',
        params: TopicPath,
        body: Describing.meta({ example: TOPIC_EXAMPLES.describing }),
        response: { 200: TopicPath.meta({ example: TOPIC_EXAMPLES.described }) },
      },
    },
    async ({ context, params, body }) => {
      await defineTopic(context, { ...params, ...body });
      return params;
    },
  );
  app.get(
    ADDRESS,
    {
      config,
      schema: {
        tags,
        summary: 'The topics that you may subscribe to, in the order of their codes.',
        querystring: z.strictObject({
          after: DataSetCode.optional(),
          limit: z.coerce.number().int().min(1).max(LIST_MAX).default(LIST_MAX),
        }),
        response: {
          200: z
            .object({ topics: z.array(Shown), next: z.string().nullable() })
            .meta({ example: { topics: [TOPIC_EXAMPLES.topic], next: null } }),
        },
      },
    },
    async ({ context, query: { after = null, limit } }) => {
      const page = await listTopics(context, { after, limit });
      const last = page.length === limit ? page.at(-1) : undefined;
      return { topics: page.map(show), next: last?.code ?? null };
    },
  );
  app.get(
    `${ADDRESS}/:code`,
    {
      config,
      schema: {
        tags,
        summary: 'One topic with the schema of its messages.',
        params: TopicPath,
        response: { 200: Shown.meta({ example: TOPIC_EXAMPLES.topic }) },
      },
    },
    async ({ context, params }) => show(await getReadableTopic(context, params.code)),
  );
  sendingRoute(app);
  erasingRoute(app);
}

function sendingRoute(app: HttpApp): void {
  app.post(
    `${ADDRESS}/:code/messages`,
    {
      config: { permission: 'information-system', scope: 'mailboxes' },
      bodyLimit: BODY_BYTES_MAX,
      schema: {
        tags,
        summary: 'Send up to a hundred messages, all or none; with the same keys again once.',
        params: TopicPath,
        body: z
          .strictObject({
            messages: z
              .array(
                z.strictObject({
                  key: z.string().min(1).max(KEY_LENGTH_MAX),
                  body: z.record(z.string(), z.unknown()),
                }),
              )
              .min(1)
              .max(MESSAGES_MAX),
          })
          .meta({ example: TOPIC_EXAMPLES.sending }),
        response: {
          200: z
            .object({
              sent: z.array(z.object({ id: z.string(), position: z.int(), again: z.boolean() })),
            })
            .meta({ example: TOPIC_EXAMPLES.sent }),
        },
      },
    },
    async ({ context, params, body }) => ({
      sent: await sendMessages(context, params.code, body.messages),
    }),
  );
}

function erasingRoute(app: HttpApp): void {
  app.post(
    `${ADDRESS}/:code/messages/erase`,
    {
      config,
      schema: {
        tags,
        summary: 'Erase messages by the keys under which your systems sent them, for good.',
        params: TopicPath,
        body: ErasureGrounds.extend({
          keys: z.array(z.string().min(1).max(KEY_LENGTH_MAX)).min(1).max(MESSAGES_MAX),
        }).meta({ example: TOPIC_EXAMPLES.erasing }),
        response: { 200: z.object({ messages: z.int() }).meta({ example: TOPIC_EXAMPLES.erased }) },
      },
    },
    async ({ context, params, body }) => ({
      messages: await eraseMessages(context, params.code, body),
    }),
  );
}

function show({ code, name, schema, timeToLiveHours, position }: Topic): z.infer<typeof Shown> {
  return { code, name, schema, timeToLiveHours, position };
}
