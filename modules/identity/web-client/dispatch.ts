import type { HttpApp } from '../../../platform/http/http-app.ts';

export interface Asked {
  method: 'GET' | 'POST';
  /** A path of this server. */
  path: string;
  form?: Record<string, string>;
  headers?: Record<string, string>;
}

export interface Answered {
  status: number;
  headers: Record<string, string | string[] | number | undefined>;
  body: string;
}

/** Asks the server's own address, through all that a request from outside meets, but for the network. */
export type Dispatch = (asked: Asked) => Promise<Answered>;

const FORM = 'application/x-www-form-urlencoded';

export function dispatchTo(app: HttpApp): Dispatch {
  return async ({ method, path, form, headers = {} }) => {
    const {
      statusCode,
      headers: answered,
      body,
    } = await app.inject({
      method,
      url: path,
      headers: {
        accept: 'application/json',
        ...headers,
        ...(form ? { 'content-type': FORM } : {}),
      },
      ...(form ? { payload: new URLSearchParams(form).toString() } : {}),
    });
    return { status: statusCode, headers: answered, body };
  };
}
