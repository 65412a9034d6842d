import type { HttpApp } from '../../../platform/http/http-app.ts';

interface Visit {
  method?: 'GET' | 'POST';
  form?: Record<string, string>;
  headers?: Record<string, string>;
  /** A path that is not gone to any more. */
  stopAt?: string;
}

/** What a visit ended with, after all redirects on the way. */
export interface Visited {
  status: number;
  url: string;
  body: string;
  headers: Record<string, unknown>;
}

const REDIRECTS_MAX = 10;

/** A server to visit: one that listens, by its address, or one in this process. */
export type Site = string | Pick<HttpApp, 'inject'>;

interface Answer {
  status: number;
  headers: Record<string, unknown>;
  setCookies: string[];
  body: string;
}

async function ask(
  site: Site,
  url: URL,
  request: { method: 'GET' | 'POST'; headers: Record<string, string>; body?: string },
): Promise<Answer> {
  const { method, headers, body } = request;
  if (typeof site !== 'string') {
    const answer = await site.inject({
      ...{ method, url: url.pathname + url.search, headers: { host: url.host, ...headers } },
      ...(body === undefined ? {} : { payload: body }),
    });
    const setCookies = [answer.headers['set-cookie'] ?? []].flat().map(String);
    return { status: answer.statusCode, headers: answer.headers, setCookies, body: answer.body };
  }
  const options = { method, headers, redirect: 'manual', ...(body === undefined ? {} : { body }) };
  const answer = await fetch(url, options as RequestInit);
  return {
    status: answer.status,
    headers: Object.fromEntries(answer.headers),
    setCookies: answer.headers.getSetCookie(),
    body: await answer.text(),
  };
}

/** A browser without a screen: it keeps cookies, follows redirects on one site, and says where it is. */
export function browserByHand(site: Site) {
  const home = typeof site === 'string' ? site : 'http://localhost';
  const cookies = new Map<string, { value: string; path: string }>();
  const keep = (setCookies: readonly string[]) => {
    for (const text of setCookies) {
      const [pair = '', ...attributes] = text.split(';').map((part) => part.trim());
      const at = pair.indexOf('=');
      const [name, value] = [pair.slice(0, at), pair.slice(at + 1)];
      const path = attributes.find((part) => /^path=/i.test(part))?.slice(5) ?? '/';
      const gone = value === '' || /expires=Thu, 01 Jan 1970|max-age=0/i.test(text);
      if (gone) cookies.delete(name);
      else cookies.set(name, { value, path });
    }
  };
  const cookieHeader = (path: string) =>
    [...cookies]
      .filter(([, cookie]) => path.startsWith(cookie.path))
      .map(([name, { value }]) => `${name}=${value}`)
      .join('; ');
  const visit = async (address: string, asked: Visit = {}): Promise<Visited> => {
    let url = new URL(address, home);
    let { method = 'GET', form } = asked;
    for (let turn = 0; turn < REDIRECTS_MAX; turn++) {
      const { status, headers, setCookies, body } = await ask(site, url, {
        method,
        headers: {
          accept: 'text/html',
          'sec-fetch-site': 'same-origin',
          cookie: cookieHeader(url.pathname),
          ...(form ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
          ...asked.headers,
        },
        ...(form ? { body: new URLSearchParams(form).toString() } : {}),
      });
      keep(setCookies);
      const { location } = headers;
      const next = location === undefined ? undefined : new URL(String(location), url);
      if (!next || next.origin !== home || next.pathname === asked.stopAt) {
        return { status, url: (next ?? url).href, body, headers };
      }
      url = next;
      method = 'GET';
      form = undefined;
    }
    throw new Error(`There are too many redirects: ${url.href}`);
  };
  return { visit, cookies, cookieHeader };
}

/** Signs a person in to the web app as they would; gives the cookie header of the session. */
export async function signInByHand(
  site: Site,
  personId: string,
  browser = browserByHand(site),
): Promise<string> {
  const choice = await browser.visit('/login/v1/start');
  const step = new URL(choice.url).pathname;
  await browser.visit(`${step}/simulated-person`, { method: 'POST', form: { personId } });
  return browser.cookieHeader('/recipient');
}
