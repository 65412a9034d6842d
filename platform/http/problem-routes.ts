import { z } from 'zod';
import { type ErrorCatalogue, Refusal } from '../errors/refusal.ts';
import { pickLanguage } from '../i18n/localized-text.ts';
import type { Routes } from './http-app.ts';

/** `GET /problems/<code>`: what a code means and what to do, for people and for programs. */
export function problemRoutes(catalogue: ErrorCatalogue): Routes {
  return (app) => {
    app.get(
      '/problems/:code',
      {
        config: { permission: 'public', gives: ['application/json', 'text/html'] },
        schema: {
          tags: ['Problems'],
          summary: 'What an error code means',
          params: z.strictObject({ code: z.string().max(100) }),
        },
      },
      async (request, reply) => {
        const { code } = request.params;
        const entry = Object.hasOwn(catalogue, code) ? catalogue[code] : undefined;
        if (!entry) throw new Refusal('not-found');
        if (!request.headers.accept?.includes('text/html')) return { code, ...entry };
        const language = pickLanguage(request.headers['accept-language']);
        reply.type('text/html; charset=utf-8');
        return page({
          language,
          code,
          status: entry.status,
          sentence: entry[language],
          when: entry.when,
        });
      },
    );
  };
}

function page(problem: {
  language: string;
  code: string;
  status: number;
  sentence: string;
  when: string;
}): string {
  return `<!doctype html>
<html lang="${problem.language}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escapeHtml(problem.code)}</title>
<h1>${escapeHtml(problem.sentence)}</h1>
<p><code>${escapeHtml(problem.code)}</code> (HTTP ${problem.status})</p>
<p lang="en">${escapeHtml(problem.when)}</p>
</html>
`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
