import { z } from 'zod';
import { GRANTING_ROLES } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { formOfContentType, MEDIA_TYPES } from '../../../platform/files/file-form.ts';
import type { HttpApp } from '../../../platform/http/http-app.ts';
import { streamedBody } from '../../../platform/http/streamed-body.ts';
import { EXAMPLES } from '../examples.ts';
import { SYSTEMS } from '../permitted.ts';
import { withSentences } from '../records/record-problem.ts';
import { VersionName } from '../version.ts';
import { acceptRecords } from './accept-records.ts';
import {
  IntakeAnswer,
  OutcomeAnswer,
  QuarantineAnswer,
  QuarantineReasons,
  UploadReport,
} from './api.ts';
import { confirmUpload, refuseUpload } from './decide-upload.ts';
import { dropQuarantined, listQuarantine, replayQuarantined } from './serve-quarantine.ts';
import { describeUpload, takeUpload } from './take-upload.ts';
import type { Upload } from './upload.ts';
import { listIntake, listQuarantineReasons } from './watch-intake.ts';

const CHANGES_MAX = 1_000;
const QUARANTINE_PAGE_MAX = 200;
const CHANGES_BYTES_MAX = 8_388_608;
/** A stream takes as long as it takes; a silent one is cut by the server's own limit. */
const STREAM_TIMEOUT_MS = 6 * 3_600_000;
/** Nothing is sent while the end of an upload is applied. */
const SILENCE_MS = 3_600_000;

const config = { permission: SYSTEMS, scope: 'write-records' } as const;
const tags = ['Exchange'];
const ADDRESS = '/exchange/v1/data-sets/:code/:version';
const OFFICIAL_ADDRESS = '/official/v1/data-sets/:code/:version';

const Count = z.int().min(0);
const UploadPath = VersionName.extend({ upload: z.string().regex(/^[A-Za-z0-9._-]{1,64}$/) });
const QuarantinedPath = VersionName.extend({ id: z.uuid() });

const QuarantinePage = z.strictObject({
  after: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(QUARANTINE_PAGE_MAX).default(QUARANTINE_PAGE_MAX),
});

/** The ways in: changes in a body, streams of lines, and the quarantine of what was refused. */
export function intakeRoutes(app: HttpApp): void {
  app.post(
    `${ADDRESS}/records`,
    {
      config,
      bodyLimit: CHANGES_BYTES_MAX,
      schema: {
        tags,
        summary: 'Store and delete records, one or up to a thousand.',
        params: VersionName,
        body: z
          .strictObject({
            changes: z
              .array(z.unknown())
              .min(1)
              .max(CHANGES_MAX)
              .meta({ description: 'Each `{"upsert": <record>}` or `{"delete": <its key>}`.' }),
            allOrNothing: z.boolean().default(false),
          })
          .meta({ example: EXAMPLES.changes }),
        response: {
          200: z.object({ outcomes: z.array(OutcomeAnswer) }).meta({ example: EXAMPLES.outcomes }),
        },
      },
    },
    async ({ context, params, body }) => {
      const accepted = await acceptRecords(context, params, body);
      const outcomes = accepted.map((one) =>
        'problems' in one
          ? { ...one, position: null, problems: one.problems.map(withSentences) }
          : one,
      );
      return { outcomes };
    },
  );
  app.register(async (scope) => {
    // The body of an upload stays in the request: it is read as fast as its records are kept.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, _body, done) => done(null));
    uploadRoutes(scope as HttpApp);
  });
  uploadStateRoutes(app);
  decidingRoutes(app);
  watchingRoutes(app);
  quarantineRoutes(app);
}

function uploadRoutes(app: HttpApp): void {
  app.put(
    `${ADDRESS}/uploads/:upload`,
    {
      config: { ...config, stream: true, takes: Object.values(MEDIA_TYPES) },
      handlerTimeout: STREAM_TIMEOUT_MS,
      schema: {
        tags,
        summary: 'Send a file: changes, or a snapshot of all records.',
        description:
          'Lines of JSON (application/x-ndjson), a JSON array (application/json), CSV (text/csv, with ' +
          '`charset` and `delimiter`) or an XLSX workbook; compressed with `Content-Encoding: gzip`.',
        params: UploadPath,
        querystring: z.strictObject({
          mode: z.enum(['changes', 'snapshot']).default('changes'),
          allOrNothing: z.stringbool().default(false),
          takenAt: z.iso
            .datetime({ offset: true })
            .optional()
            .meta({ description: 'When the snapshot was taken at the source.' }),
          fromLine: z.coerce.number().int().min(1).default(1),
          sumBefore: z
            .string()
            .regex(/^[0-9a-f]{8}$/i)
            .optional()
            .meta({
              description:
                'CRC-32, in hex, of the lines before `fromLine` that are not empty, each with its line feed: ' +
                'then these are compared with what is kept of them.',
            }),
        }),
        response: { 200: UploadReport },
      },
    },
    async ({ context, params, query, headers, raw }) => {
      const { code, version, upload: id } = params;
      const { mode, allOrNothing, fromLine, sumBefore, takenAt } = query;
      const form = formOfContentType(headers['content-type']);
      const encoding = headers['content-encoding'] ?? 'identity';
      if (encoding !== 'identity' && encoding !== 'gzip')
        throw new Refusal('encoding-not-accepted');
      if ((mode === 'snapshot') !== (takenAt !== undefined))
        throw new Refusal('snapshot-time-wrong');
      raw.socket.setTimeout(SILENCE_MS);
      const taken = takenAt === undefined ? null : new Date(takenAt);
      const sent = {
        id,
        mode,
        allOrNothing,
        fromLine,
        sumBefore: sumBefore === undefined ? undefined : Number.parseInt(sumBefore, 16),
        takenAt: taken,
        form,
        gzip: encoding === 'gzip',
      };
      return report(await takeUpload(context, { code, version }, sent, streamedBody(raw)));
    },
  );
}

function uploadStateRoutes(app: HttpApp): void {
  app.get(
    `${ADDRESS}/uploads/:upload`,
    {
      config,
      schema: {
        tags,
        summary: 'How far an upload has come.',
        params: UploadPath,
        response: { 200: UploadReport },
      },
    },
    async ({ context, params }) => report(await describeUpload(context, params, params.upload)),
  );
}

/** A snapshot that would remove, change or add many is decided by a system of the institution, or a reviewer of it. */
function decidingRoutes(app: HttpApp): void {
  const reviewing = { permission: 'official', roles: ['reviewer'] } as const;
  for (const [address, door] of [
    [ADDRESS, config],
    [OFFICIAL_ADDRESS, reviewing],
  ] as const) {
    app.post(
      `${address}/uploads/:upload/confirm`,
      {
        config: door,
        handlerTimeout: SILENCE_MS,
        schema: {
          tags,
          summary:
            'Confirm that a snapshot may remove, change and add so many records, and apply it.',
          params: UploadPath,
          body: z
            .strictObject({ removed: Count, changed: Count, added: Count })
            .meta({ example: EXAMPLES.confirmation }),
          response: { 200: UploadReport },
        },
      },
      async ({ context, params, body, raw }) => {
        raw.socket.setTimeout(SILENCE_MS);
        return report(await confirmUpload(context, params, { id: params.upload, ...body }));
      },
    );
    app.post(
      `${address}/uploads/:upload/refuse`,
      {
        config: door,
        schema: {
          tags,
          summary: 'Refuse a snapshot that waits: nothing of it is applied.',
          params: UploadPath,
          response: { 200: UploadReport },
        },
      },
      async ({ context, params }) => report(await refuseUpload(context, params, params.upload)),
    );
  }
}

/** How officials of the institution see what comes in: numbers and reasons, and no record. */
function watchingRoutes(app: HttpApp): void {
  const watching = { permission: 'official', roles: GRANTING_ROLES } as const;
  app.get(
    '/official/v1/data-sets',
    {
      config: watching,
      schema: {
        tags,
        summary: 'What comes in for your data sets: what is held, refused, and waits for you.',
        response: { 200: IntakeAnswer },
      },
    },
    async ({ context }) => ({
      dataSets: (await listIntake(context)).map(
        ({ code, version, definition, records, quarantined, waiting }) => {
          return { code, version, name: definition.name, records, quarantined, waiting };
        },
      ),
    }),
  );
  app.get(
    `${OFFICIAL_ADDRESS}/quarantine`,
    {
      config: watching,
      schema: {
        tags,
        summary: 'Why records were refused; what stands in them is for the system that sent them.',
        params: VersionName,
        querystring: QuarantinePage,
        response: { 200: QuarantineReasons },
      },
    },
    async ({ context, params, query }) => {
      const page = { after: query.after ?? null, limit: query.limit };
      const kept = await listQuarantineReasons(context, params, page);
      const records = kept.map(({ uploadId, receivedAt, problems, ...one }) => ({
        ...{ ...one, upload: uploadId, receivedAt: receivedAt.toISOString() },
        problems: problems.map(withSentences),
      }));
      return { records, next: kept.length === query.limit ? (kept.at(-1)?.id ?? null) : null };
    },
  );
}

function quarantineRoutes(app: HttpApp): void {
  app.get(
    `${ADDRESS}/quarantine`,
    {
      config,
      schema: {
        tags,
        summary: 'Refused records with the reasons, as they came.',
        params: VersionName,
        querystring: QuarantinePage,
        response: { 200: QuarantineAnswer.meta({ example: EXAMPLES.quarantine }) },
      },
    },
    async ({ context, params, query }) => {
      const page = { after: query.after ?? null, limit: query.limit };
      const kept = await listQuarantine(context, params, page);
      const records = kept.map(({ receivedAt, problems, ...one }) => ({
        ...one,
        problems: [...problems],
        receivedAt: receivedAt.toISOString(),
      }));
      return { records, next: kept.length === query.limit ? (kept.at(-1)?.id ?? null) : null };
    },
  );
  app.post(
    `${ADDRESS}/quarantine/:id/replay`,
    {
      config,
      schema: {
        tags,
        summary: 'Apply a refused record again, as it came or mended.',
        params: QuarantinedPath,
        body: z.strictObject({ change: z.unknown().optional() }).meta({ example: EXAMPLES.replay }),
        response: { 200: OutcomeAnswer.meta({ example: EXAMPLES.outcome }) },
      },
    },
    async ({ context, params, body }) => {
      const { id } = params;
      return (await replayQuarantined(context, params, { id, change: body.change })) as z.infer<
        typeof OutcomeAnswer
      >;
    },
  );
  app.delete(
    `${ADDRESS}/quarantine/:id`,
    {
      config,
      schema: {
        tags,
        summary: 'Give a refused record up.',
        params: QuarantinedPath,
        response: { 204: z.null() },
      },
    },
    async ({ context, params }, reply) => {
      await dropQuarantined(context, params, params.id);
      return await reply.code(204).send(null);
    },
  );
}

function report({ id, ...upload }: Upload): z.infer<typeof UploadReport> {
  const { state, refusedFor, lastLine, stored, unchanged, late, quarantined, sample } = upload;
  const { removed, changed, added } = upload;
  const counts = { stored, unchanged, late, quarantined, removed, changed, added };
  return { upload: id, state, refusedFor, lastLine, ...counts, sample };
}
