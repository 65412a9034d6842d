import { z } from 'zod';
import type { HttpApp } from '../../../platform/http/http-app.ts';
import { MAILBOX_EXAMPLES } from '../mailboxes/examples.ts';
import { MailboxPath, Page } from '../mailboxes/routes.ts';
import { showPage } from '../mailboxes/show-page.ts';
import { SYSTEMS } from '../permitted.ts';
import type { DeadLetter } from './dead-letter.ts';
import {
  dropDeadLetter,
  listDeadLetters,
  readDeadLetter,
  replayDeadLetter,
} from './dead-letters.ts';
import { WEBHOOK_EXAMPLES } from './examples.ts';

const LIST_MAX = 200;
const tags = ['Exchange'];
const ADDRESS = '/exchange/v1/mailboxes/:id/dead-letters';
const config = { permission: SYSTEMS, scope: 'mailboxes' } as const;

const LetterPath = MailboxPath.extend({ letter: z.uuid() });

const Shown = z.object({
  id: z.string(),
  after: z.int(),
  position: z.int(),
  reason: z.enum(['refused', 'expired']),
  diedAt: z.iso.datetime(),
  isWaiting: z.boolean().meta({ description: 'Is to be sent again.' }),
});

/** What mailboxes did not get: pages that a receiver refused, messages that expired. */
export function deadLetterRoutes(app: HttpApp): void {
  app.get(
    ADDRESS,
    {
      config,
      schema: {
        tags,
        summary: 'What the mailbox did not get, in the order in which it died.',
        params: MailboxPath,
        querystring: z.strictObject({
          after: z.uuid().optional(),
          limit: z.coerce.number().int().min(1).max(LIST_MAX).default(LIST_MAX),
        }),
        response: {
          200: z
            .object({ deadLetters: z.array(Shown), next: z.string().nullable() })
            .meta({ example: { deadLetters: [WEBHOOK_EXAMPLES.deadLetter], next: null } }),
        },
      },
    },
    async ({ context, params, query: { after = null, limit } }) => {
      const page = await listDeadLetters(context, params.id, { after, limit });
      const last = page.length === limit ? page.at(-1) : undefined;
      return { deadLetters: page.map(show), next: last?.id ?? null };
    },
  );
  app.get(
    `${ADDRESS}/:letter`,
    {
      config: { permission: 'information-system', scope: 'mailboxes' },
      schema: {
        tags,
        summary: 'A dead letter with what you may see of it now.',
        params: LetterPath,
        response: { 200: Page.meta({ example: MAILBOX_EXAMPLES.page }) },
      },
    },
    async ({ context, params }) =>
      showPage(await readDeadLetter(context, params.id, params.letter)),
  );
  actingRoutes(app);
}

function actingRoutes(app: HttpApp): void {
  app.post(
    `${ADDRESS}/:letter/replay`,
    {
      config,
      schema: {
        tags,
        summary: 'Send it to the webhook again, before what is new.',
        params: LetterPath,
        response: { 200: z.object({ id: z.string() }).meta({ example: WEBHOOK_EXAMPLES.letter }) },
      },
    },
    async ({ context, params }) => {
      await replayDeadLetter(context, params.id, params.letter);
      return { id: params.letter };
    },
  );
  app.delete(
    `${ADDRESS}/:letter`,
    {
      config,
      schema: {
        tags,
        summary: 'Give it up.',
        params: LetterPath,
        response: { 204: z.null() },
      },
    },
    async ({ context, params }, reply) => {
      await dropDeadLetter(context, params.id, params.letter);
      return await reply.code(204).send(null);
    },
  );
}

function show({ id, after, end, reason, diedAt, isWaiting }: DeadLetter): z.infer<typeof Shown> {
  return { id, after, position: end, reason, diedAt: diedAt.toISOString(), isWaiting };
}
