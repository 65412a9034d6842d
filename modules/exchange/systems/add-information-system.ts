import { makeAuditRecord, writeAudit } from '../../../platform/audit/index.ts';
import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { listOrganisations } from '../../persons/index.ts';
import { demandOperator } from '../permitted.ts';
import { upsertSystem } from './sql/upsert-system.ts';

/**
 * Registers an information system of an institution, or gives it another name. For the operator.
 * Refuses with `institution-unknown`, and with `information-system-of-another` when the code is taken.
 */
export async function addInformationSystem(
  context: Context,
  { institution, code, name }: { institution: string; code: string; name: string },
): Promise<void> {
  demandOperator(context);
  await context.db.transaction(async (db) => {
    const [organisation] = await listOrganisations({ db }, [institution]);
    if (!organisation) throw new Refusal('institution-unknown', { institution });
    const id = context.ids.next();
    const createdAt = context.clock.now();
    const organisationId = organisation.id;
    const written = await upsertSystem(db, { id, organisationId, code, name, createdAt });
    if (!written) throw new Refusal('information-system-of-another', { system: code });
    await writeAudit(db, [
      makeAuditRecord(context, {
        act: 'exchange.add-information-system',
        organisationId,
        content: { system: code },
      }),
    ]);
  });
}
