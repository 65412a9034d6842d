import type { FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../../../platform/errors/refusal.ts';
import type { HttpApp } from '../../../platform/http/http-app.ts';
import { pickLanguage } from '../../../platform/i18n/localized-text.ts';
import { identityErrors } from '../errors.ts';
import { html } from './html.ts';
import { pageHeaders, writePage } from './page.ts';

const TITLE = { lv: 'Pieteikties neizdevās', en: 'Signing on failed' };

/** Where people go with their browsers, a refusal is a page; everybody else gets the problem document. */
export function showRefusals(app: HttpApp): void {
  app.setErrorHandler((error: unknown, request: FastifyRequest, reply: FastifyReply) => {
    const entry = Object.entries(identityErrors).find(
      ([code]) => error instanceof Refusal && error.code === code,
    )?.[1];
    if (!entry || !request.headers.accept?.includes('text/html')) throw error;
    const language = pickLanguage(request.headers['accept-language']);
    const body = html`<p class="notice" role="alert">${entry[language]}</p>
<p><a href="/">${language === 'lv' ? 'Uz Koplietu' : 'To Koplieta'}</a></p>`;
    return reply
      .code(entry.status)
      .headers(pageHeaders())
      .send(writePage({ language, title: TITLE, body }));
  });
}
