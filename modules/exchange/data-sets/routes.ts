import { z } from 'zod';
import { DayText } from '../../../platform/clock/day-text.ts';
import type { HttpApp } from '../../../platform/http/http-app.ts';
import { isHeld } from '../../../platform/http/is-held.ts';
import { LICENCES, UPDATE_RHYTHMS } from '../definition.ts';
import { EXAMPLES } from '../examples.ts';
import { SYSTEMS } from '../permitted.ts';
import { definitionSchema } from '../text/definition-schema.ts';
import { nextVersionCursor, readVersionCursor, VersionCursor, VersionName } from '../version.ts';
import { endDataSet, proposeDataSet, publishDataSet } from './change-state.ts';
import { defineDataSet } from './define-data-set.ts';
import { describeDataSet, listDataSets, type ShownVersion } from './list-data-sets.ts';

const PAGE_MAX = 200;
const TEXT_LENGTH_MAX = 500_000;

const DataSet = z.object({
  code: z.string(),
  version: z.int(),
  state: z.enum(['sandbox', 'proposed', 'published', 'retired']),
  revision: z.int().meta({ description: 'How often the text of this version was renewed.' }),
  endsOn: z.string().nullable().meta({ description: 'The first day on which it is no more.' }),
  name: z.object({ lv: z.string(), en: z.string() }),
  institution: z.string(),
  updates: z.enum(UPDATE_RHYTHMS).nullable(),
  licence: z.enum(LICENCES).nullable(),
});

const DataSets = z.object({
  dataSets: z.array(DataSet),
  next: z.string().nullable().meta({ description: 'For `after`; null at the end.' }),
});

const Described = DataSet.extend({
  definition: z
    .record(z.string(), z.unknown())
    .meta({ description: 'The whole definition; `/exchange/v1/definition-schema` describes it.' }),
});

const Defined = z.object({
  code: z.string(),
  version: z.int(),
  state: DataSet.shape.state,
  revision: z.int(),
  outcome: z.enum(['added', 'renewed', 'unchanged']),
});

const Done = z.object({ code: z.string(), version: z.int() }).meta({ example: EXAMPLES.done });

const config = { permission: SYSTEMS, scope: 'administer' } as const;
const tags = ['Exchange'];
const ADDRESS = '/exchange/v1/data-sets/:code/:version';

/** What data sets there are, and how they come to be. */
export function dataSetRoutes(app: HttpApp): void {
  app.get(
    '/exchange/v1/definition-schema',
    {
      config: { permission: 'public', gives: ['application/schema+json'] },
      schema: { tags, summary: 'JSON Schema of the text of a data set, for editors.' },
    },
    async (_request, reply) => reply.type('application/schema+json').send(definitionSchema()),
  );
  app.get(
    '/exchange/v1/data-sets',
    {
      config,
      schema: {
        tags,
        summary: 'All data sets with their versions, a page at a time.',
        querystring: z.strictObject({
          after: VersionCursor.optional(),
          limit: z.coerce.number().int().min(1).max(PAGE_MAX).default(PAGE_MAX),
        }),
        response: { 200: DataSets.meta({ example: EXAMPLES.dataSets }) },
      },
    },
    async ({ context, query }) => {
      const { limit } = query;
      const page = await listDataSets(context, { after: readVersionCursor(query.after), limit });
      return { dataSets: page.map(show), next: nextVersionCursor(page, limit) };
    },
  );
  app.get(
    ADDRESS,
    {
      config,
      schema: {
        tags,
        summary: 'One version of a data set.',
        params: VersionName,
        response: { 200: Described.meta({ example: EXAMPLES.described }), 304: z.null() },
      },
    },
    async ({ context, params, headers }, reply) => {
      const version = await describeDataSet(context, params);
      const { digest, state, endsOn } = version;
      const etag = `"${digest.slice(0, 32)}-${state}-${endsOn ?? 'open'}"`;
      reply.header('etag', etag);
      if (isHeld(headers['if-none-match'], etag)) return await reply.code(304).send(null);
      return { ...show(version), definition: version.definition as Record<string, unknown> };
    },
  );
  writingRoutes(app);
}

function writingRoutes(app: HttpApp): void {
  app.post(
    '/exchange/v1/data-sets',
    {
      config,
      schema: {
        tags,
        summary: 'Describe a data set, or renew the text of one of its versions.',
        body: z
          .strictObject({
            text: z.string().max(TEXT_LENGTH_MAX).meta({ description: 'YAML.' }),
          })
          .meta({ example: EXAMPLES.definition }),
        response: { 200: Defined.meta({ example: EXAMPLES.defined }) },
      },
    },
    async ({ context, body }) => await defineDataSet(context, { file: 'text', text: body.text }),
  );
  app.post(
    `${ADDRESS}/propose`,
    {
      config,
      schema: {
        tags,
        summary: 'Ask for publication.',
        params: VersionName,
        response: { 200: Done },
      },
    },
    async ({ context, params }) => {
      await proposeDataSet(context, params);
      return params;
    },
  );
  app.post(
    `${ADDRESS}/publish`,
    {
      config: { permission: 'operator' },
      schema: {
        tags,
        summary: 'Publish what was proposed.',
        params: VersionName,
        response: { 200: Done },
      },
    },
    async ({ context, params }) => {
      await publishDataSet(context, params);
      return params;
    },
  );
  app.post(
    `${ADDRESS}/end`,
    {
      config,
      schema: {
        tags,
        summary: 'Announce the first day on which the version is no more.',
        params: VersionName,
        body: z.strictObject({ endsOn: DayText }).meta({ example: EXAMPLES.end }),
        response: { 200: Done },
      },
    },
    async ({ context, params, body }) => {
      await endDataSet(context, params, body.endsOn);
      return params;
    },
  );
}

function show(shown: ShownVersion): z.infer<typeof DataSet> {
  const { definition, digest: _, ...version } = shown;
  const { name, institution, updates = null, licence = null } = definition;
  return { ...version, name, institution, updates, licence };
}
