import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Refusal } from '../../../platform/errors/refusal.ts';
import type { HttpApp } from '../../../platform/http/http-app.ts';
import { pickLanguage } from '../../../platform/i18n/localized-text.ts';
import { endSession } from '../end-session.ts';
import type { OwnProviders } from '../login-means/own-providers.ts';
import { acceptForms } from '../pages/accept-forms.ts';
import { showRefusals } from '../pages/refusal-page.ts';
import { findRequestSession } from '../require-session.ts';
import { setSessionCookie } from '../session-cookie.ts';
import { ASSURANCE_LEVELS } from '../sign-on/assurance-level.ts';
import { BACK_CHANNEL_PATH, CALLBACK_PATH } from '../sign-on/own-client.ts';
import { endByProvider } from './back-channel.ts';
import { dispatchTo } from './dispatch.ts';
import { keepFlow, takeFlow } from './flow-cookie.ts';
import { beginWebSignIn, finishWebSignIn, type WebClient } from './web-sign-in.ts';

/** Paths of the web app, and of nothing else: nobody is led to another site. */
const PAGE = /^\/([a-z0-9-]+(\/[a-z0-9-]+)*)?$/;

const StartQuery = z.strictObject({
  to: z.string().max(200).regex(PAGE).default('/me/reliefs'),
  level: z.enum(ASSURANCE_LEVELS).optional(),
  maxAge: z.coerce
    .number()
    .int()
    .min(0)
    .max(86_400)
    .optional()
    .meta({ description: 'Seconds: an older login is asked for anew.' }),
  language: z.enum(['lv', 'en']).optional(),
});
const CallbackQuery = z.object({
  code: z.string().max(200).optional(),
  state: z.string().max(200).optional(),
  iss: z.string().max(500).optional(),
  error: z.string().max(100).optional(),
});
const BackChannelForm = z
  .looseObject({ logout_token: z.string().max(10_000) })
  .meta({ example: { logout_token: 'eyJhbGciOiJFUzI1NiJ9…' } });

const tags = ['Sign-on'];
const config = { permission: 'public' } as const;
const elsewhere = { 303: z.null().meta({ description: 'It goes on at another address.' }) };

/** The web app's own part of signing on: the server holds the flow, the browser only cookies. */
export function webClientRoutes(app: HttpApp, ownProviders: OwnProviders): void {
  const dispatch = dispatchTo(app);
  const { publicUrl } = app;
  showRefusals(app);
  acceptForms(app);
  app.get(
    '/login/v1/start',
    {
      config,
      schema: {
        tags,
        summary: 'Sign on to the web app',
        querystring: StartQuery,
        response: elsewhere,
      },
    },
    async (request, reply) =>
      await startSignIn(request, reply, { publicUrl: publicUrl(), dispatch }),
  );
  app.get(
    CALLBACK_PATH,
    {
      config,
      schema: {
        tags,
        summary: 'Come back from signing on',
        querystring: CallbackQuery,
        response: elsewhere,
      },
    },
    async (request, reply) =>
      await finishSignIn(request, reply, { publicUrl: publicUrl(), dispatch, ownProviders }),
  );
  app.post(
    BACK_CHANNEL_PATH,
    {
      config,
      schema: {
        tags,
        summary: 'Hear of a sign-out',
        body: BackChannelForm,
        response: { 204: z.null() },
      },
    },
    async ({ context, body }, reply) => {
      await endByProvider(context, { publicUrl: publicUrl(), dispatch }, body.logout_token);
      return await reply.code(204).send(null);
    },
  );
}

async function startSignIn(request: FastifyRequest, reply: FastifyReply, client: WebClient) {
  // Cookies are of one host: who came by another name begins again by the right one.
  const { protocol, host } = new URL(client.publicUrl);
  const at = `${protocol}//${request.host}`;
  if (!URL.canParse(at) || new URL(at).host !== host) {
    return reply.redirect(client.publicUrl + request.url, 303);
  }
  const { language: chosen, ...asked } = request.query as z.output<typeof StartQuery>;
  const language = chosen ?? pickLanguage(request.headers['accept-language']);
  const { flow, url } = await beginWebSignIn(request.context, client, { ...asked, language });
  keepFlow(request.context, reply, flow);
  return reply.redirect(url, 303);
}

async function finishSignIn(
  request: FastifyRequest,
  reply: FastifyReply,
  client: WebClient & { ownProviders: OwnProviders },
) {
  const { context } = request;
  const answer = request.query as z.output<typeof CallbackQuery>;
  const flow = takeFlow(context, request, reply);
  if (!flow) throw new Refusal('sign-in-broken');
  if (answer.error !== undefined) return reply.redirect('/', 303);
  const secret = await finishWebSignIn(context, client, { flow, answer });
  const before = await findRequestSession(request);
  if (before) await endSession(context, before);
  setSessionCookie(reply, secret);
  return reply.redirect(flow.to, 303);
}
