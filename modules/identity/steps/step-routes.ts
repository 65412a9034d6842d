import type { FastifyReply, FastifyRequest } from 'fastify';
import type { InteractionResult } from 'oidc-provider';
import { Refusal } from '../../../platform/errors/refusal.ts';
import type { HttpApp } from '../../../platform/http/http-app.ts';
import type { LoginMeans, LoginPage } from '../login-means/login-means.ts';
import type { LoginRefusal } from '../login-means/login-refusals.ts';
import { acceptForms } from '../pages/accept-forms.ts';
import { html } from '../pages/html.ts';
import { pageHeaders, writePage } from '../pages/page.ts';
import { showRefusals } from '../pages/refusal-page.ts';
import { requireSameOrigin } from '../session-cookie.ts';
import { SIGN_ON_PATH } from '../sign-on/sign-on-path.ts';
import type { SignOnProvider } from '../sign-on/sign-on-provider.ts';
import { deviceNameOf, deviceSecretOf } from './device.ts';
import { deviceHashOf, finishLogIn } from './finish-log-in.ts';
import { readStep, type Step } from './step.ts';
import { cancelForm, chooseBody, consentBody, stepPath, whyNot } from './step-pages.ts';
import { takeReturn, useMeans } from './use-means.ts';

export interface StepOptions {
  provider: SignOnProvider;
  means: readonly LoginMeans[];
}

interface Turn {
  request: FastifyRequest;
  reply: FastifyReply;
  step: Step;
}

type Form = Record<string, string>;

const STEP = `${SIGN_ON_PATH}/step/:uid`;
const CHOOSE = { lv: 'Pieteikties', en: 'Sign on' };
const CONSENT = { lv: 'Vai turpināt?', en: 'Continue?' };

/** The pages on which people choose a login means and use it. None of them needs a script. */
export function stepRoutes(app: HttpApp, options: StepOptions): void {
  showRefusals(app);
  acceptForms(app);
  const open = { config: { permission: 'public' }, schema: { hide: true } } as const;
  const atStep =
    (work: (turn: Turn) => Promise<unknown>) =>
    async (request: FastifyRequest, reply: FastifyReply) => {
      const { provider } = await options.provider();
      return await work({ request, reply, step: await readStep(provider, request, reply) });
    };
  app.get(
    STEP,
    open,
    atStep(async (turn) => showStep(options, turn)),
  );
  app.post(
    STEP,
    open,
    atStep(async (turn) => {
      requireSameOrigin(turn.request);
      const form = formOf(turn.request.body);
      if (form.cancel) return await finish(options, turn, CANCELLED);
      if (form.consent && turn.step.interaction.prompt.name === 'consent') {
        return await finish(options, turn, { consent: {} });
      }
      return showStep(options, turn);
    }),
  );
  app.get(
    `${STEP}/:means`,
    open,
    atStep((turn) => takeTurn(options, turn, formOf(turn.request.query, 'name'))),
  );
  app.post(
    `${STEP}/:means`,
    open,
    atStep((turn) => {
      requireSameOrigin(turn.request);
      return takeTurn(options, turn, formOf(turn.request.body));
    }),
  );
  app.post(`${STEP}/:means/return`, open, (request, reply) => comeBack(options, request, reply));
}

const CANCELLED: InteractionResult = {
  error: 'access_denied',
  error_description: 'the person went back without signing on',
};

/** The fields of a form that are text; of an address only those that a page of ours puts there. */
function formOf(given: unknown, ...only: string[]): Form {
  const fields = Object.entries((given ?? {}) as Record<string, unknown>);
  return Object.fromEntries(
    fields.filter(
      (field): field is [string, string] =>
        typeof field[1] === 'string' && (only.length === 0 || only.includes(field[0])),
    ),
  );
}

function showStep(options: StepOptions, turn: Turn, refused?: LoginRefusal) {
  const { step } = turn;
  if (step.interaction.prompt.name === 'consent') {
    return send(turn, { title: CONSENT, body: consentBody(step) });
  }
  return send(turn, { title: CHOOSE, body: chooseBody(step, options.means, refused) });
}

/** Lets the chosen means take its turn. One that is not enough for the client is never asked. */
async function takeTurn(options: StepOptions, turn: Turn, form: Form) {
  const { request, reply, step } = turn;
  const { context } = request;
  const { uid } = step.interaction;
  const means = meansOf(options, request);
  if (step.interaction.prompt.name !== 'login') throw new Refusal('sign-on-step-ended');
  if (whyNot(means, step.demand)) return showStep(options, turn, 'too-weak');
  const deviceSecret = deviceSecretOf(request, reply);
  const address = stepPath(uid, means.code);
  const outcome = await useMeans(context, means, {
    ...{ uid, form, address, language: step.language },
    returnUrl: `${reply.server.publicUrl()}${address}/return`,
    deviceHash: deviceHashOf(context, deviceSecret),
  });
  if (outcome.kind === 'refused') return showStep(options, turn, outcome.code);
  if (outcome.kind === 'ask') {
    const body = html`${outcome.page.body}${cancelForm(step)}`;
    return send(turn, { ...outcome.page, body });
  }
  const login = await finishLogIn(
    context,
    { personId: outcome.personId, means },
    {
      clientId: step.client.id,
      deviceSecret,
      deviceName: deviceNameOf(request.headers['user-agent']),
    },
  );
  if (!login) return showStep(options, turn, 'person-unknown');
  return await finish(options, turn, { login });
}

function meansOf({ means }: StepOptions, request: FastifyRequest): LoginMeans {
  const { means: code } = request.params as { means: string };
  const found = means.find((one) => one.code === code);
  if (!found) throw new Refusal('sign-on-step-ended');
  return found;
}

/**
 * A person comes back from another site by its form, with which the browser sends no cookie of ours:
 * what it says is kept with the log-in, and the browser that began it goes on from there.
 */
async function comeBack(options: StepOptions, request: FastifyRequest, reply: FastifyReply) {
  const { uid } = request.params as { uid: string };
  const means = meansOf(options, request);
  const taken = await takeReturn(request.context, means, { uid, form: formOf(request.body) });
  if (!taken) throw new Refusal('sign-on-step-ended');
  return reply.redirect(stepPath(uid, means.code), 303);
}

/** Tells the provider what came of the step, and leads back to it. */
async function finish(
  { provider: current }: StepOptions,
  { request, reply }: Turn,
  result: InteractionResult,
) {
  const { provider } = await current();
  const returnTo = await provider.interactionResult(request.raw, reply.raw, result, {
    mergeWithLastSubmission: !result.login,
  });
  return reply.redirect(returnTo, 303);
}

function send({ reply, step }: Turn, page: LoginPage) {
  const origins = [...step.origins, ...(page.formOrigins ?? [])];
  return reply.headers(pageHeaders(origins)).send(writePage({ ...page, language: step.language }));
}
