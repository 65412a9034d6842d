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
import { findRequestSession } from './require-session.ts';
import { clearSessionCookie, requireSameOrigin, setSessionCookie } from './session-cookie.ts';

const tags = ['Sign-on'];
const config = { permission: 'public' } as const;

/** Signing on and off. The simulated login means exists only in the simulated country. */
export function identityRoutes(options: { simulated: boolean }): Routes {
  return (app) => {
    sessionRoutes(app, options.simulated);
    if (options.simulated) simulatedRoutes(app);
  };
}

function sessionRoutes(app: HttpApp, simulated: boolean): void {
  app.get(
    '/login/v1/session',
    { config, schema: { tags, summary: 'Who is signed in', response: { 200: SessionAnswer } } },
    async (request) =>
      await describeSession(request.context, await findRequestSession(request), simulated),
  );
  app.post(
    '/login/v1/sign-out',
    { config, schema: { tags, summary: 'End the session' } },
    async (request, reply) => {
      requireSameOrigin(request);
      const session = await findRequestSession(request);
      if (session) await endSession(request.context, session);
      clearSessionCookie(request, reply);
      return reply.code(204).send();
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
        summary: 'Persons of the simulated country to sign in as',
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
        summary: 'Sign in as a person or a terminal of the simulated country',
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
      setSessionCookie(request, reply, secret);
      return await describeSession(context, await findSession(context, secret), true);
    },
  );
}
