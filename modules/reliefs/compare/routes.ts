import { z } from 'zod';
import type { Context } from '../../../platform/context.ts';
import { GRANTING_ROLES } from '../../../platform/context.ts';
import type { HttpApp } from '../../../platform/http/http-app.ts';
import { Text } from '../../../platform/i18n/text.ts';
import { readClassifiers } from '../../classifiers/index.ts';
import { listDefinitions } from '../definitions/list-definitions.ts';
import { makeDefinitions } from '../definitions/resolve-definitions.ts';
import { readCodeNames } from '../pages/read-code-names.ts';
import { compareDraft } from './compare-draft.ts';
import { compareVersions } from './compare-versions.ts';
import { COMPARED_SECTIONS, type Comparison } from './comparison.ts';
import { findVersion } from './find-version.ts';

const tags = ['Publishing'];
const config = { permission: 'official', roles: GRANTING_ROLES } as const;

const ComparisonAnswer = z.object({
  differences: z.array(
    z.object({
      section: z.enum(COMPARED_SECTIONS),
      before: Text.optional().meta({ description: 'Absent when it is added.' }),
      after: Text.optional().meta({ description: 'Absent when it is removed.' }),
      as: z.enum(['requirement', 'alternative']).optional(),
      within: Text.optional().meta({ description: 'The alternative in which it stands.' }),
    }),
  ),
  meaning: z.array(Text).meta({ description: 'What is certain to follow for people.' }),
});
const EXAMPLE: Comparison = {
  differences: [
    {
      section: 'condition',
      before: { lv: 'vecums: vismaz 18 gadi', en: 'age: at least 18 years' },
      after: { lv: 'vecums: vismaz 16 gadi', en: 'age: at least 16 years' },
    },
  ],
  meaning: [
    {
      lv: 'Nosacījuma maiņas dēļ atvieglojumu nezaudē neviens; kāds to var iegūt.',
      en: 'Nobody loses the relief by the change of the condition; somebody may gain it.',
    },
  ],
};
const OfDraft = z
  .object({
    comparison: ComparisonAnswer.nullable().meta({
      description: 'With the newest published version; null when there is none.',
    }),
    findings: z.array(
      z.object({
        line: z.int(),
        column: z.int(),
        severity: z.enum(['error', 'warning']),
        code: z.string(),
        text: Text,
        found: z.string().nullable(),
      }),
    ),
  })
  .meta({ example: { comparison: EXAMPLE, findings: [] } });
const OfVersions = ComparisonAnswer.meta({ example: EXAMPLE });

const DraftPath = z.strictObject({ id: z.uuid() });
const ReliefPath = z.strictObject({ code: z.string().max(64) });
const Versions = z.strictObject({
  before: z.coerce.number().int().min(1),
  after: z.coerce.number().int().min(1),
});

/** Versions in words, for officials: a draft against what is published, and two published ones. */
export function comparisonRoutes(app: HttpApp): void {
  app.get(
    '/official/v1/drafts/:id/comparison',
    {
      config,
      schema: {
        tags,
        summary: 'What a draft changes, in words, and what the linter finds in it',
        params: DraftPath,
        response: { 200: OfDraft },
      },
    },
    async ({ context, params }) => await compareDraft(context, params.id),
  );
  app.get(
    '/official/v1/reliefs/:code/comparison',
    {
      config,
      schema: {
        tags,
        summary: 'How two published versions of a relief differ, in words',
        params: ReliefPath,
        querystring: Versions,
        response: { 200: OfVersions },
      },
    },
    async ({ context, params, query }) => await comparePublished(context, { ...params, ...query }),
  );
}

async function comparePublished(
  context: Context,
  { code, before, after }: { code: string; before: number; after: number },
): Promise<Comparison> {
  const concepts = await readClassifiers(context);
  const definitions = await listDefinitions(context);
  const known = { codes: concepts, definitions };
  const pair = {
    before: await findVersion(context, { code, version: before }, known),
    after: await findVersion(context, { code, version: after }, known),
  };
  const terms = { concepts, definitions: makeDefinitions(definitions) };
  return compareVersions(pair, { names: await readCodeNames(context), terms });
}
