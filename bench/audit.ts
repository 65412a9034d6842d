import {
  type AuditRecord,
  makeAuditRecord,
  sealAudit,
  verifyAudit,
  writeAudit,
} from '../platform/audit/index.ts';
import { type BenchDatabase, databaseCpuSeconds, withBenchDatabase } from './database.ts';

const AT_ONCE = 1_000;
const MILLION = 1_000_000;

/** Writing, sealing and proving the audit, per million records. */
export async function benchAudit(records: number): Promise<void> {
  await withBenchDatabase(async (database) => {
    const { context } = database;
    const batches = Array.from({ length: Math.ceil(records / AT_ONCE) });
    await tell('written', records, database, async () => {
      for (const _ of batches) await writeAudit(context.db, batchOf(context));
    });
    await tell('sealed', records, database, async () => {
      while ((await sealAudit(context)) > 0);
    });
    await database.admin.query('analyze audit.records');
    await tell('proven (goal 10)', records, database, async () => {
      const { findings, records: proven } = await verifyAudit(context);
      if (findings.length > 0 || proven < records) throw new Error(findings.join('\n'));
    });
  });
}

function batchOf(context: BenchDatabase['context']): AuditRecord[] {
  return Array.from({ length: AT_ONCE }, (_, index) =>
    makeAuditRecord(context, {
      act: 'transactions.authorise',
      subjectPersonId: context.ids.next(),
      content: { transactionId: context.ids.next(), priceCents: index, reliefCents: index },
    }),
  );
}

async function tell(
  what: string,
  records: number,
  { context }: BenchDatabase,
  work: () => Promise<void>,
): Promise<void> {
  const database = await databaseCpuSeconds(context.db);
  const node = process.cpuUsage();
  const began = performance.now();
  await work();
  const perMillion = (seconds: number) => ((seconds / records) * MILLION).toFixed(1);
  const { user, system } = process.cpuUsage(node);
  console.log(
    `1 M records ${what}: ${perMillion((performance.now() - began) / 1_000)} s` +
      ` (processor: Node ${perMillion((user + system) / MILLION)} s,` +
      ` PostgreSQL ${perMillion((await databaseCpuSeconds(context.db)) - database)} s)`,
  );
}
