import { createHash } from 'node:crypto';
import { makeAuditRecord, writeAudit } from '../../../platform/audit/index.ts';
import type { Context } from '../../../platform/context.ts';
import type { Database } from '../../../platform/database/database.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import { listOrganisations } from '../../persons/index.ts';
import type { Definition } from '../definition.ts';
import { mayServe } from '../permitted.ts';
import { breakingChanges } from '../text/compare-definitions.ts';
import { withSentences } from '../text/definition-problem.ts';
import { type DefinitionFile, readDefinition } from '../text/read-definition.ts';
import { stateOf, type Version, type VersionState } from '../version.ts';
import { demandSources } from './demand-sources.ts';
import { emptyStorage } from './sql/empty-storage.ts';
import { indexFields } from './sql/index-fields.ts';
import { insertRevision } from './sql/insert-revision.ts';
import { insertVersion } from './sql/insert-version.ts';
import { lockDataSet } from './sql/lock-data-set.ts';
import { makeStorage } from './sql/make-storage.ts';
import { selectVersions } from './sql/select-versions.ts';
import { updateVersion } from './sql/update-version.ts';

const VERSIONS_MAX = 1_000;

export interface DefinedDataSet {
  code: string;
  version: number;
  state: VersionState;
  revision: number;
  /** What was done with the text. */
  outcome: 'added' | 'renewed' | 'unchanged';
}

/**
 * Takes the text of a data set. A version that is new begins in the sandbox; a text that says the
 * same changes nothing; a published version takes compatible changes alone. In the sandbox any change
 * is taken; a proposal that changes in a breaking way goes back there, and trial records are removed.
 *
 * Refuses with `data-set-text-invalid` (with every problem), `institution-unknown`, `not-allowed` when
 * the institution is another one's, `data-set-of-another`, `data-set-version-not-next`,
 * `data-set-retired`, `data-set-change-breaks`, `indexed-texts-too-long`, `sources-unfit`.
 */
export async function defineDataSet(
  context: Context,
  file: DefinitionFile,
): Promise<DefinedDataSet> {
  const reading = readDefinition(file);
  if (!reading.ok) {
    const problems = reading.problems.map(withSentences);
    throw new Refusal('data-set-text-invalid', { problems });
  }
  const { definition } = reading;
  return await context.db.transaction(async (db) => {
    const [institution] = await listOrganisations({ db }, [definition.institution]);
    if (!institution) {
      throw new Refusal('institution-unknown', { institution: definition.institution });
    }
    if (!mayServe(context, institution.id)) throw new Refusal('not-allowed');
    const set = await lockDataSet(db, {
      id: context.ids.next(),
      code: definition.code,
      organisationId: institution.id,
      createdAt: context.clock.now(),
    });
    if (set?.organisationId !== institution.id) throw new Refusal('data-set-of-another');
    await demandSources({ db }, { definition, organisationId: institution.id });
    const written = { definition, text: file.text, digest: digestOf(definition) };
    const defined = await write({ ...context, db }, { dataSetId: set.id, ...written });
    if (defined.outcome !== 'unchanged') {
      const { code, version, revision } = defined;
      await writeAudit(db, [
        makeAuditRecord(context, {
          act: 'exchange.define-data-set',
          organisationId: institution.id,
          content: { dataSet: code, version, revision, digest: written.digest.toString('hex') },
        }),
      ]);
    }
    return defined;
  });
}

interface Written {
  dataSetId: string;
  definition: Definition;
  text: string;
  digest: Buffer;
}

async function write(context: Context, written: Written): Promise<DefinedDataSet> {
  const { db } = context;
  const { code, version } = written.definition;
  const asked = { code, version: null, after: null, limit: VERSIONS_MAX };
  const versions = await selectVersions(db, asked);
  const held = versions.find((one) => one.version === version);
  if (held) return await renew(context, held, written);
  const next = (versions.at(-1)?.version ?? 0) + 1;
  if (version !== next) throw new Refusal('data-set-version-not-next', { next });
  const versionId = await insertVersion(db, { dataSetId: written.dataSetId, version });
  await makeStorage(db, versionId);
  await indexFields(db, versionId, written.definition);
  await addRevision(context, { versionId, revision: 1 }, written);
  return { code, version, state: 'sandbox', revision: 1, outcome: 'added' };
}

async function renew(context: Context, held: Version, written: Written): Promise<DefinedDataSet> {
  const { db } = context;
  const { code, version } = held;
  const state = stateOf(held, context.clock.now());
  if (state === 'retired') throw new Refusal('data-set-retired');
  if (held.digest === written.digest.toString('hex')) {
    return { code, version, state, revision: held.revision, outcome: 'unchanged' };
  }
  const changes = breakingChanges(held.definition, written.definition);
  if (state === 'published' && changes.length > 0) {
    throw new Refusal('data-set-change-breaks', { changes });
  }
  const revision = held.revision + 1;
  const after = changes.length > 0 ? 'sandbox' : state;
  // Records of another structure could neither be read nor compared.
  if (changes.length > 0) await emptyStorage(db, held.id);
  await indexFields(db, held.id, written.definition);
  await addRevision(context, { versionId: held.id, revision }, written);
  const renewed = { id: held.id, state: after, revision, endsOn: held.endsOn };
  await updateVersion(db, renewed, context.clock.now());
  return { code, version, state: after, revision, outcome: 'renewed' };
}

async function addRevision(
  { db, clock }: { db: Database; clock: Context['clock'] },
  { versionId, revision }: { versionId: number; revision: number },
  { text, definition, digest }: Written,
): Promise<void> {
  const definedAt = clock.now();
  await insertRevision(db, { versionId, revision, text, definition, digest, definedAt });
}

function digestOf(definition: Definition): Buffer {
  return createHash('sha256').update(JSON.stringify(definition)).digest();
}
