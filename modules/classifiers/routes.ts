import { z } from 'zod';
import { Refusal } from '../../platform/errors/refusal.ts';
import type { HttpApp } from '../../platform/http/http-app.ts';
import { Text } from '../../platform/i18n/text.ts';
import { listSchemes } from './sql/list-schemes.ts';

const tags = ['Classifiers'];
const config = { permission: 'public' } as const;
const CACHE_CONTROL = 'public, max-age=300';

const Head = z.object({ code: z.string(), name: Text, source: z.string() });
const Concept = z.object({
  code: z.string(),
  lv: z.string(),
  en: z.string(),
  broader: z.string().nullable().meta({ description: 'Code of the next wider concept.' }),
  validFrom: z.iso.date().nullable(),
  validTo: z.iso.date().nullable().meta({ description: 'The first day out of use.' }),
});
const Collection = z.object({
  code: z.string(),
  lv: z.string(),
  en: z.string(),
  members: z.array(z.string()),
});
const HEAD_EXAMPLE = {
  code: 'means-kinds',
  name: { lv: 'Identifikācijas līdzekļu veidi', en: 'Kinds of means of identification' },
  source: 'Koplieta',
};
const SchemeList = z
  .object({ schemes: z.array(Head) })
  .meta({ example: { schemes: [HEAD_EXAMPLE] } });
const WholeScheme = Head.extend({
  concepts: z.array(Concept),
  collections: z.array(Collection),
}).meta({
  example: {
    ...HEAD_EXAMPLE,
    concepts: [
      {
        code: 'transport-card',
        lv: 'transporta karte',
        en: 'transport card',
        broader: null,
        validFrom: null,
        validTo: null,
      },
    ],
    collections: [],
  },
});
const SchemePath = z.strictObject({ scheme: z.string().max(64) });

/** Classifiers are open to everybody. */
export function classifierRoutes(app: HttpApp): void {
  app.get(
    '/classifiers/v1',
    { config, schema: { tags, summary: 'The classifiers', response: { 200: SchemeList } } },
    async (request, reply) => {
      reply.header('cache-control', CACHE_CONTROL);
      const schemes = await listSchemes(request.context.db);
      return { schemes: schemes.map(({ code, name, source }) => ({ code, name, source })) };
    },
  );
  app.get(
    '/classifiers/v1/:scheme',
    {
      config,
      schema: {
        tags,
        summary: 'One classifier, with its concepts and collections',
        params: SchemePath,
        response: { 200: WholeScheme },
      },
    },
    async (request, reply) => {
      const { scheme: code } = request.params;
      const [scheme] = await listSchemes(request.context.db, code);
      if (!scheme) throw new Refusal('classifier-unknown', { classifier: code });
      reply.header('cache-control', CACHE_CONTROL);
      return scheme;
    },
  );
}
