import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { compressText } from '../../../platform/http/compress-stream.ts';
import type { HttpApp } from '../../../platform/http/http-app.ts';
import { isHeld } from '../../../platform/http/is-held.ts';
import { pickLanguage } from '../../../platform/i18n/localized-text.ts';
import { exchangeErrors } from '../errors.ts';
import { SYSTEMS } from '../permitted.ts';
import { readingName, shownMissing, tellMissing } from '../reading-routes.ts';
import { VersionName } from '../version.ts';
import { type AnswerForm, answerForm, readPreferences } from './answer-form.ts';
import { ODATA_EXAMPLES } from './examples.ts';
import { collectOptions, type OptionTexts, readOptionTexts } from './query/option-texts.ts';
import { describeModel, ENTITY_SET, modelJson, modelXml } from './serving/describe-model.ts';
import { countEntitiesOf, type EntityPage, listEntities } from './serving/list-entities.ts';
import { readDelta } from './serving/read-delta.ts';
import { readEntity } from './serving/read-entity.ts';

const config = { permission: SYSTEMS, scope: 'read-records' } as const;
const tags = ['OData'];
const ADDRESS = '/exchange/v1/odata/:code/:version';
const BODY_LENGTH_MAX = 65_536;
/** Of these links the question is to be asked again. */
const GONE = new Set(['changes-not-kept', 'position-not-reached', 'odata-link-over']);
const VARY = 'accept, accept-encoding, prefer';

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

type NamedRequest = FastifyRequest & { params: { code: string; version: number } };

async function answerPage(
  request: NamedRequest,
  reply: FastifyReply,
  { texts, by }: { texts: OptionTexts; by: 'address' | 'body' },
): Promise<never> {
  const { context, headers, params } = request;
  const form = answerForm(headers, texts.options.get('format'), { first: 'json' });
  const preferences = readPreferences(headers.prefer);
  const how = { ...preferences, by, isSlowAllowed: isSlowAllowed(request), shown: form };
  const page = await listEntities(context, readingName(params, headers), { texts, how });
  const applied = [
    ...(preferences.pageSize === undefined ? [] : [`maxpagesize=${preferences.pageSize}`]),
    ...(preferences.tracksChanges && page.delta ? ['track-changes'] : []),
  ];
  if (applied.length > 0) reply.header('preference-applied', applied.join(', '));
  reply.header('cache-control', 'private, no-cache');
  tellMissing(reply, page.missing);
  return sendJson(reply, form, {
    ...contextOf(request, form, ''),
    ...(page.missing.length === 0 ? {} : { '@exchange.missing': shownMissing(page.missing) }),
    ...(page.count === undefined ? {} : { '@odata.count': page.count }),
    value: page.value,
    ...linksOf(request, texts, { page, by }),
  });
}

/** Addresses of what comes next. A question in a body is sent again with it: it stands in no address. */
function linksOf(
  request: NamedRequest,
  texts: OptionTexts,
  { page, by }: { page: EntityPage; by: 'address' | 'body' },
): Record<string, string> {
  const suffix = by === 'body' ? '/$query' : '';
  const asked = by === 'body' ? '' : optionsAgain(texts);
  const link = (name: string, token: string) =>
    `${rootOf(request)}/${ENTITY_SET}${suffix}?${asked}$${name}=${token}`;
  return {
    ...(page.next ? { '@odata.nextLink': link('skiptoken', page.next) } : {}),
    ...(page.delta ? { '@odata.deltaLink': link('deltatoken', page.delta) } : {}),
  };
}

async function answerDelta(
  request: NamedRequest,
  reply: FastifyReply,
  texts: OptionTexts,
): Promise<never> {
  const { context, headers, params } = request;
  const form = answerForm(headers, texts.options.get('format'), { first: 'json' });
  const name = readingName(params, headers);
  const { value, token, isMore } = await readDelta(context, name, { texts, shown: form });
  const link = `${rootOf(request)}/${ENTITY_SET}?${optionsAgain(texts)}$deltatoken=${token}`;
  return sendJson(reply, form, {
    ...contextOf(request, form, '/$delta'),
    value,
    [isMore ? '@odata.nextLink' : '@odata.deltaLink']: link,
  });
}

/** The options as they were asked, for the address that goes on with them. */
function optionsAgain({ options, aliases }: OptionTexts): string {
  const again = [
    ...[...options]
      .filter(([name]) => name !== 'skiptoken' && name !== 'deltatoken')
      .map(([name, value]) => [`$${name}`, value]),
    ...[...aliases].map(([name, value]) => [`@${name}`, value]),
  ];
  return again.map(([name, value = '']) => `${name}=${encodeURIComponent(value)}&`).join('');
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

function rootOf({ params }: NamedRequest): string {
  return `/exchange/v1/odata/${encodeURIComponent(params.code)}/${params.version}`;
}

function contextOf(
  request: NamedRequest,
  { isBare }: AnswerForm,
  part: string | undefined,
): Record<string, string> {
  if (isBare) return {};
  const fragment = part === undefined ? '' : `#${ENTITY_SET}${part}`;
  return { '@odata.context': `${rootOf(request)}/$metadata${fragment}` };
}

function queryOf({ raw }: FastifyRequest): string {
  const url = raw.url ?? '';
  const start = url.indexOf('?');
  return start < 0 ? '' : url.slice(start + 1);
}

function isSlowAllowed({ headers }: FastifyRequest): boolean {
  return headers['x-koplieta-allow-slow'] === 'true';
}

function sendJson(reply: FastifyReply, form: AnswerForm, answer: unknown): never {
  return sendText(reply, form.mediaType, JSON.stringify(answer));
}

/** As it is: numbers keep all of their digits, which no serializer of schemas leaves alone. */
function sendText(reply: FastifyReply, mediaType: string, text: string): never {
  const answer = reply.type(mediaType).header('vary', VARY).serializer(String);
  return answer.send(compressText(reply, text)) as never;
}

/** The question of a delta link that is of no use any more, to be asked from its first page. */
function questionAgain(request: NamedRequest): string {
  const records = `${rootOf(request)}/${ENTITY_SET}`;
  if (request.method === 'POST') return `${records}/$query`;
  return `${records}?${optionsAgain(readOptionTexts(queryOf(request)))}`.slice(0, -1);
}

/** Answers by the rules of OData; a refusal also tells its code and sentence where OData has them. */
async function answering<T>(
  request: NamedRequest,
  reply: FastifyReply,
  work: () => Promise<T>,
): Promise<T> {
  reply.header('odata-version', '4.01');
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const entry = Object.entries(exchangeErrors).find(([code]) => code === error.code)?.[1];
    if (!entry) throw error;
    const message = entry[pickLanguage(request.headers['accept-language'])];
    const target = error.details?.option;
    const isGone = GONE.has(error.code);
    throw new Refusal(error.code, {
      ...error.details,
      ...(isGone ? { records: questionAgain(request) } : {}),
      error: { code: error.code, message, ...(target === undefined ? {} : { target }) },
    });
  }
}
