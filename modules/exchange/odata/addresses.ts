import type { FastifyRequest } from 'fastify';
import { type OptionTexts, readOptionTexts } from './query/option-texts.ts';
import { ENTITY_SET } from './serving/describe-model.ts';
import type { EntityPage } from './serving/list-entities.ts';

export type NamedRequest = FastifyRequest & { params: { code: string; version: number } };

export function queryOf({ raw }: FastifyRequest): string {
  const url = raw.url ?? '';
  const start = url.indexOf('?');
  return start < 0 ? '' : url.slice(start + 1);
}

export function rootOf({ params }: NamedRequest): string {
  return `/exchange/v1/odata/${encodeURIComponent(params.code)}/${params.version}`;
}

/** Addresses of what comes next. A question in a body is sent again with it: it stands in no address. */
export function linksOf(
  request: NamedRequest,
  texts: OptionTexts,
  { page, by }: { page: EntityPage; by: 'address' | 'body' },
): Record<string, string> {
  const suffix = by === 'body' ? '/$query' : '';
  const asked = by === 'body' ? '' : optionsAgain(texts);
  const link = (name: string, token: string) =>
    `${rootOf(request)}/${ENTITY_SET}${suffix}?${asked}$${name}=${token}`;
  return {
    ...(page.next ? { '@odata.nextLink': link('skiptoken', page.next) } : {}),
    ...(page.delta ? { '@odata.deltaLink': link('deltatoken', page.delta) } : {}),
  };
}

/** The question of a delta link that is of no use any more, to be asked from its first page. */
export function questionAgain(request: NamedRequest): string {
  const records = `${rootOf(request)}/${ENTITY_SET}`;
  if (request.method === 'POST') return `${records}/$query`;
  return `${records}?${optionsAgain(readOptionTexts(queryOf(request)))}`.slice(0, -1);
}

/** The options as they were asked, for the address that goes on with them. */
export function optionsAgain({ options, aliases }: OptionTexts): string {
  const again = [
    ...[...options]
      .filter(([name]) => name !== 'skiptoken' && name !== 'deltatoken')
      .map(([name, value]) => [`$${name}`, value]),
    ...[...aliases].map(([name, value]) => [`@${name}`, value]),
  ];
  return again.map(([name, value = '']) => `${name}=${encodeURIComponent(value)}&`).join('');
}
