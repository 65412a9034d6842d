import { type Command, InvalidArgumentError } from 'commander';
import { type AuditVerdict, type NotedHead, verifyAudit } from '../../../platform/audit/index.ts';
import { withInstallation } from '../with-installation.ts';

export function addAuditCommand(program: Command): void {
  const audit = program.command('audit').description('the audit: who did what');
  audit
    .command('verify')
    .description('check every record and every signature, and say how far the audit is sealed')
    .option('--head <number:hash>', 'the chain must still hold this block, noted before', parseHead)
    .action((options: { head?: NotedHead }) =>
      withInstallation('audit verify', async (installation) => {
        const { context, progress } = installation;
        const verdict = await progress.step('Checking the audit', () =>
          verifyAudit(context, options.head),
        );
        console.log(describeVerdict(verdict));
        if (verdict.findings.length > 0) process.exitCode = 1;
      }),
    );
}

function describeVerdict(verdict: AuditVerdict): string {
  const { blocks, records, unsealed, head, findings } = verdict;
  const sealed = head
    ? `Sealed to ${head.sealedAt.toISOString()}: ${records} records in ${blocks} blocks; ` +
      `${unsealed} wait to be sealed.\nThe last block is ${head.number}:${head.hash}. Note it ` +
      'elsewhere, and give it as --head the next time.'
    : `Nothing is sealed yet; ${unsealed} records wait.`;
  const proven = findings.length === 0 ? 'Everything is as it was written.' : findings.join('\n');
  return `${sealed}\n${proven}`;
}

function parseHead(text: string): NotedHead {
  const [, number, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text) ?? [];
  if (!number || !hash) throw new InvalidArgumentError('Write it as it was printed, 12:0af3…');
  return { number: Number(number), hash };
}
