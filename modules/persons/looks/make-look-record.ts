import { type AuditRecord, makeAuditRecord } from '../../../platform/audit/index.ts';
import type { Context } from '../../../platform/context.ts';
import { LOOKS, type LookAct } from './look.ts';

/**
 * The record of an act by which an official comes to see data of a person: with its purpose, by which the
 * person reads why. Absent, the act was about nobody alone.
 */
export function makeLookRecord(
  context: Pick<Context, 'actor' | 'clock' | 'ids' | 'requestId' | 'from'>,
  look: {
    act: LookAct;
    personId: string | undefined;
    organisationId?: string;
    content: Readonly<Record<string, unknown>>;
  },
): AuditRecord {
  const { act, personId, organisationId, content } = look;
  const why = LOOKS[act].purpose;
  const entry = { act, subjectPersonId: personId, organisationId, content: { ...content, why } };
  return makeAuditRecord(context, entry);
}
