import { z } from 'zod';
import type { HttpApp } from '../../../platform/http/http-app.ts';
import { WEBHOOK_STATES } from '../mailboxes/mailbox.ts';
import { MailboxPath } from '../mailboxes/routes.ts';
import { SYSTEMS } from '../permitted.ts';
import type { AddressRule } from './address-guard.ts';
import { WEBHOOK_EXAMPLES } from './examples.ts';
import { getWebhook, removeWebhook, rotateSecret, setWebhook, turnWebhook } from './set-webhook.ts';

const tags = ['Exchange'];
const ADDRESS = '/exchange/v1/mailboxes/:id/webhook';
const URL_LENGTH_MAX = 2_000;

const own = { permission: 'information-system', scope: 'mailboxes' } as const;
const config = { permission: SYSTEMS, scope: 'mailboxes' } as const;

const State = z.enum(WEBHOOK_STATES);

const Shown = z.object({
  url: z.string(),
  state: State,
  reason: z.string().nullable().meta({ description: 'Why the server stopped it.' }),
  attempts: z.int().meta({ description: 'That failed, of the page in hand.' }),
  failingSince: z.iso.datetime().nullable(),
  dueAt: z.iso.datetime().nullable().meta({ description: 'When the page in hand is tried again.' }),
});

const Secret = z.string().meta({ description: 'Shown once: pages are signed with it.' });

/** The pages of a mailbox, sent to an address of its reader. */
export function webhookRoutes(app: HttpApp, rule: AddressRule): void {
  settingRoutes(app, rule);
  turningRoutes(app);
}

function settingRoutes(app: HttpApp, rule: AddressRule): void {
  app.put(
    ADDRESS,
    {
      config: own,
      schema: {
        tags,
        summary: 'Have the pages of the mailbox sent to an address, or to another one.',
        params: MailboxPath,
        body: z
          .strictObject({ url: z.string().min(1).max(URL_LENGTH_MAX) })
          .meta({ example: WEBHOOK_EXAMPLES.setting }),
        response: {
          200: z.object({ secret: Secret.nullable() }).meta({ example: WEBHOOK_EXAMPLES.secret }),
        },
      },
    },
    async ({ context, params, body }) => ({
      secret: await setWebhook(context, params.id, { url: body.url, rule }),
    }),
  );
  app.get(
    ADDRESS,
    {
      config,
      schema: {
        tags,
        summary: 'How the webhook is doing.',
        params: MailboxPath,
        response: { 200: Shown.meta({ example: WEBHOOK_EXAMPLES.webhook }) },
      },
    },
    async ({ context, params }) => {
      const { url, state, reason, attempts, failingSince, dueAt } = await getWebhook(
        context,
        params.id,
      );
      return {
        ...{ url, state, reason, attempts },
        failingSince: failingSince?.toISOString() ?? null,
        dueAt: state === 'active' && attempts > 0 ? dueAt.toISOString() : null,
      };
    },
  );
  app.delete(
    ADDRESS,
    {
      config,
      schema: {
        tags,
        summary: 'Send no more; the mailbox stays.',
        params: MailboxPath,
        response: { 204: z.null() },
      },
    },
    async ({ context, params }, reply) => {
      await removeWebhook(context, params.id);
      return await reply.code(204).send(null);
    },
  );
}

function turningRoutes(app: HttpApp): void {
  app.post(
    `${ADDRESS}/rotate`,
    {
      config: own,
      schema: {
        tags,
        summary: 'A new secret; for a day pages are signed with both.',
        params: MailboxPath,
        response: { 200: z.object({ secret: Secret }).meta({ example: WEBHOOK_EXAMPLES.secret }) },
      },
    },
    async ({ context, params }) => ({ secret: await rotateSecret(context, params.id) }),
  );
  const turns = [
    { act: 'pause', state: 'paused', summary: 'Send nothing until resumed; nothing is lost.' },
    { act: 'resume', state: 'active', summary: 'Go on where it was paused or stopped.' },
  ] as const;
  for (const { act, state, summary } of turns) {
    app.post(
      `${ADDRESS}/${act}`,
      {
        config,
        schema: {
          tags,
          summary,
          params: MailboxPath,
          response: { 200: z.object({ state: State }).meta({ example: { state } }) },
        },
      },
      async ({ context, params }) => {
        await turnWebhook(context, params.id, state);
        return { state };
      },
    );
  }
}
