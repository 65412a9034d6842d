import { z } from 'zod';
import { Refusal } from '../../../platform/errors/refusal.ts';
import type { HttpApp } from '../../../platform/http/http-app.ts';
import { isHeld } from '../../../platform/http/is-held.ts';
import { SYSTEMS } from '../permitted.ts';
import { readingName, tellMissing } from '../reading/routes.ts';
import { VersionName } from '../version.ts';
import { queryOf } from './addresses.ts';
import { answerForm } from './answer-form.ts';
import { ODATA_EXAMPLES } from './examples.ts';
import { collectOptions, type OptionTexts, readOptionTexts } from './query/option-texts.ts';
import { describeModel, ENTITY_SET, modelJson, modelXml } from './serving/describe-model.ts';
import { countEntitiesOf } from './serving/list-entities.ts';
import { readEntity } from './serving/read-entity.ts';
import {
  answerDelta,
  answering,
  answerPage,
  contextOf,
  isSlowAllowed,
  sendJson,
  sendText,
} from './write-answer.ts';

const config = { permission: SYSTEMS, scope: 'read-records' } as const;
const tags = ['OData'];
const ADDRESS = '/exchange/v1/odata/:code/:version';
const BODY_LENGTH_MAX = 65_536;

const Answer = z.record(z.string(), z.unknown());
const Options = z
  .record(z.string().max(200), z.union([z.string(), z.array(z.string())]))
  .meta({ description: 'Query options of OData 4.01.' });

/** Data sets by OData 4.01. */
export function odataRoutes(app: HttpApp): void {
  describingRoutes(app);
  listingRoutes(app);
  unofferedRoutes(app);
  app.get(
    `${ADDRESS}/:entity`,
    {
      config,
      schema: {
        tags,
        summary: 'One record by its key, `Records(7)`; personal keys are refused.',
        params: VersionName.extend({ entity: z.string().max(200) }),
        querystring: Options,
        response: { 200: Answer.meta({ example: ODATA_EXAMPLES.entity }), 304: z.null() },
      },
    },
    async (request, reply) =>
      await answering(request, reply, async () => {
        const { params, headers, context } = request;
        const key = /^Records(\(.*\))$/s.exec(params.entity)?.[1];
        if (key === undefined) throw refusalOf(params.entity);
        const texts = readOptionTexts(queryOf(request));
        const form = answerForm(headers, texts.options.get('format'), { first: 'json' });
        const asked = { key, texts, shown: form };
        const { entity, etag } = await readEntity(context, readingName(params, headers), asked);
        reply.header('etag', etag).header('cache-control', 'private, no-cache');
        if (isHeld(headers['if-none-match'], etag)) return await reply.code(304).send(null);
        const described = { ...contextOf(request, form, '/$entity'), ...entity };
        return sendJson(reply, form, described);
      }),
  );
}

/** Told to who asks for more of OData than there is, but nothing that the API has. */
function unofferedRoutes(app: HttpApp): void {
  app.post(
    `${ADDRESS}/$batch`,
    { config, schema: { hide: true, params: VersionName } },
    async (request, reply) =>
      await answering(request, reply, async () => {
        throw new Refusal('odata-not-supported', { what: '$batch' });
      }),
  );
  app.get(
    `${ADDRESS}/*`,
    { config, schema: { hide: true, params: VersionName.extend({ '*': z.string() }) } },
    async (request, reply) =>
      await answering(request, reply, async () => {
        throw refusalOf(request.params['*']);
      }),
  );
}

/** Of a path: `what` names its last word of OData, and no key. */
function refusalOf(path: string): Refusal {
  const isOfOdata = /^(Records(\(.*\))?\/|\$(all|entity|crossjoin)\b)/s.test(path);
  if (!isOfOdata) return new Refusal('not-found');
  const what = path.match(/\$[a-z]{1,20}/g)?.at(-1) ?? 'path';
  return new Refusal('odata-not-supported', { what });
}

function describingRoutes(app: HttpApp): void {
  // The root of a service ends with a slash (OData URL Conventions, 2); many leave it out.
  for (const root of [ADDRESS, `${ADDRESS}/`]) serviceRoute(app, root);
  app.get(
    `${ADDRESS}/$metadata`,
    {
      config,
      schema: {
        tags,
        summary: 'The model of a data set: CSDL in XML, or by $format or Accept in JSON.',
        params: VersionName,
        querystring: Options,
        response: { 200: Answer.meta({ example: ODATA_EXAMPLES.model }) },
      },
    },
    async (request, reply) =>
      await answering(request, reply, async () => {
        const { options } = readOptionTexts(queryOf(request));
        const form = answerForm(request.headers, options.get('format'), { first: 'xml' });
        const name = readingName(request.params, request.headers);
        const model = await describeModel(request.context, name);
        if (form.kind === 'json') return sendJson(reply, form, modelJson(model));
        return sendText(reply, form.mediaType, modelXml(model));
      }),
  );
}

function serviceRoute(app: HttpApp, root: string): void {
  app.get(
    root,
    {
      config,
      schema: {
        tags,
        summary: 'The service document of a data set.',
        hide: root !== ADDRESS,
        params: VersionName,
        querystring: Options,
        response: { 200: Answer.meta({ example: ODATA_EXAMPLES.service }) },
      },
    },
    async (request, reply) =>
      await answering(request, reply, async () => {
        const { options } = readOptionTexts(queryOf(request));
        const form = answerForm(request.headers, options.get('format'), { first: 'json' });
        await describeModel(request.context, readingName(request.params, request.headers));
        const value = [{ name: ENTITY_SET, kind: 'EntitySet', url: ENTITY_SET }];
        return sendJson(reply, form, { ...contextOf(request, form, undefined), value });
      }),
  );
}

function listingRoutes(app: HttpApp): void {
  app.get(
    `${ADDRESS}/Records`,
    {
      config,
      schema: {
        tags,
        summary: 'Records by $filter, $select, $expand, $orderby, $top, $skip, $count, $search.',
        params: VersionName,
        querystring: Options,
        response: { 200: Answer.meta({ example: ODATA_EXAMPLES.page }) },
      },
    },
    async (request, reply) =>
      await answering(request, reply, async () => {
        const texts = readOptionTexts(queryOf(request));
        if (texts.options.has('deltatoken')) return await answerDelta(request, reply, texts);
        return await answerPage(request, reply, { texts, by: 'address' });
      }),
  );
  app.post(
    `${ADDRESS}/Records/$query`,
    {
      config,
      schema: {
        tags,
        summary: 'The same with the options in the body: the only way to ask by personal fields.',
        params: VersionName,
        querystring: Options,
        body: z
          .union([
            z.string().max(BODY_LENGTH_MAX),
            z.record(
              z.string(),
              z.union([z.string().max(BODY_LENGTH_MAX), z.number(), z.boolean()]),
            ),
          ])
          .meta({ example: ODATA_EXAMPLES.question }),
        response: { 200: Answer.meta({ example: ODATA_EXAMPLES.page }) },
      },
    },
    async (request, reply) =>
      await answering(request, reply, async () => {
        const texts = readBody(request.body, readOptionTexts(queryOf(request)));
        return await answerPage(request, reply, { texts, by: 'body' });
      }),
  );
  countingRoute(app);
}

function countingRoute(app: HttpApp): void {
  app.get(
    `${ADDRESS}/Records/$count`,
    {
      config,
      schema: {
        tags,
        summary: 'How many records there are, by $filter and $search: a number and nothing else.',
        params: VersionName,
        querystring: Options,
        response: { 200: z.string().meta({ example: ODATA_EXAMPLES.count }) },
      },
    },
    async (request, reply) =>
      await answering(request, reply, async () => {
        const { context, params, headers } = request;
        const texts = readOptionTexts(queryOf(request));
        answerForm({ ...headers, accept: '*/*' }, undefined, { first: 'json' });
        const how = { by: 'address' as const, isSlowAllowed: isSlowAllowed(request) };
        const name = readingName(params, headers);
        const { count, missing } = await countEntitiesOf(context, name, { texts, how });
        tellMissing(reply, missing);
        return sendText(reply, 'text/plain; charset=utf-8', String(count));
      }),
  );
}

function readBody(
  body: string | Record<string, string | number | boolean>,
  { options, aliases }: OptionTexts,
): OptionTexts {
  const stray = [...options.keys()].find((name) => name !== 'skiptoken' && name !== 'format');
  if (stray !== undefined || aliases.size > 0) {
    throw new Refusal('odata-option-unknown', { option: stray === undefined ? '@' : `$${stray}` });
  }
  const asked =
    typeof body === 'string'
      ? readOptionTexts(body.trim())
      : collectOptions(Object.entries(body).map(([name, value]) => [name, String(value)]));
  return { options: new Map([...asked.options, ...options]), aliases: asked.aliases };
}
