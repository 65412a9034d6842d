import type { KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type Command, InvalidArgumentError } from 'commander';
import {
  type AuditVerdict,
  type NotedHead,
  readHeads,
  verifyAudit,
} from '../../../platform/audit/index.ts';
import { withInstallation } from '../with-installation.ts';

export function addAuditCommand(program: Command): void {
  const audit = program.command('audit').description('the audit: who did what');
  audit
    .command('verify')
    .description('check every record and every signature, and say how far the audit is sealed')
    .option('--head <number:hash>', 'the chain must still hold this block, noted before', parseHead)
    .option(
      '--heads <files...>',
      'and all blocks of these files of heads, which were sent elsewhere',
    )
    .action((options: { head?: NotedHead; heads?: string[] }) =>
      withInstallation('audit verify', async (installation) => {
        const { context, progress } = installation;
        const sent = readFiles(options.heads ?? [], context.keys.auditKey);
        const noted = [...sent.heads, ...(options.head ? [options.head] : [])];
        const verdict = await progress.step('Checking the audit', () =>
          verifyAudit(context, noted),
        );
        const findings = [...sent.findings, ...verdict.findings];
        console.log(describeVerdict({ ...verdict, findings }, noted.length));
        if (findings.length > 0) process.exitCode = 1;
      }),
    );
}

/** What all the files say together; their findings name the file. */
function readFiles(files: readonly string[], auditKey: KeyObject): ReturnType<typeof readHeads> {
  const read = files.map((file) => {
    const { heads, findings } = readHeads(readFileSync(file, 'utf8'), auditKey);
    return { heads, findings: findings.map((sentence) => `${file}: ${sentence}`) };
  });
  return {
    heads: read.flatMap(({ heads }) => heads),
    findings: read.flatMap(({ findings }) => findings),
  };
}

function describeVerdict(verdict: AuditVerdict, noted: number): string {
  const { blocks, records, unsealed, head, findings } = verdict;
  const sealed = head
    ? `Sealed to ${head.sealedAt.toISOString()}: ${records} records in ${blocks} blocks; ` +
      `${unsealed} wait to be sealed.\nThe last block is ${head.number}:${head.hash}. Note it ` +
      'elsewhere, and give it as --head the next time.'
    : `Nothing is sealed yet; ${unsealed} records wait.`;
  const compared =
    noted === 0 ? '' : `\nThe chain was compared with heads noted elsewhere: ${noted}.`;
  const proven = findings.length === 0 ? 'Everything is as it was written.' : findings.join('\n');
  return `${sealed}${compared}\n${proven}`;
}

function parseHead(text: string): NotedHead {
  const [, number, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text) ?? [];
  if (!number || !hash) throw new InvalidArgumentError('Write it as it was printed, 12:0af3…');
  return { number: Number(number), hash };
}
