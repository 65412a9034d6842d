import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { MEDIA_TYPES } from '../../../platform/files/file-form.ts';
import {
  CONTENT_ENCODINGS,
  type ContentEncoding,
  compressPage,
  streamBody,
} from '../../../platform/http/compress-stream.ts';
import type { HttpApp } from '../../../platform/http/http-app.ts';
import { isHeld } from '../../../platform/http/is-held.ts';
import { negotiate } from '../../../platform/http/negotiate.ts';
import { EXAMPLES } from '../examples.ts';
import { BULK_FORMS, type BulkFormName } from '../held/forms/bulk-form.ts';
import type { ReadingName } from '../permissions/open-reading.ts';
import { SYSTEMS } from '../permitted.ts';
import { VersionName } from '../version.ts';
import type { FoundInSource } from '../virtual/find-in-sources.ts';
import { SOURCE_HEADER } from '../virtual/remote-source.ts';
import { type MissingSource, SOURCE_FAULTS } from '../virtual/source-fault.ts';
import { type AskingName, findRecords, getRecordByAddress } from './find-records.ts';
import { readChanges, streamChanges } from './read-changes.ts';
import { streamRecords } from './stream-records.ts';

const KEYS_MAX = 1_000;
const PAGE_MAX = 1_000;
const STREAM_TIMEOUT_MS = 6 * 3_600_000;
const NDJSON = MEDIA_TYPES.lines;
const BULK_NAMES = Object.keys(BULK_FORMS) as BulkFormName[];
const BULK_TYPES = BULK_NAMES.map((name) => BULK_FORMS[name].mediaType);

const config = { permission: SYSTEMS, scope: 'read-records' } as const;
const tags = ['Exchange'];
const ADDRESS = '/exchange/v1/data-sets/:code/:version';

const Found = z.object({
  record: z.record(z.string(), z.unknown()),
  position: z.int().meta({ description: 'Of its last change.' }),
  source: z.string().optional().meta({ description: 'Of a virtual data set: where it is held.' }),
});

const Missing = z.object({
  source: z.string(),
  code: z.enum(Object.keys(SOURCE_FAULTS) as [MissingSource['code']]),
  lv: z.string(),
  en: z.string(),
});

const Changes = z.object({
  changes: z.array(
    z.object({
      position: z.int(),
      kind: z.enum(['new', 'changed', 'corrected', 'deleted', 'erased']),
      recordedAt: z.iso.datetime(),
      upsert: z.record(z.string(), z.unknown()).optional(),
      delete: z.record(z.string(), z.unknown()).optional(),
    }),
  ),
  next: z.int().meta({ description: 'For `after`: up to here the changes have been read.' }),
  more: z.boolean().meta({ description: 'There are more changes already.' }),
});

/** The ways out: by key, by position, in bulk. */
export function readingRoutes(app: HttpApp): void {
  app.post(
    `${ADDRESS}/by-key`,
    {
      config,
      onSend: compressPage,
      schema: {
        tags,
        summary: 'The records of up to a thousand keys; a lookup finds all that begin with it.',
        params: VersionName,
        body: z
          .strictObject({ keys: z.array(z.unknown()).min(1).max(KEYS_MAX) })
          .meta({ example: EXAMPLES.keys }),
        response: {
          200: z
            .object({
              found: z.array(z.array(Found)),
              missing: z.array(Missing).optional().meta({
                description: 'Sources of a virtual data set that the answer goes without.',
              }),
            })
            .meta({ example: EXAMPLES.found }),
        },
      },
    },
    async ({ context, params, headers, body }, reply) => {
      const { found, missing } = await findRecords(context, asking(params, headers), body.keys);
      if (missing.length === 0) return { found };
      tellMissing(reply, missing);
      return { found, missing: shownMissing(missing) };
    },
  );
  app.get(
    `${ADDRESS}/record`,
    {
      config,
      schema: {
        tags,
        summary: 'One record by the fields of its key in the address; personal ones are refused.',
        params: VersionName,
        querystring: z.record(z.string().max(63), z.string().max(200)),
        response: { 200: Found.meta({ example: EXAMPLES.record }), 304: z.null() },
      },
    },
    async ({ context, params, query, headers }, reply) => {
      const found = await getRecordByAddress(context, asking(params, headers), query);
      const etag = tagOf(found);
      reply.header('etag', etag).header('cache-control', 'private, no-cache');
      if (isHeld(headers['if-none-match'], etag)) return await reply.code(304).send(null);
      return found;
    },
  );
  streamRoutes(app);
}

function streamRoutes(app: HttpApp): void {
  app.get(
    `${ADDRESS}/changes`,
    {
      config,
      onSend: compressPage,
      handlerTimeout: STREAM_TIMEOUT_MS,
      schema: {
        tags,
        summary:
          'What changed after a position: a page, or with Accept application/x-ndjson all of it.',
        params: VersionName,
        querystring: z.strictObject({
          after: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(0),
          limit: z.coerce.number().int().min(1).max(PAGE_MAX).default(PAGE_MAX),
        }),
        response: { 200: Changes.meta({ example: EXAMPLES.changed }) },
      },
    },
    async ({ context, params, query, headers }, reply) => {
      const name = readingName(params, headers);
      if (headers.accept?.includes(NDJSON)) {
        const lines = await streamChanges(context, name, query.after);
        const encoding = negotiate(headers['accept-encoding'], CONTENT_ENCODINGS);
        return sendStream(reply, { type: NDJSON, encoding }, lines);
      }
      const { changes, next, head } = await readChanges(context, name, query);
      return { changes, next, more: next < head };
    },
  );
  app.get(
    `${ADDRESS}/records`,
    {
      config: { ...config, gives: BULK_TYPES },
      handlerTimeout: STREAM_TIMEOUT_MS,
      schema: {
        tags,
        summary: 'All records: by Accept lines of JSON, CSV, XLSX or Parquet.',
        description:
          `${BULK_TYPES.join(', ')}; lines of JSON when none of them is asked for. The first two are ` +
          'compressed by Accept-Encoding zstd, br or gzip. The header X-Exchange-Position tells a position: the ' +
          'changes after it bring a reader to the present, whatever changed while the records were read.',
        params: VersionName,
        querystring: z.strictObject({}),
      },
    },
    async ({ context, params, headers }, reply) => {
      const name = asking(params, headers);
      const form = BULK_NAMES[BULK_TYPES.indexOf(negotiate(headers.accept, BULK_TYPES) ?? NDJSON)];
      const { mediaType, ending, shrinks } = BULK_FORMS[form ?? 'ndjson'];
      const accepted = negotiate(headers['accept-encoding'], CONTENT_ENCODINGS);
      const encoding = shrinks ? accepted : undefined;
      const stream = await streamRecords(context, name, form ?? 'ndjson');
      const tag = 'tag' in stream ? stream.tag : undefined;
      const etag = `"${tag}${encoding ? `-${encoding}` : ''}"`;
      const isSame = 'tag' in stream && isHeld(headers['if-none-match'], etag);
      if (isSame) await stream.noteSame();
      const pieces = isSame ? undefined : await stream.begin();
      reply.header('vary', 'accept, accept-encoding').header('cache-control', 'private, no-cache');
      if ('tag' in stream) {
        reply.header('etag', etag).header('x-exchange-position', stream.position);
      } else tellMissing(reply, stream.missing);
      if (!pieces) return await reply.code(304).send();
      const file = `${params.code}-${params.version}.${ending}`;
      reply.header('content-disposition', `attachment; filename="${file}"`);
      const type = mediaType === MEDIA_TYPES.csv ? `${mediaType}; charset=utf-8` : mediaType;
      return sendStream(reply, { type, encoding }, pieces);
    },
  );
}

/** The same, and whether another installation's virtual data set asks. */
function asking(
  params: { code: string; version: number },
  headers: IncomingHttpHeaders,
): AskingName {
  return { ...readingName(params, headers), isForSource: headers[SOURCE_HEADER] !== undefined };
}

/** Sources that an answer goes without, with the words for it. */
export function shownMissing(missing: readonly MissingSource[]): z.infer<typeof Missing>[] {
  return missing.map((one) => ({ ...one, ...SOURCE_FAULTS[one.code] }));
}

export function tellMissing(reply: FastifyReply, missing: readonly MissingSource[]): void {
  if (missing.length === 0) return;
  reply.header('x-exchange-missing', missing.map(({ source }) => source).join(', '));
}

/** Who reads by a permission names it in a header; today's platform calls that header otherwise. */
export function readingName(
  { code, version }: { code: string; version: number },
  headers: IncomingHttpHeaders,
): ReadingName {
  const permission = headers['x-koplieta-permission'] ?? headers['x-dagr-permission'];
  return { code, version, ...(permission === undefined ? {} : { permission: String(permission) }) };
}

/** Of what is shown: a change of a field that is not leaves it as it was. */
function tagOf(found: FoundInSource): string {
  return `"${createHash('sha256').update(JSON.stringify(found.record)).digest('hex').slice(0, 32)}"`;
}

function sendStream(
  reply: FastifyReply,
  { type, encoding }: { type: string; encoding: ContentEncoding | undefined },
  pieces: AsyncGenerator<string | Buffer>,
): never {
  if (encoding) reply.header('content-encoding', encoding);
  return reply.type(type).send(streamBody(pieces, encoding)) as never;
}
