import { z } from 'zod';
import { askingWithRole } from '../../../platform/asking.ts';
import { GRANTING_ROLES } from '../../../platform/context.ts';
import type { HttpApp } from '../../../platform/http/http-app.ts';
import { Text } from '../../../platform/i18n/text.ts';
import { DRAFT_KINDS } from '../publishing/draft.ts';
import { definitionText } from './definition-text.ts';
import { describeDefinition, listDefinitions } from './list-definitions.ts';

const tags = ['Publishing'];
const config = { permission: 'official', roles: GRANTING_ROLES } as const;

const Brief = z.object({ code: z.string(), name: Text, versions: z.int() });
const EXAMPLE = {
  code: 'large-family',
  name: { lv: 'daudzbērnu ģimenes vecāks', en: 'parent of a large family' },
};
const Definitions = z
  .object({ definitions: z.array(Brief) })
  .meta({ example: { definitions: [{ ...EXAMPLE, versions: 1 }] } });
const Whole = z
  .object({
    code: z.string(),
    name: Text,
    text: z.string().meta({ description: 'As its file, in YAML.' }),
    use: z.object({
      definitions: z.array(z.string()),
      reliefs: z.array(z.object({ code: z.string(), versions: z.array(z.int()) })),
      drafts: z
        .array(z.object({ id: z.uuid(), kind: z.enum(DRAFT_KINDS), code: z.string() }))
        .meta({ description: 'Open drafts; those of other grantors are left out.' }),
    }),
  })
  .meta({
    example: {
      ...{ ...EXAMPLE, text: 'code: large-family\n…' },
      use: { definitions: [], reliefs: [{ code: 'VEJAINE-FERRY', versions: [1] }], drafts: [] },
    },
  });
const Path = z.strictObject({ code: z.string().max(64) });

/** Named conditions, and who uses them: what a change would affect. For officials. */
export function definitionRoutes(app: HttpApp): void {
  app.get(
    '/official/v1/definitions',
    {
      config,
      schema: { tags, summary: 'All published definitions', response: { 200: Definitions } },
    },
    async ({ context }) => ({
      definitions: (await listDefinitions(context)).map(({ code, name, versions }) => {
        return { code, name, versions: versions.length };
      }),
    }),
  );
  app.get(
    '/official/v1/definitions/:code',
    {
      config,
      schema: {
        tags,
        summary: 'One published definition, and which reliefs, definitions and drafts use it',
        params: Path,
        response: { 200: Whole },
      },
    },
    async ({ context, params }) => {
      const { organisation } = askingWithRole(context, GRANTING_ROLES);
      const { definition, use } = await describeDefinition(context, params.code);
      const drafts = use.drafts.filter(
        (draft) => organisation === null || draft.organisation?.id === organisation.id,
      );
      const { code, name } = definition;
      const told = drafts.map(({ id, kind, code: ofDraft }) => ({ id, kind, code: ofDraft }));
      return { code, name, text: definitionText(definition), use: { ...use, drafts: told } };
    },
  );
}
