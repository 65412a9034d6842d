import type { Dispatch } from '../web-client/dispatch.ts';

type Options = RequestInit & { dispatcher?: unknown };
type Fetch = (url: string | URL, options: Options) => Promise<Response>;

/**
 * How the provider reaches clients: with its dispatcher, which keeps to addresses outside; without it
 * in the simulated country, whose clients are on this machine; and the platform's own without a network.
 */
export function fetchClient({
  publicUrl,
  localClients,
  dispatch,
}: {
  publicUrl: string;
  localClients: boolean;
  dispatch: Dispatch;
}): Fetch {
  return async (url, options) => {
    const { href, origin, pathname } = new URL(url);
    if (origin === publicUrl && options.method === 'POST') {
      const form = Object.fromEntries(new URLSearchParams(String(options.body)));
      const { status } = await dispatch({ method: 'POST', path: pathname, form });
      return new Response(null, { status });
    }
    const { dispatcher: outside, ...rest } = options;
    const reached = localClients ? rest : { ...rest, dispatcher: outside };
    return await fetch(href, { ...reached, redirect: 'error' });
  };
}
