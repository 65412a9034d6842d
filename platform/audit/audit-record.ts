import { hash, randomBytes } from 'node:crypto';
import type { Actor, Context } from '../context.ts';

/** What a use case says about the act that it is doing. Ids only: names and codes stay out. */
export interface AuditEntry {
  /** `<module>.<verb>`: `transactions.authorise`. */
  act: string;
  subjectPersonId?: string | undefined;
  /** Of whom the act is; the actor's own organisation when it has one and nothing is said. */
  organisationId?: string | undefined;
  content: Readonly<Record<string, unknown>>;
}

/** One record, in the form that `audit.write_records(jsonb)` takes. Bytes are hexadecimal. */
export interface AuditRecord {
  id: string;
  recorded_at: string;
  act: string;
  actor_kind: Actor['kind'];
  actor_id: string | null;
  subject_person_id: string | null;
  organisation_id: string | null;
  request_id: string;
  content: string;
  salt: string;
  digest: string;
}

/** Everything of a record but its content: what stays when the content is deleted. */
export type AuditEnvelope = Omit<AuditRecord, 'content' | 'salt' | 'digest'>;

const SALT_BYTES = 16;

/** Makes the record of an act from who is doing it and when. Writing it is `writeAudit`. */
export function makeAuditRecord(
  context: Pick<Context, 'actor' | 'clock' | 'ids' | 'requestId' | 'from'>,
  entry: AuditEntry,
): AuditRecord {
  const { actor } = context;
  const envelope: AuditEnvelope = {
    id: context.ids.next(),
    recorded_at: context.clock.now().toISOString(),
    act: entry.act,
    actor_kind: actor.kind === 'ids' && actor.cashier ? 'official' : actor.kind,
    actor_id: actorIdOf(actor),
    subject_person_id: entry.subjectPersonId ?? null,
    organisation_id: entry.organisationId ?? organisationIdOf(actor),
    request_id: context.requestId,
  };
  const content = JSON.stringify({
    ...entry.content,
    ...capacityOf(actor),
    ...placeOf(context),
  });
  const salt = randomBytes(SALT_BYTES).toString('hex');
  const digest = recordDigest(envelope, contentDigest(salt, content));
  return { ...envelope, content, salt, digest };
}

/** UTF-8 takes at most so many bytes for a character of a string. */
const CHARACTER_BYTES_MAX = 3;

/**
 * SHA-256 over salt and content. It stays when both are deleted. In and out in hexadecimal, here and below:
 * a million small buffers cost the proof of the audit more than the hashing itself.
 */
export function contentDigest(salt: string, content: string): string {
  const bytes = Buffer.allocUnsafe(salt.length / 2 + content.length * CHARACTER_BYTES_MAX);
  const salted = bytes.write(salt, 'hex');
  return hash('sha256', bytes.subarray(0, salted + bytes.write(content, salted, 'utf8')), 'hex');
}

/** SHA-256 over the canonical envelope (a JSON array in this order) and the content's digest. */
export function recordDigest(envelope: AuditEnvelope, ofContent: string): string {
  const canonical = JSON.stringify([
    envelope.id,
    envelope.recorded_at,
    envelope.act,
    envelope.actor_kind,
    envelope.actor_id,
    envelope.subject_person_id,
    envelope.organisation_id,
    envelope.request_id,
  ]);
  const bytes = Buffer.allocUnsafe(canonical.length * CHARACTER_BYTES_MAX + ofContent.length / 2);
  const written = bytes.write(canonical, 'utf8');
  return hash('sha256', bytes.subarray(0, written + bytes.write(ofContent, written, 'hex')), 'hex');
}

/** In which capacity somebody acts for another, or at a terminal. */
function capacityOf(actor: Actor): object {
  if (actor.kind === 'ids' && actor.cashier) {
    return { capacity: 'cashier', terminalId: actor.terminalId };
  }
  if (actor.kind === 'representative') {
    return { capacity: 'organisation', mandates: actor.mandateIds };
  }
  if (actor.kind !== 'recipient' || !actor.acting) return {};
  return { actingFor: actor.personId, mandates: actor.acting.mandateIds };
}

/**
 * From where an act came: kept with its content, which ends, not with what stays. A provider's system is
 * known by its terminals, and always comes from the same place; a cashier's browser does not.
 */
function placeOf({ actor, from }: Pick<Context, 'actor' | 'from'>): object {
  const isSystem = actor.kind === 'ids' && !actor.cashier;
  return from === undefined || isSystem ? {} : { from };
}

function actorIdOf(actor: Actor): string | null {
  switch (actor.kind) {
    case 'ids':
      return actor.cashier?.officialId ?? actor.idsId;
    case 'recipient':
      return actor.acting?.personId ?? actor.personId;
    case 'representative':
      return actor.personId;
    case 'official':
      return actor.officialId;
    case 'information-system':
      return actor.systemId;
    case 'system':
      return actor.job;
    default:
      return null;
  }
}

function organisationIdOf(actor: Actor): string | null {
  if ('organisationId' in actor) return actor.organisationId;
  return actor.kind === 'official' ? (actor.organisation?.id ?? null) : null;
}
