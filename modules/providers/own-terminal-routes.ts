import { z } from 'zod';
import type { HttpApp } from '../../platform/http/http-app.ts';
import { Text } from '../../platform/i18n/text.ts';
import { listOwnTerminals } from './list-own-terminals.ts';

const Search = z.strictObject({ search: z.string().max(100).default('') });
const OwnTerminals = z
  .object({
    terminals: z.array(
      z.object({
        terminalId: z.uuid(),
        code: z.string(),
        status: z.enum(['active', 'suspended']),
        ids: z.string().meta({ description: 'Name of the IDS.' }),
        pointOfService: Text,
      }),
    ),
    more: z.boolean().meta({ description: 'Whether there are more than these.' }),
  })
  .meta({
    example: {
      more: false,
      terminals: [
        {
          ...{ terminalId: '0197a1b2-5f00-7c3a-9d21-4b6e0c8f1a60', code: 'pramis-1' },
          ...{ status: 'active', ids: 'Vējaines prāmja kases' },
          pointOfService: { lv: 'Vējaines piestātne', en: 'Vējaine Pier' },
        },
      ],
    },
  });

/** What people who work for a provider see of its terminals. */
export function ownTerminalRoutes(app: HttpApp): void {
  app.get(
    '/official/v1/terminals',
    {
      config: { permission: 'official', roles: ['administrator', 'cashier'] },
      schema: {
        tags: ['Terminals'],
        summary: 'The terminals of your organisation with their points of service.',
        querystring: Search,
        response: { 200: OwnTerminals },
      },
    },
    async ({ context, query }) => await listOwnTerminals(context, query.search),
  );
}
