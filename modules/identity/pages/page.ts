import { createHash } from 'node:crypto';
import type { Language, LocalizedText } from '../../../platform/i18n/localized-text.ts';
import { Html, html } from './html.ts';
import { PAGE_STYLE } from './page-style.ts';

export interface PageParts {
  language: Language;
  title: LocalizedText;
  body: Html;
  /** Address of a script of ours that the page needs. */
  script?: string | undefined;
}

/** A whole page of signing on: nothing loaded from elsewhere, and no script but where a passkey is asked for. */
export function writePage({ language, title, body, script }: PageParts): string {
  const text = title[language];
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${text} · Koplieta</title>
<style>${new Html(PAGE_STYLE)}</style>
${script === undefined ? null : html`<script type="module" src="${script}"></script>`}
</head>
<body>
<header><span>Koplieta</span></header>
<main>
<h1>${text}</h1>
${body}
</main>
</body>
</html>
`.text;
}

const STYLE_HASH = createHash('sha256').update(PAGE_STYLE).digest('base64');

/**
 * Headers of a page. A browser follows a form also through redirects only to the origins that are
 * named: this one, and where the form may lead in the end.
 */
export function pageHeaders(
  formOrigins: readonly string[] = [],
  script?: string,
): Record<string, string> {
  const policy = [
    "default-src 'none'",
    `style-src 'sha256-${STYLE_HASH}'`,
    ...(script === undefined ? [] : ["script-src 'self'"]),
    `form-action 'self' ${formOrigins.join(' ')}`.trim(),
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ];
  return {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy.join('; '),
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-frame-options': 'DENY',
    'x-content-type-options': 'nosniff',
  };
}
