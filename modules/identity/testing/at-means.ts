import type { ClientStatement } from '../sign-on/client.ts';
import { browserByHand } from './browser-by-hand.ts';
import { CALLBACK, type signOnCountry } from './sign-on-country.ts';

/** A browser at the page of a login means, in a log-in of a new client. */
export async function atMeans(
  country: Pick<Awaited<ReturnType<typeof signOnCountry>>, 'baseUrl' | 'openClient'>,
  means: string,
  { at = country.baseUrl, ...statement }: Partial<ClientStatement> & { at?: string } = {},
) {
  const browser = browserByHand(at);
  const config = await country.openClient(statement);
  const choice = await browser.visit(
    `/sign-on/authorise?${new URLSearchParams({
      ...{ client_id: config.clientMetadata().client_id, redirect_uri: CALLBACK },
      ...{ response_type: 'code', scope: statement.scopes?.join(' ') ?? 'openid', state: 's' },
      ...{ code_challenge: 'x'.repeat(43), code_challenge_method: 'S256' },
    })}`,
  );
  const step = new URL(choice.url).pathname;
  const page = await browser.visit(`${step}/${means}`, { method: 'POST' });
  return { browser, step, page, choice, at };
}
