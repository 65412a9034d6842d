import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { Context } from '../../platform/context.ts';
import type { HttpApp, Routes } from '../../platform/http/http-app.ts';
import {
  SearchQuery,
  SessionAnswer,
  SimulatedPersonsAnswer,
  SimulatedSignInRequest,
  SimulatedTerminalsAnswer,
} from './api.ts';
import { beginSession } from './begin-session.ts';
import { describeSession } from './describe-session.ts';
import { endSession } from './end-session.ts';
import { findSession } from './find-session.ts';
import { listSimulatedPersons } from './list-simulated-persons.ts';
import { listSimulatedTerminals } from './list-simulated-terminals.ts';
import { logInRoutes } from './log-ins/log-in-routes.ts';
import { startSignOuts } from './log-ins/sign-out-notices.ts';
import { listLoginMeans } from './login-means/list-login-means.ts';
import { readOwnProviders } from './login-means/own-providers.ts';
import { findRequestSession } from './require-session.ts';
import { clearSessionCookie, requireSameOrigin, setSessionCookie } from './session-cookie.ts';
import { signOnProvider } from './sign-on/sign-on-provider.ts';
import { signOnRoutes } from './sign-on/sign-on-routes.ts';
import { backRoutes } from './steps/back-routes.ts';
import { stepRoutes } from './steps/step-routes.ts';
import { type Dispatch, dispatchTo } from './web-client/dispatch.ts';
import { signOutAtProvider } from './web-client/provider-sign-out.ts';
import { webClientRoutes } from './web-client/web-client-routes.ts';

const tags = ['Sign-on'];
const config = { permission: 'public' } as const;

export interface IdentityOptions {
  /** Whether this is the simulated country: its login means exist nowhere else. */
  simulated: boolean;
  /** The server's own context, for what outlives a request. */
  context: Context;
  /** Header in which a proxy hands over the certificate of a client. */
  certificateHeader?: string | undefined;
  /** File with what was agreed with outside parties that prove who somebody is. */
  loginMeansFile?: string | undefined;
}

/** Signing on and off: the provider, its pages, and the web app as its client. */
export function identityRoutes(options: IdentityOptions): Routes {
  const { simulated, context, certificateHeader, loginMeansFile } = options;
  return async (app) => {
    const dispatch = dispatchTo(app);
    const provider = signOnProvider(context, () => ({
      publicUrl: app.publicUrl(),
      certificateHeader,
      localClients: simulated,
      dispatch,
    }));
    const means = listLoginMeans({ simulated, file: loginMeansFile });
    await app.register(async (scope) => signOnRoutes(scope as HttpApp, provider));
    await app.register(async (scope) => backRoutes(scope as HttpApp, { means, certificateHeader }));
    await app.register(async (scope) => stepRoutes(scope as HttpApp, { provider, means }));
    const ownProviders = readOwnProviders(loginMeansFile);
    await app.register(async (scope) =>
      webClientRoutes(scope.withTypeProvider<ZodTypeProvider>(), ownProviders),
    );
    logInRoutes(app);
    const findClient = async (id: string) => await (await provider()).provider.Client.find(id);
    let stopSignOuts: (() => Promise<void>) | undefined;
    app.addHook('onListen', async () => {
      stopSignOuts = startSignOuts(context, findClient);
    });
    app.addHook('onClose', async () => await stopSignOuts?.());
    sessionRoutes(app, { simulated, dispatch });
    if (simulated) simulatedRoutes(app);
  };
}

interface SessionOptions {
  simulated: boolean;
  dispatch: Dispatch;
}

function sessionRoutes(app: HttpApp, { simulated, dispatch }: SessionOptions): void {
  app.get(
    '/login/v1/session',
    { config, schema: { tags, summary: 'Who is signed in', response: { 200: SessionAnswer } } },
    async (request) =>
      await describeSession(request.context, await findRequestSession(request), simulated),
  );
  app.post(
    '/login/v1/sign-out',
    { config, schema: { tags, summary: 'End the session', response: { 204: z.null() } } },
    async (request, reply) => {
      requireSameOrigin(request);
      const session = await findRequestSession(request);
      if (session) await endSession(request.context, session);
      const forgotten = await signOutAtProvider(dispatch, request.headers.cookie);
      for (const cookie of forgotten) reply.header('set-cookie', cookie);
      clearSessionCookie(reply);
      return await reply.code(204).send(null);
    },
  );
}

function simulatedRoutes(app: HttpApp): void {
  app.get(
    '/login/v1/simulated-persons',
    {
      config,
      schema: {
        tags,
        summary: 'Persons of the simulated country',
        querystring: SearchQuery,
        response: { 200: SimulatedPersonsAnswer },
      },
    },
    async ({ context, query }) => ({ persons: await listSimulatedPersons(context, query.name) }),
  );
  app.get(
    '/login/v1/simulated-terminals',
    {
      config,
      schema: {
        tags,
        summary: 'Terminals of the simulated country to sign in as',
        querystring: SearchQuery,
        response: { 200: SimulatedTerminalsAnswer },
      },
    },
    async ({ context, query }) => {
      const terminals = await listSimulatedTerminals(context, query.name);
      return { terminals: terminals.map(({ id, ...rest }) => ({ terminalId: id, ...rest })) };
    },
  );
  app.post(
    '/login/v1/simulated',
    {
      config,
      schema: {
        tags,
        summary: 'Sign in as a terminal of the simulated country',
        body: SimulatedSignInRequest,
        response: { 200: SessionAnswer },
      },
    },
    async (request, reply) => {
      requireSameOrigin(request);
      const { context } = request;
      const secret = await beginSession(context, request.body);
      const before = await findRequestSession(request);
      if (before) await endSession(context, before);
      setSessionCookie(reply, secret);
      return await describeSession(context, await findSession(context, secret), true);
    },
  );
}
