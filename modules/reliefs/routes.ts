import { z } from 'zod';
import type { Context } from '../../platform/context.ts';
import { Refusal } from '../../platform/errors/refusal.ts';
import type { HttpApp } from '../../platform/http/http-app.ts';
import { Text } from '../../platform/i18n/text.ts';
import { readClassifiers, readFactKinds } from '../classifiers/index.ts';
import { listReliefs, type PublicRelief } from './pages/list-reliefs.ts';
import { readCodeNames } from './pages/read-code-names.ts';
import { readCatalogue } from './read-catalogue.ts';
import { definitionSchema, reliefSchema } from './text/relief-schema.ts';

const tags = ['Reliefs'];
const config = { permission: 'public' } as const;

/** How old the public list may be. Nobody is paid by it. */
const FRESH_MS = 30_000;
const CACHE_CONTROL = 'public, max-age=60';

const Sentences = z.object({ lv: z.array(z.string()), en: z.array(z.string()) });
const Lines = z.array(z.object({ level: z.int(), text: z.string() }));

const Version = z.object({
  from: z.iso.date(),
  lastDay: z.iso.date().nullable().meta({ description: 'Null while the version is open.' }),
  act: z.string(),
  who: z.object({ lv: Lines, en: Lines }).meta({ description: 'The conditions, line by line.' }),
});

const Brief = z.object({
  code: z.string(),
  kind: z.string(),
  name: Text,
  categories: z.array(Text),
  grantor: Text,
  grantorCode: z
    .string()
    .nullable()
    .meta({ description: 'Null when it depends on the recipient.' }),
  act: z.string(),
  illustrative: z.boolean().meta({ description: 'Amounts are made up: no source gives them.' }),
  versions: z.array(Version),
});

const Whole = Brief.extend({
  source: z.string(),
  assumptions: z.array(z.string()).meta({ description: 'What the source leaves open.' }),
  versions: z.array(
    Version.extend({
      benefits: Sentences,
      limits: Sentences.meta({ description: 'Quotas, budget, who pays which part.' }),
      terms: Sentences,
    }),
  ),
});

const BRIEF_EXAMPLE = {
  code: 'VEJAINE-FERRY',
  kind: 'discount',
  name: { lv: 'Prāmja atvieglojums iedzīvotājiem', en: 'Ferry relief for residents' },
  categories: [],
  grantor: { lv: 'Vējaines novada pašvaldība', en: 'Vējaine Municipality' },
  grantorCode: 'm-0099000',
  act: 'Vējaines novada saistošie noteikumi',
  illustrative: true,
};
const VERSION_EXAMPLE = {
  from: '2019-07-01',
  lastDay: null,
  act: BRIEF_EXAMPLE.act,
  who: {
    lv: [{ level: 0, text: 'dzīvesvieta: Vējaines novads' }],
    en: [{ level: 0, text: 'residence: Vējaine Municipality' }],
  },
};
const ReliefList = z
  .object({ reliefs: z.array(Brief) })
  .meta({ example: { reliefs: [{ ...BRIEF_EXAMPLE, versions: [VERSION_EXAMPLE] }] } });
const OneRelief = Whole.meta({
  example: {
    ...BRIEF_EXAMPLE,
    source: 'invented',
    assumptions: ['The day of purchase is the day of the crossing.'],
    versions: [
      {
        ...VERSION_EXAMPLE,
        benefits: { lv: ['50 % no pārbrauciena cenas'], en: ['50% of the price of a crossing'] },
        limits: { lv: ['Divi pārbraucieni dienā'], en: ['Two crossings a day'] },
        terms: { lv: [], en: [] },
      },
    ],
  },
});
const ReliefSchema = z
  .record(z.string(), z.unknown())
  .meta({ example: { $schema: 'https://json-schema.org/draft/2020-12/schema', type: 'object' } });

const Path = z.strictObject({ code: z.string().max(64) });

/** Reliefs are open to everybody: what they are, never who has them. */
export function reliefRoutes(app: HttpApp): void {
  const readReliefs = makePublicReader();
  app.get(
    '/reliefs/v1/reliefs',
    {
      config,
      schema: {
        tags,
        summary: 'All reliefs, with the conditions of each version in sentences',
        response: { 200: ReliefList },
      },
    },
    async (request, reply) => {
      reply.header('cache-control', CACHE_CONTROL);
      return { reliefs: await readReliefs(request.context) };
    },
  );
  app.get(
    '/reliefs/v1/reliefs/:code',
    {
      config,
      schema: {
        tags,
        summary: 'One relief: conditions, calculation, limits and assumptions',
        params: Path,
        response: { 200: OneRelief },
      },
    },
    async (request, reply) => {
      const { code } = request.params;
      const relief = (await readReliefs(request.context)).find((one) => one.code === code);
      if (!relief) throw new Refusal('relief-unknown', { relief: code });
      reply.header('cache-control', CACHE_CONTROL);
      return relief;
    },
  );
  app.get(
    '/reliefs/v1/schema',
    {
      config,
      schema: {
        tags,
        summary: 'The JSON Schema of relief files, for editors',
        response: { 200: ReliefSchema },
      },
    },
    async (request, reply) => {
      reply.header('cache-control', CACHE_CONTROL);
      return reliefSchema(await readFactKinds(request.context));
    },
  );
  app.get(
    '/reliefs/v1/definition-schema',
    {
      config,
      schema: {
        tags,
        summary: 'The JSON Schema of files of definitions, for editors',
        response: { 200: ReliefSchema },
      },
    },
    async (request, reply) => {
      reply.header('cache-control', CACHE_CONTROL);
      return definitionSchema(await readFactKinds(request.context));
    },
  );
}

function makePublicReader(): (context: Context) => Promise<PublicRelief[]> {
  let reliefs: PublicRelief[] | undefined;
  let readAtMs = 0;
  return async (context) => {
    const nowMs = context.clock.now().getTime();
    if (reliefs && Math.abs(nowMs - readAtMs) < FRESH_MS) return reliefs;
    reliefs = listReliefs(await readCatalogue(context), await readCodeNames(context));
    readAtMs = nowMs;
    return reliefs;
  };
}
