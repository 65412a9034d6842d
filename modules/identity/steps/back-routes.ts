import { X509Certificate } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../../../platform/errors/refusal.ts';
import type { HttpApp } from '../../../platform/http/http-app.ts';
import { endOutsideLogIns } from '../log-ins/end-outside-log-ins.ts';
import type { LoginMeans } from '../login-means/login-means.ts';
import { keepShownCard } from '../login-means/shown-card.ts';
import { acceptForms } from '../pages/accept-forms.ts';
import { showRefusals } from '../pages/refusal-page.ts';
import { SIGN_ON_PATH } from '../sign-on/sign-on-path.ts';
import { formOf } from './form-of.ts';
import { noteRefusedLogIn } from './note-refused-log-in.ts';
import { stepPath } from './step-pages.ts';
import { takeReturn } from './use-means.ts';

/** Names the log-in, and holds what only the page that was left and this answer know. */
const STATE = /^([\w-]{10,100})\.[\w-]{32}$/;
const FIELD_LENGTH_MAX = 2_000;

interface BackOptions {
  means: readonly LoginMeans[];
  certificateHeader: string | undefined;
}

/**
 * Where other sites send people back to, by an address or a form, at one that never changes; and where a
 * card is shown.
 */
export function backRoutes(app: HttpApp, { means, certificateHeader }: BackOptions): void {
  showRefusals(app);
  acceptForms(app);
  const open = { config: { permission: 'public' }, schema: { hide: true } } as const;
  const meansOf = (request: FastifyRequest): LoginMeans => {
    const { means: code } = request.params as { means: string };
    const found = means.find((one) => one.code === code);
    if (!found) throw new Refusal('sign-on-step-ended');
    return found;
  };
  app.get(`${SIGN_ON_PATH}/back/:means`, open, (request, reply) =>
    leadOn(meansOf(request), request, reply),
  );
  app.post(`${SIGN_ON_PATH}/back/:means`, open, async (request, reply) => {
    const means = meansOf(request);
    const form = formOf(request.body);
    const uid = STATE.exec(form.RelayState ?? '')?.[1];
    if (uid === undefined || !(await takeReturn(request.context, means, { uid, form }))) {
      return await refuseUnawaited(request, means);
    }
    return reply.redirect(stepPath(uid, means.code), 303);
  });
  app.post(`${SIGN_ON_PATH}/back/:means/signed-out`, open, async (request, reply) => {
    const { code, readSignOut } = meansOf(request);
    const token = formOf(request.body).logout_token ?? '';
    const over = await readSignOut?.(request.context, token);
    if (!over) throw new Refusal('sign-out-not-proven');
    await endOutsideLogIns(request.context, { means: code, ...over });
    return reply.code(204).header('cache-control', 'no-store').send();
  });
  app.get(`${SIGN_ON_PATH}/back/:means/metadata`, open, (request, reply) => {
    const { code, describe } = meansOf(request);
    if (!describe) throw new Refusal('sign-on-step-ended');
    const at = `${app.publicUrl()}${SIGN_ON_PATH}/back/${code}`;
    return reply.type('application/samlmetadata+xml').send(describe(at));
  });
  app.get(`${SIGN_ON_PATH}/card/:means`, open, async (request, reply) => {
    const { code: means, takesCertificate } = meansOf(request);
    if (!takesCertificate) throw new Refusal('sign-on-step-ended');
    const { state } = await readQuery(request, { code: means });
    const certificate = readCertificate(request.headers[certificateHeader ?? '']);
    const answer =
      certificate === undefined
        ? { state, error: 'no-card' }
        : { state, code: await keepShownCard(request.context, { certificate, state }) };
    const back = `${app.publicUrl()}${SIGN_ON_PATH}/back/${means}`;
    return reply
      .header('referrer-policy', 'no-referrer')
      .redirect(`${back}?${new URLSearchParams(answer)}`, 303);
  });
}

/** The log-in goes on only in the browser that began it: its cookie is asked for there. */
async function leadOn(means: LoginMeans, request: FastifyRequest, reply: FastifyReply) {
  const { uid, ...answer } = await readQuery(request, means);
  return reply
    .header('referrer-policy', 'no-referrer')
    .redirect(`${stepPath(uid, means.code)}?${new URLSearchParams(answer)}`, 303);
}

async function readQuery(
  request: FastifyRequest,
  means: Pick<LoginMeans, 'code'>,
): Promise<{ uid: string; state: string } & Fields> {
  const given = request.query as Record<string, unknown>;
  const fields = ['state', 'code', 'error', 'iss'].flatMap((name) => {
    const value = given[name];
    return typeof value === 'string' && value.length <= FIELD_LENGTH_MAX ? [[name, value]] : [];
  });
  const { state = '', ...answer }: Fields & { state?: string } = Object.fromEntries(fields);
  const uid = STATE.exec(state)?.[1];
  if (uid === undefined) return await refuseUnawaited(request, means);
  return { uid, state, ...answer };
}

/** No log-in waits for what came: whoever sent it here, or showed a card for it, is in the audit. */
async function refuseUnawaited(
  { context }: FastifyRequest,
  { code: means }: Pick<LoginMeans, 'code'>,
): Promise<never> {
  await noteRefusedLogIn(context, { means, code: 'not-awaited' });
  throw new Refusal('sign-on-step-ended');
}

interface Fields {
  code?: string;
  error?: string;
  iss?: string;
}

function readCertificate(header: string | string[] | undefined): string | undefined {
  if (typeof header !== 'string' || header === '') return undefined;
  try {
    return new X509Certificate(decodeURIComponent(header)).toString();
  } catch {
    return undefined;
  }
}
