import type { Socket } from 'node:net';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { type ErrorCatalogue, Refusal } from '../errors/refusal.ts';
import { pickLanguage } from '../i18n/localized-text.ts';
import { httpErrors } from './errors.ts';
import { makeProblem, PROBLEM_MEDIA_TYPE } from './problem.ts';
import { type FieldError, fieldErrors } from './validation-errors.ts';

/** Codes of fastify's own errors, as the caller sees them. */
const FRAMEWORK_CODES: Record<string, string> = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'body-too-large',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'malformed-request',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'malformed-json',
  FST_ERR_CTP_INVALID_JSON_BODY: 'malformed-json',
  FST_ERR_BAD_URL: 'malformed-request',
  FST_ERR_MAX_PARAM_LENGTH: 'malformed-request',
  FST_ERR_HANDLER_TIMEOUT: 'took-too-long',
};

/** Turns whatever a request ended with into one problem document. Only refusals tell anything. */
export function errorHandler(catalogue: ErrorCatalogue) {
  return (error: unknown, request: FastifyRequest, reply: FastifyReply) => {
    const { refusal, errors } = refusalOf(error, request);
    if (refusal && catalogue[refusal.code]) {
      return sendProblem(request, reply, catalogue, refusal, errors);
    }
    // An unknown code is a bug of ours, and so answers as one.
    request.log.error({ err: error }, 'request failed');
    return sendProblem(request, reply, catalogue, new Refusal('internal-error'));
  };
}

export function sendProblem(
  request: FastifyRequest,
  reply: FastifyReply,
  catalogue: ErrorCatalogue,
  refusal: Refusal,
  errors?: FieldError[],
) {
  const problem = makeProblem(refusal, catalogue, {
    language: pickLanguage(request.headers['accept-language']),
    requestId: request.id,
    ...(errors ? { errors } : {}),
  });
  if (!problem) throw new Error(`The error code "${refusal.code}" is in no catalogue.`);
  request.refusalCode = refusal.code;
  if (problem.status === 401) reply.header('www-authenticate', 'Bearer realm="koplieta"');
  const { retryAfterSeconds } = refusal;
  if (retryAfterSeconds !== undefined) reply.header('retry-after', retryAfterSeconds);
  return reply
    .code(problem.status)
    .header('content-type', PROBLEM_MEDIA_TYPE)
    .header('vary', 'accept-language')
    .serializer(JSON.stringify)
    .send(problem);
}

/** What reaches the server and is not HTTP at all: no request exists, so the answer is raw. */
export function answerClientError(error: Error & { code?: string }, socket: Socket): void {
  if (socket.destroyed || error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const code = RAW_CODES[error.code ?? ''] ?? 'malformed-request';
  const entry = httpErrors[code];
  const status = error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : (entry?.status ?? 400);
  const { lv = '', en = '' } = entry ?? {};
  const body = JSON.stringify({ type: `/problems/${code}`, title: lv, status, code, lv, en });
  socket.end(
    `HTTP/1.1 ${status} ${code}\r\ncontent-type: ${PROBLEM_MEDIA_TYPE}\r\n` +
      `content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  );
}

const RAW_CODES: Record<string, string> = {
  ERR_HTTP_REQUEST_TIMEOUT: 'took-too-long',
  HPE_HEADER_OVERFLOW: 'headers-too-large',
};

function refusalOf(
  error: unknown,
  request: FastifyRequest,
): { refusal?: Refusal; errors?: FieldError[] } {
  if (error instanceof Refusal) return { refusal: error };
  if (!(error instanceof Error)) return {};
  const { code = '', validation, validationContext, statusCode } = error as FastifyError;
  if (validation) {
    const findings = validation as unknown as Parameters<typeof fieldErrors>[1];
    return {
      refusal: new Refusal('invalid-request'),
      errors: fieldErrors(validationContext ?? 'body', findings),
    };
  }
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') {
    const accepted = request.routeOptions.config.takes ?? ['application/json'];
    return { refusal: new Refusal('media-type-not-accepted', { accepted }) };
  }
  const known = FRAMEWORK_CODES[code];
  if (known) return { refusal: new Refusal(known) };
  if (error instanceof SyntaxError && statusCode === 400) {
    return { refusal: new Refusal('malformed-json') };
  }
  if (statusCode === 429) return { refusal: new Refusal('too-many-requests') };
  return {};
}
