import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeAuditRecord, writeAudit } from '../../../platform/audit/index.ts';
import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { findFollowedVersion } from '../../exchange/index.ts';
import { insertSource } from './sql/insert-source.ts';
import { listSources } from './sql/list-sources.ts';
import type { StatementKind, StatementSource } from './statement-source.ts';

/** The text of the data set in which a grantor states what its own system keeps, for its code. */
export function statementText(kind: StatementKind, institution: string): string {
  const path = join(import.meta.dirname, 'definitions', `${kind}.yaml`);
  return readFileSync(path, 'utf8').replaceAll('INSTITUTION', institution);
}

/**
 * Follows a published data set as what its institution states: for the operator's own hand. Refuses
 * `not-allowed`, `statement-source-unknown` when no such version is published, and
 * `statement-source-known`.
 */
export async function addStatementSource(
  context: Context,
  source: Pick<StatementSource, 'dataSet' | 'version' | 'kind'>,
): Promise<void> {
  const { dataSet, version, kind } = source;
  const found = await findFollowedVersion(context, { code: dataSet, version });
  if (!found) throw new Refusal('statement-source-unknown', { dataSet, version });
  await context.db.transaction(async (db) => {
    if (!(await insertSource(db, source, context.clock.now()))) {
      throw new Refusal('statement-source-known', { dataSet, version });
    }
    const record = makeAuditRecord(context, {
      act: 'entitlements.add-statement-source',
      organisationId: found.organisationId,
      content: { dataSet, version, kind },
    });
    await writeAudit(db, [record]);
  });
}

/** All data sets that are followed, for the operator's own hand. */
export async function listStatementSources(context: Context): Promise<StatementSource[]> {
  if (context.actor.kind !== 'system') throw new Refusal('not-allowed');
  return await listSources(context.db);
}
