import type { FastifyReply, FastifyRequest } from 'fastify';
import type { InteractionResult } from 'oidc-provider';
import { rigaDay } from '../../../platform/clock/day.ts';
import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import type { HttpApp } from '../../../platform/http/http-app.ts';
import type { LoginMeans, LoginPage } from '../login-means/login-means.ts';
import type { LoginRefusal } from '../login-means/login-refusals.ts';
import { OFFICIALS_ONLY } from '../login-means/own-providers.ts';
import { listOrganisationProfiles } from '../mandates/list-organisation-profiles.ts';
import { listNamedProfiles } from '../mandates/list-profiles.ts';
import { acceptForms } from '../pages/accept-forms.ts';
import { html } from '../pages/html.ts';
import { pageHeaders, writePage } from '../pages/page.ts';
import { showRefusals } from '../pages/refusal-page.ts';
import { PASSKEY_SCRIPT, PASSKEY_SCRIPT_PATH } from '../second-factors/factor-page.ts';
import { requireSameOrigin } from '../session-cookie.ts';
import { CAPACITY, findChosen } from '../sign-on/capacity.ts';
import type { ChosenCapacity } from '../sign-on/chosen-capacity.ts';
import { SIGN_ON_PATH } from '../sign-on/sign-on-path.ts';
import type { SignOnProvider } from '../sign-on/sign-on-provider.ts';
import { selectOfficialsOfPerson } from '../sql/select-officials-of-person.ts';
import { deviceNameOf, deviceSecretOf } from './device.ts';
import { beginFactor, type FactorOutcome, takeFactor } from './factor-turn.ts';
import { deviceHashOf, type FinishedLogIn, finishLogIn } from './finish-log-in.ts';
import { type Form, formOf } from './form-of.ts';
import { noteCapacity } from './note-capacity.ts';
import { noteRefusedLogIn, type RefusedLogIn } from './note-refused-log-in.ts';
import { readStep, type Step } from './step.ts';
import {
  cancelForm,
  capacityBody,
  chooseBody,
  consentBody,
  needsFactor,
  stepPath,
  whyNot,
} from './step-pages.ts';
import { takeReturn, useMeans } from './use-means.ts';

export interface StepOptions {
  provider: SignOnProvider;
  means: readonly LoginMeans[];
}

interface Turn {
  request: FastifyRequest;
  reply: FastifyReply;
  step: Step;
  /** By which the browser is known again; a new one is given to it once. */
  deviceSecret?: string;
}

function secretOf(turn: Turn): string {
  turn.deviceSecret ??= deviceSecretOf(turn.request, turn.reply);
  return turn.deviceSecret;
}

const STEP = `${SIGN_ON_PATH}/step/:uid`;
/** No means has this code. */
const SECOND_FACTOR = 'second-factor';
const FACTOR = `${STEP}/${SECOND_FACTOR}`;
const CHOOSE = { lv: 'Pieteikties', en: 'Sign on' };
const CAPACITY_TITLE = { lv: 'Kā vārdā rīkoties?', en: 'For whom do you act?' };
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
      const step = await readStep(provider, request, reply).catch(async (error: unknown) => {
        if (isAnswer(request)) await noteUnawaited(options, request);
        throw error;
      });
      return await work({ request, reply, step });
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
      if (form.cancel) return await cancel(options, turn);
      if (form.consent && turn.step.interaction.prompt.name === 'consent') {
        return await finish(options, turn, { consent: {} });
      }
      const chosen = chosenOf(form);
      if (chosen) return await takeCapacity(options, turn, chosen);
      return showStep(options, turn);
    }),
  );
  app.get(
    `${STEP}/:means`,
    open,
    atStep((turn) =>
      takeTurn(options, turn, formOf(turn.request.query, 'name', 'state', 'code', 'error', 'iss')),
    ),
  );
  app.post(
    `${STEP}/:means`,
    open,
    atStep((turn) => {
      requireSameOrigin(turn.request);
      return takeTurn(options, turn, formOf(turn.request.body));
    }),
  );
  for (const method of ['GET', 'POST'] as const) {
    app.route({
      ...{ method, url: FACTOR, ...open },
      handler: atStep((turn) => takeFactorTurn(options, turn)),
    });
  }
  app.get(PASSKEY_SCRIPT_PATH, open, (_request, reply) =>
    reply.type('text/javascript; charset=utf-8').send(PASSKEY_SCRIPT),
  );
  app.post(`${STEP}/:means/return`, open, (request, reply) => comeBack(options, request, reply));
}

/** Whether a browser was sent here with what another site, or the page that takes cards, says. */
function isAnswer({ query }: FastifyRequest): boolean {
  const { state, code, error } = query as Record<string, unknown>;
  return state !== undefined && (code !== undefined || error !== undefined);
}

/** The log-in is over, or another browser began it: a card was shown, or a proof given, for somebody else. */
async function noteUnawaited(options: StepOptions, request: FastifyRequest): Promise<void> {
  const means = meansOf(options, request);
  await noteRefusedLogIn(request.context, { means: means.code, code: 'not-awaited' });
}

const CANCELLED: InteractionResult = {
  error: 'access_denied',
  error_description: 'the person went back without signing on',
};

async function cancel(options: StepOptions, turn: Turn) {
  if (turn.step.interaction.prompt.name === 'login') {
    await noteRefusal(turn, { means: 'none', code: 'cancelled' });
  }
  return await finish(options, turn, CANCELLED);
}

/** Shows the choice of means again, and says why the log-in came to nothing. */
async function refuse(
  options: StepOptions,
  turn: Turn,
  refused: { means: string; code: LoginRefusal; personId?: string | undefined },
) {
  await noteRefusal(turn, refused);
  return await showStep(options, turn, refused.code);
}

async function noteRefusal({ request, step }: Turn, refused: RefusedLogIn): Promise<void> {
  await noteRefusedLogIn(request.context, { ...refused, client: step.client.id });
}

async function showStep(options: StepOptions, turn: Turn, refused?: LoginRefusal) {
  const { request, step } = turn;
  if (step.interaction.prompt.name === 'consent') {
    return send(turn, { title: CONSENT, body: consentBody(step) });
  }
  if (step.interaction.prompt.name === CAPACITY) {
    const { context } = request;
    const personId = personOf(step);
    const profiles = await listNamedProfiles(context, personId);
    const organisations = await listOrganisationProfiles(context, personId);
    const open = isOfficialsOnly(step)
      ? { profiles: profiles.filter((one) => one.personId === personId), organisations: [] }
      : { profiles, organisations };
    const body = capacityBody(step, open);
    return send(turn, { title: CAPACITY_TITLE, body });
  }
  return send(turn, { title: CHOOSE, body: chooseBody(step, options.means, refused) });
}

function chosenOf({ profile, organisation }: Form): ChosenCapacity | undefined {
  if (profile !== undefined) return { representedId: profile };
  return organisation === undefined ? undefined : { organisationId: organisation };
}

/** For whom the person acts towards the client: themselves, or somebody for whom they may. */
async function takeCapacity(options: StepOptions, turn: Turn, chosen: ChosenCapacity) {
  const { request, step } = turn;
  const personId = personOf(step);
  const isOpen = !isOfficialsOnly(step) || chosen.representedId === personId;
  const isAsked = step.interaction.prompt.name === CAPACITY && isOpen;
  const profile = isAsked && (await findChosen(request.context, personId, chosen));
  if (!profile) return await showStep(options, turn);
  const sessionId = step.interaction.session?.uid ?? '';
  await noteCapacity(request.context, profile, { personId, sessionId, client: step.client.id });
  return await finish(options, turn, { capacity: chosen });
}

/** A login at an institution is good for nobody else's matters, whatever the client agreed to. */
function isOfficialsOnly({ interaction }: Step): boolean {
  return interaction.session?.amr?.includes(OFFICIALS_ONLY) ?? false;
}

function personOf({ interaction }: Step): string {
  const personId = interaction.session?.accountId;
  if (personId === undefined) throw new Refusal('sign-on-step-ended');
  return personId;
}

/** Lets the chosen means take its turn. One that is not enough for the client is never asked. */
async function takeTurn(options: StepOptions, turn: Turn, form: Form) {
  const { request, reply, step } = turn;
  const { context } = request;
  const { uid } = step.interaction;
  const means = meansOf(options, request);
  if (step.interaction.prompt.name !== 'login') throw new Refusal('sign-on-step-ended');
  const refuseIt = (code: LoginRefusal, personId?: string) =>
    refuse(options, turn, { means: means.code, code, personId });
  if (whyNot(means, step.demand)) return refuseIt('too-weak');
  const address = stepPath(uid, means.code);
  const outcome = await useMeans(context, means, {
    ...{ uid, form, address, language: step.language },
    returnUrl: `${reply.server.publicUrl()}${address}/return`,
    backUrl: `${reply.server.publicUrl()}${SIGN_ON_PATH}/back/${means.code}`,
    deviceHash: deviceHashOf(context, secretOf(turn)),
  });
  if (outcome.kind === 'refused') return refuseIt(outcome.code, outcome.personId);
  if (outcome.kind === 'ask') {
    const body = html`${outcome.page.body}${cancelForm(step)}`;
    return send(turn, { ...outcome.page, body });
  }
  const { personId, level = means.level, outside } = outcome;
  const used = { means: means.code, level, outside };
  if (whyNot({ ...means, level }, step.demand)) return refuseIt('too-weak', personId);
  if (!(await isOf(context, personId, means))) return refuseIt('not-official', personId);
  if (!needsFactor({ ...means, level }, step.demand)) {
    return await logIn(options, turn, means, { personId, ...used });
  }
  const begun = await beginFactor(context, { personId, ...used }, factorOf(turn));
  return await showFactor(options, turn, begun);
}

/** Takes the person's second factor, after a first means that is too weak alone. */
async function takeFactorTurn(options: StepOptions, turn: Turn) {
  const { request, step } = turn;
  if (step.interaction.prompt.name !== 'login') throw new Refusal('sign-on-step-ended');
  if (request.method === 'POST') requireSameOrigin(request);
  const form = formOf(request.method === 'POST' ? request.body : {});
  return await showFactor(options, turn, await takeFactor(request.context, form, factorOf(turn)));
}

function factorOf({ reply, step }: Turn) {
  const { uid } = step.interaction;
  const address = stepPath(uid, SECOND_FACTOR);
  return { uid, address, language: step.language, publicUrl: reply.server.publicUrl() };
}

async function showFactor(options: StepOptions, turn: Turn, outcome: FactorOutcome) {
  if (outcome.kind === 'refused') {
    const { code, personId } = outcome;
    return refuse(options, turn, { means: SECOND_FACTOR, code, personId });
  }
  if (outcome.kind === 'ask') {
    const { personId, isWrong } = outcome;
    if (isWrong) await noteRefusal(turn, { means: SECOND_FACTOR, code: 'wrong-factor', personId });
    const body = html`${outcome.page.body}${cancelForm(turn.step)}`;
    return send(turn, { ...outcome.page, body });
  }
  const { kind: _, ...finished } = outcome;
  const means = options.means.find(({ code }) => code === outcome.means);
  const isEnough = means && !whyNot({ ...means, level: outcome.level }, turn.step.demand);
  if (!isEnough) {
    const { personId } = finished;
    return refuse(options, turn, { means: outcome.means, code: 'too-weak', personId });
  }
  return await logIn(options, turn, means, finished);
}

/** Whether a person is somebody of whom a means may tell. */
async function isOf(context: Context, personId: string, { organisation }: LoginMeans) {
  if (organisation === undefined) return true;
  const day = rigaDay(context.clock.now());
  const officials = await selectOfficialsOfPerson(context.db, personId, day);
  return officials.some((official) => official.organisation?.code === organisation);
}

async function logIn(
  options: StepOptions,
  turn: Turn,
  { code: means, organisation }: LoginMeans,
  proven: Omit<FinishedLogIn, 'isOfficialsOnly'>,
) {
  const { request, step } = turn;
  const finished = { ...proven, isOfficialsOnly: organisation !== undefined };
  const login = await finishLogIn(request.context, finished, {
    clientId: step.client.id,
    deviceSecret: secretOf(turn),
    deviceName: deviceNameOf(request.headers['user-agent']),
  });
  if (!login) return refuse(options, turn, { means, code: 'person-unknown' });
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
  if (!taken) {
    await noteUnawaited(options, request);
    throw new Refusal('sign-on-step-ended');
  }
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
  return reply
    .headers(pageHeaders(origins, page.script))
    .send(writePage({ ...page, language: step.language }));
}
