import { SIGN_ON_PATH } from '../sign-on/sign-on-path.ts';
import type { Answered, Dispatch } from './dispatch.ts';

/**
 * Signs a browser out at the provider, as a person who presses the button on its page would: so all
 * clients hear of it. Gives the cookies that the browser is to forget.
 */
export async function signOutAtProvider(
  dispatch: Dispatch,
  cookie: string | undefined,
): Promise<string[]> {
  if (cookie === undefined) return [];
  const page = await dispatch({
    method: 'GET',
    path: `${SIGN_ON_PATH}/sign-out`,
    headers: { cookie },
  });
  const xsrf = /name="xsrf" value="([\w-]+)"/.exec(page.body)?.[1];
  if (xsrf === undefined) return [];
  const confirmed = await dispatch({
    method: 'POST',
    path: `${SIGN_ON_PATH}/sign-out/confirm`,
    form: { xsrf, logout: 'yes' },
    headers: { cookie: withCookies(cookie, cookiesOf(page)) },
  });
  return cookiesOf(confirmed);
}

function cookiesOf({ headers }: Answered): string[] {
  return [headers['set-cookie'] ?? []].flat().map(String);
}

/** What a browser would send after it got these cookies. */
function withCookies(sent: string, set: readonly string[]): string {
  const given = set.map((text) => text.split(';')[0] ?? '').filter((text) => !text.endsWith('='));
  const names = new Set(given.map((text) => text.split('=')[0]));
  const kept = sent.split('; ').filter((text) => !names.has(text.split('=')[0]));
  return [...kept, ...given].join('; ');
}
