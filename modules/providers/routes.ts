import { z } from 'zod';
import type { HttpApp } from '../../platform/http/http-app.ts';
import { Text } from '../../platform/i18n/text.ts';
import { listItems, listTerminals } from './list-catalogue.ts';

const PAGE_MAX = 500;

const Query = z.strictObject({
  after: z.string().max(64).default('').meta({ description: 'Codes after this one.' }),
  limit: z.coerce.number().int().min(1).max(PAGE_MAX).default(PAGE_MAX),
});
const Next = z.string().nullable().meta({ description: 'For `after`; null at the end.' });

const Items = z
  .object({
    items: z.array(
      z.object({
        code: z.string(),
        class: z.string(),
        name: Text,
        unitPriceCents: z
          .int()
          .nullable()
          .meta({ description: 'With tax; null: stated each time.' }),
        taxBasisPoints: z.int(),
      }),
    ),
    next: Next,
  })
  .meta({
    example: {
      items: [
        {
          code: 'crossing',
          class: 'ferry-crossing',
          name: { lv: 'Pārbrauciens', en: 'Crossing' },
          unitPriceCents: 300,
          taxBasisPoints: 1_200,
        },
      ],
      next: null,
    },
  });

const Terminals = z
  .object({
    terminals: z.array(
      z.object({
        code: z.string(),
        status: z.enum(['active', 'suspended']),
        pointOfService: z.object({ code: z.string(), name: Text, territory: z.string() }),
      }),
    ),
    next: Next,
  })
  .meta({
    example: {
      terminals: [
        {
          code: 'pramis-1',
          status: 'active',
          pointOfService: {
            code: 'piestatne',
            name: { lv: 'Vējaines piestātne', en: 'Vējaine Pier' },
            territory: '0099110',
          },
        },
      ],
      next: null,
    },
  });

const config = { permission: 'ids', scope: 'catalogue' } as const;

/** What an IDS reads of its own: the goods catalogue, its terminals. */
export function providerRoutes(app: HttpApp): void {
  app.get(
    '/ids/v1/items',
    {
      config: { ...config, roles: ['cashier'] },
      schema: {
        tags: ['IDS'],
        summary: 'The goods catalogue of your organisation, a page at a time.',
        querystring: Query,
        response: { 200: Items },
      },
    },
    async ({ context, query }) => {
      const items = await listItems(context, query);
      return { items, next: nextOf(items, query.limit) };
    },
  );
  app.get(
    '/ids/v1/terminals',
    {
      config,
      schema: {
        tags: ['IDS'],
        summary: 'Your terminals with their points of service, a page at a time.',
        querystring: Query,
        response: { 200: Terminals },
      },
    },
    async ({ context, query }) => {
      const terminals = await listTerminals(context, query);
      return { terminals, next: nextOf(terminals, query.limit) };
    },
  );
}

function nextOf(page: readonly { code: string }[], limit: number): string | null {
  return page.length === limit ? (page.at(-1)?.code ?? null) : null;
}
