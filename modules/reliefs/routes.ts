import { z } from 'zod';
import type { Context } from '../../platform/context.ts';
import { Refusal } from '../../platform/errors/refusal.ts';
import type { HttpApp } from '../../platform/http/http-app.ts';
import { readClassifiers } from '../classifiers/index.ts';
import { listOrganisations } from '../persons/index.ts';
import { listReliefs, type PublicRelief } from './pages/list-reliefs.ts';
import { readCatalogue } from './read-catalogue.ts';
import { reliefSchema } from './text/relief-schema.ts';

const tags = ['Reliefs'];
const config = { permission: 'public' } as const;

/** How old the public list may be. Nobody is paid by it. */
const FRESH_MS = 30_000;
const CACHE_CONTROL = 'public, max-age=60';

const Text = z.object({ lv: z.string(), en: z.string() });
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
        response: { 200: z.object({ reliefs: z.array(Brief) }) },
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
        response: { 200: Whole },
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
        response: { 200: z.record(z.string(), z.unknown()) },
      },
    },
    async (_request, reply) => {
      reply.header('cache-control', CACHE_CONTROL);
      return reliefSchema();
    },
  );
}

function makePublicReader(): (context: Context) => Promise<PublicRelief[]> {
  let reliefs: PublicRelief[] | undefined;
  let readAtMs = 0;
  return async (context) => {
    const nowMs = context.clock.now().getTime();
    if (reliefs && Math.abs(nowMs - readAtMs) < FRESH_MS) return reliefs;
    const classifiers = await readClassifiers(context);
    const organisations = await listOrganisations(context);
    const organisationNames = new Map(organisations.map(({ code, name }) => [code, name]));
    reliefs = listReliefs(await readCatalogue(context), {
      name: classifiers.name,
      organisation: (code) => organisationNames.get(code),
    });
    readAtMs = nowMs;
    return reliefs;
  };
}
