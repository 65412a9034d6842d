import type { HttpApp } from '../../../platform/http/http-app.ts';

/** Lets the routes of a scope take what a form of a page sends. */
export function acceptForms(app: HttpApp): void {
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))),
  );
}
