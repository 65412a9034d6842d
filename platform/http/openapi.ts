import fastifySwagger from '@fastify/swagger';
import fastifySwaggerUi from '@fastify/swagger-ui';
import type { FastifyContextConfig } from 'fastify';
import { createJsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod';
import { type HttpApp, MACHINE_SCOPES, type Permission } from './http-app.ts';
import './problem.ts';

export interface ApiDescription {
  title: string;
  version: string;
  /** Markdown: what the API is for and how to begin. */
  description: string;
}

const SECURITY: Record<Permission, Record<string, string[]>[]> = {
  public: [],
  ids: [{ accessKey: [] }],
  recipient: [{ session: [] }],
  representative: [{ session: [] }],
  official: [{ officialKey: [] }],
  'information-system': [{ systemKey: [] }],
  operator: [{ operatorKey: [] }],
};

const describeSchemas = createJsonSchemaTransform({});

/** OpenAPI 3.1 of all routes, made from their schemas: `/openapi.json`, and to browse `/api-docs`. */
export async function describeApi(app: HttpApp, api: ApiDescription): Promise<void> {
  await app.register(fastifySwagger, {
    openapi: {
      openapi: '3.1.1',
      info: api,
      components: {
        securitySchemes: {
          accessKey: { type: 'http', scheme: 'bearer', description: 'Access key of an IDS.' },
          officialKey: {
            type: 'http',
            scheme: 'bearer',
            description: 'Access key of an official.',
          },
          operatorKey: { type: 'http', scheme: 'bearer', description: 'Key of the operator.' },
          systemKey: {
            type: 'http',
            scheme: 'bearer',
            description: 'Access key of an information system of an institution.',
          },
          session: { type: 'apiKey', in: 'cookie', name: 'koplieta_session' },
          token: {
            type: 'oauth2',
            description: 'Token of a machine that signs on with keys of its own.',
            flows: {
              clientCredentials: {
                tokenUrl: '/sign-on/token',
                scopes: Object.fromEntries(MACHINE_SCOPES.map((name) => [name, name])),
              },
            },
          },
        },
      },
    },
    transform: describeRoute,
    transformObject: jsonSchemaTransformObject,
  });
  app.get('/openapi.json', { config: { permission: 'public' }, schema: { hide: true } }, async () =>
    app.swagger(),
  );
  await app.register(async (scope) => {
    scope.addHook('onRoute', (route) => {
      route.config = { ...route.config, permission: 'public' };
    });
    await scope.register(fastifySwaggerUi, {
      routePrefix: '/api-docs',
      staticCSP: true,
      uiConfig: { docExpansion: 'list', deepLinking: true, tryItOutEnabled: true },
    });
  });
}

/** Adds to a route what its schemas do not say: who may call it, and what a refusal looks like. */
const describeRoute: typeof describeSchemas = (document) => {
  const described = describeSchemas({ ...document, schema: document.schema ?? {} });
  const { schema } = described;
  const hidden = /^\/api-docs|\*$/.test(document.url) || !schema || schema.hide;
  if (hidden) return { schema: { hide: true }, url: described.url };
  const { route } = document as unknown as { route: DescribedRoute };
  const { permission = 'public', scope, roles, takes, gives } = route.config ?? {};
  const description = [schema.description, roles && `For officials: ${roles.join(', ')}.`];
  const response = (schema.response ?? {}) as Record<string, unknown>;
  return {
    url: described.url,
    schema: {
      operationId: operationIdOf([route.method].flat()[0] ?? '', document.url),
      ...schema,
      ...(schema.querystring ? { querystring: named(schema.querystring) } : {}),
      ...(takes ? { body: { content: contentOf(takes) } } : {}),
      description: description.filter(Boolean).join(' '),
      security: [
        ...[permission].flat().flatMap((kind) => SECURITY[kind]),
        ...(scope ? [{ token: [scope] }] : []),
      ],
      response: {
        ...(gives ? { 200: { description: 'Content', content: contentOf(gives) } } : {}),
        ...response,
        default: {
          description: 'A refusal: the code says which, the sentences what to do.',
          content: {
            'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
          },
        },
      },
    },
  };
};

interface DescribedRoute {
  method: string | string[];
  config?: FastifyContextConfig;
}

/**
 * What programs that are made from the description call an operation: its method and address, as
 * `getExchangeV1DataSetsByCodeByVersion`. It stays as long as these do.
 */
function operationIdOf(method: string, url: string): string {
  const words = url.replaceAll('/:', '/by-').match(/[A-Za-z0-9]+/g) ?? [];
  const capitalised = words.map((word) => `${word[0]?.toUpperCase()}${word.slice(1)}`);
  return `${method.toLowerCase()}${capitalised.join('')}`;
}

/**
 * A query of any names, described as OpenAPI has it: one parameter whose members stand in the address
 * under their own names (style `form`, exploded). Without properties, each word of its schema would be
 * taken for a parameter.
 */
function named(querystring: unknown): unknown {
  const isOfAnyNames = !(querystring as { properties?: unknown }).properties;
  return isOfAnyNames ? { type: 'object', properties: { fields: querystring } } : querystring;
}

function contentOf(mediaTypes: readonly string[]): Record<string, object> {
  return Object.fromEntries(mediaTypes.map((type) => [type, { schema: { type: 'string' } }]));
}
