import type {
  FastifyBaseLogger,
  FastifyInstance,
  FastifyRequest,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from 'fastify';
import type { ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Actor, Context, OfficialRole } from '../context.ts';

/** Who may call a route. Every route says it; the kind of the actor must be one that it names. */
export type Permission =
  | 'public'
  | 'ids'
  | 'recipient'
  | 'representative'
  | 'official'
  | 'information-system'
  | 'operator';

/**
 * What a machine's token can be for (RFC 6749, 3.3): each route for machines names one of these. A token
 * for `api` is for all of them.
 */
export const MACHINE_SCOPES = [
  'transactions',
  'catalogue',
  'read-records',
  'write-records',
  'mailboxes',
  'administer',
  'keys',
] as const;
export type MachineScope = (typeof MACHINE_SCOPES)[number];

/** How strong a login must be (Regulation (EU) 910/2014, Article 8), and how long ago at most. */
export interface LoginDemand {
  level: 'substantial' | 'high';
  maxAgeS?: number;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    permission?: Permission | readonly Permission[];
    /** What a mandate must be for to call it for another. Absent: nobody acts for another. */
    act?: string;
    /**
     * Which officials may call it: one of these roles. Every route for officials says it; one for IDS, when
     * cashiers may call it too.
     */
    roles?: readonly OfficialRole[];
    /** What the token of a machine must be for. Absent: no token opens it. */
    scope?: MachineScope;
    /** What the login of who acts in a session must be like; else they are asked to log in anew. */
    login?: LoginDemand;
    /** The body is a stream that may come for hours: only silence ends it. */
    stream?: boolean;
    /** Media types of a body that no schema checks, for the description of the API. */
    takes?: readonly string[];
    /** Media types of an answer that no schema makes, for the same. */
    gives?: readonly string[];
  }
  interface FastifyInstance {
    /** Where people reach the server, without a slash at its end: known once it listens. */
    publicUrl(): string;
  }
  interface FastifyRequest {
    /** What the use cases get: the server's context with who is asking and the request's id. */
    context: Context;
  }
}

/** The server that routes are added to: body, query, path and answer are typed by zod schemas. */
export type HttpApp = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression<RawServerDefault>,
  RawReplyDefaultExpression<RawServerDefault>,
  FastifyBaseLogger,
  ZodTypeProvider
>;

/** A module's routes. Every route has `config: { permission }`, or the server does not start. */
export type Routes = (app: HttpApp) => void | Promise<void>;

/**
 * Tells who is asking. Undefined: the request has no credentials of this kind. Throws a Refusal when
 * it has some, and they are wrong or expired. `base` is the server's context without an actor.
 */
export type Authenticator = (request: FastifyRequest, base: Context) => Promise<Actor | undefined>;
