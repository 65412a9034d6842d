import type { HttpApp } from '../../../platform/http/http-app.ts';
import { listOwnLooks } from './list-own-looks.ts';
import { OwnLooksAnswer, OwnLooksQuery } from './look-api.ts';

/** Which officials looked at a person: for that person. */
export function lookRoutes(app: HttpApp): void {
  app.get(
    '/recipient/v1/looks',
    {
      config: { permission: 'recipient' },
      schema: {
        tags: ['Recipient'],
        summary: 'Which officials looked at data about you: when, for what, and what they did.',
        querystring: OwnLooksQuery,
        response: { 200: OwnLooksAnswer },
      },
    },
    async ({ context, query: { before, limit } }) => {
      const page = before === undefined ? { limit } : { limit, before: readCursor(before) };
      const looks = await listOwnLooks(context, page);
      const shown = looks.map((look) => ({ ...look, at: look.at.toISOString() }));
      const last = shown.length === limit ? shown.at(-1) : undefined;
      return { looks: shown, next: last ? `${last.at}~${last.id}` : null };
    },
  );
}

function readCursor(text: string): { at: Date; id: string } {
  const [at = '', id = ''] = text.split('~');
  return { at: new Date(at), id };
}
