import type { FastifyReply, FastifyRequest } from 'fastify';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { compressText } from '../../../platform/http/compress-stream.ts';
import { pickLanguage } from '../../../platform/i18n/localized-text.ts';
import { exchangeErrors } from '../errors.ts';
import { readingName, shownMissing, tellMissing } from '../reading/routes.ts';
import { linksOf, type NamedRequest, optionsAgain, questionAgain, rootOf } from './addresses.ts';
import { type AnswerForm, answerForm, readPreferences } from './answer-form.ts';
import type { OptionTexts } from './query/option-texts.ts';
import { ENTITY_SET } from './serving/describe-model.ts';
import { listEntities } from './serving/list-entities.ts';
import { readDelta } from './serving/read-delta.ts';

/** Of these links the question is to be asked again. */
const GONE = new Set(['changes-not-kept', 'position-not-reached', 'odata-link-over']);
const VARY = 'accept, accept-encoding, prefer';

/** Answers by the rules of OData; a refusal also tells its code and sentence where OData has them. */
export async function answering<T>(
  request: NamedRequest,
  reply: FastifyReply,
  work: () => Promise<T>,
): Promise<T> {
  reply.header('odata-version', '4.01');
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const entry = Object.entries(exchangeErrors).find(([code]) => code === error.code)?.[1];
    if (!entry) throw error;
    const message = entry[pickLanguage(request.headers['accept-language'])];
    const target = error.details?.option;
    const isGone = GONE.has(error.code);
    throw new Refusal(error.code, {
      ...error.details,
      ...(isGone ? { records: questionAgain(request) } : {}),
      error: { code: error.code, message, ...(target === undefined ? {} : { target }) },
    });
  }
}

export async function answerPage(
  request: NamedRequest,
  reply: FastifyReply,
  { texts, by }: { texts: OptionTexts; by: 'address' | 'body' },
): Promise<never> {
  const { context, headers, params } = request;
  const form = answerForm(headers, texts.options.get('format'), { first: 'json' });
  const preferences = readPreferences(headers.prefer);
  const how = { ...preferences, by, isSlowAllowed: isSlowAllowed(request), shown: form };
  const page = await listEntities(context, readingName(params, headers), { texts, how });
  const applied = [
    ...(preferences.pageSize === undefined ? [] : [`maxpagesize=${preferences.pageSize}`]),
    ...(preferences.tracksChanges && page.delta ? ['track-changes'] : []),
  ];
  if (applied.length > 0) reply.header('preference-applied', applied.join(', '));
  reply.header('cache-control', 'private, no-cache');
  tellMissing(reply, page.missing);
  return sendJson(reply, form, {
    ...contextOf(request, form, ''),
    ...(page.missing.length === 0 ? {} : { '@exchange.missing': shownMissing(page.missing) }),
    ...(page.count === undefined ? {} : { '@odata.count': page.count }),
    value: page.value,
    ...linksOf(request, texts, { page, by }),
  });
}

export async function answerDelta(
  request: NamedRequest,
  reply: FastifyReply,
  texts: OptionTexts,
): Promise<never> {
  const { context, headers, params } = request;
  const form = answerForm(headers, texts.options.get('format'), { first: 'json' });
  const name = readingName(params, headers);
  const { value, token, isMore } = await readDelta(context, name, { texts, shown: form });
  const link = `${rootOf(request)}/${ENTITY_SET}?${optionsAgain(texts)}$deltatoken=${token}`;
  return sendJson(reply, form, {
    ...contextOf(request, form, '/$delta'),
    value,
    [isMore ? '@odata.nextLink' : '@odata.deltaLink']: link,
  });
}

export function contextOf(
  request: NamedRequest,
  { isBare }: AnswerForm,
  part: string | undefined,
): Record<string, string> {
  if (isBare) return {};
  const fragment = part === undefined ? '' : `#${ENTITY_SET}${part}`;
  return { '@odata.context': `${rootOf(request)}/$metadata${fragment}` };
}

export function isSlowAllowed({ headers }: FastifyRequest): boolean {
  return headers['x-koplieta-allow-slow'] === 'true';
}

export function sendJson(reply: FastifyReply, form: AnswerForm, answer: unknown): never {
  return sendText(reply, form.mediaType, JSON.stringify(answer));
}

/** As it is: numbers keep all of their digits, which no serializer of schemas leaves alone. */
export function sendText(reply: FastifyReply, mediaType: string, text: string): never {
  const answer = reply.type(mediaType).header('vary', VARY).serializer(String);
  return answer.send(compressText(reply, text)) as never;
}
