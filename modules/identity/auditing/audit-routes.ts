import { z } from 'zod';
import type { ReadAuditRecord } from '../../../platform/audit/index.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import type { HttpApp } from '../../../platform/http/http-app.ts';
import { searchAudit } from './search-audit.ts';

const LIMIT_MAX = 200;
const CURSOR = /^(\d{4}-[0-9T:.-]+Z) ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

const Instant = z.iso.datetime({ offset: true });
const Name = z.string().min(1).max(100);

const Question = z
  .strictObject({
    from: Instant,
    until: Instant.meta({ description: 'Without a person or an actor, at most a day later.' }),
    person: z
      .union([z.strictObject({ code: z.string().max(20) }), z.strictObject({ id: z.uuid() })])
      .optional()
      .meta({ description: 'Whom the acts are about, by personal code or by id.' }),
    actorId: Name.optional(),
    act: Name.optional().meta({ description: 'How the name of the act begins.' }),
    requestId: Name.optional(),
    cursor: z.string().max(150).optional().meta({ description: '`next` of the page before.' }),
    limit: z.int().min(1).max(LIMIT_MAX).default(50),
  })
  .meta({
    example: {
      from: '2026-03-01T00:00:00Z',
      until: '2026-04-01T00:00:00Z',
      person: { code: '32345678901' },
      act: 'exchange.',
    },
  });

const Found = z.object({
  id: z.uuid(),
  at: Instant,
  act: z.string(),
  actor: z.object({ kind: z.string(), id: z.string().nullable() }),
  personId: z.uuid().nullable(),
  organisationId: z.uuid().nullable(),
  requestId: z.string(),
  content: z
    .record(z.string(), z.unknown())
    .nullable()
    .meta({ description: 'Null when it was kept as long as its class of acts is.' }),
});

const Answer = z.object({ records: z.array(Found), next: z.string().nullable() }).meta({
  example: {
    records: [
      {
        id: '0197a1b2-5f00-7c3a-9d21-4b6e0c8f1a61',
        at: '2026-03-11T10:00:00.000Z',
        act: 'reliefs.look-up',
        actor: { kind: 'official', id: '0197a1b2-5f00-7c3a-9d21-4b6e0c8f1a62' },
        personId: '0197a1b2-5f00-7c3a-9d21-4b6e0c8f1a57',
        organisationId: null,
        requestId: 'Vh3yq0aQ',
        content: { relief: 'lv-transport-orphan' },
      },
    ],
    next: null,
  },
});

/** Reading the audit: for auditors alone. */
export function auditRoutes(app: HttpApp): void {
  app.post(
    '/official/v1/audit/search',
    {
      config: { permission: 'official', roles: ['auditor'] },
      schema: {
        tags: ['Audit'],
        summary: 'Records of the audit, newest first: for an official with the role auditor.',
        body: Question,
        response: { 200: Answer },
      },
    },
    async ({ context, body }) => {
      const { cursor, from, until, ...question } = body;
      const period = { from: new Date(from), until: new Date(until) };
      const before = readCursor(cursor);
      const records = await searchAudit(context, { ...period, ...question, before });
      const last = records.length === body.limit ? records.at(-1) : undefined;
      return { records: records.map(shown), next: last ? cursorOf(last) : null };
    },
  );
}

function shown(record: ReadAuditRecord): z.input<typeof Found> {
  const { id, recordedAt, act, actorKind, actorId, content } = record;
  return {
    ...{ id, act, at: recordedAt.toISOString(), actor: { kind: actorKind, id: actorId } },
    personId: record.subjectPersonId,
    organisationId: record.organisationId,
    requestId: record.requestId,
    content: content === null ? null : (JSON.parse(content) as Record<string, unknown>),
  };
}

function cursorOf({ recordedAt, id }: ReadAuditRecord): string {
  return Buffer.from(`${recordedAt.toISOString()} ${id}`).toString('base64url');
}

function readCursor(cursor: string | undefined): { at: Date; id: string } | undefined {
  if (cursor === undefined) return undefined;
  const [, at = '', id = ''] = CURSOR.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (Number.isNaN(Date.parse(at))) throw new Refusal('audit-cursor-wrong');
  return { at: new Date(at), id };
}
