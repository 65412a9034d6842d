import { createInterface } from 'node:readline';
import type { Command } from 'commander';
import { z } from 'zod';
import { parseOdata } from '../../../../modules/exchange/index.ts';
import { Refusal } from '../../../../platform/errors/refusal.ts';

/** A text to be read as a rule of the grammar; `names`: for rules of names, those that there are. */
const OdataText = z.object({
  rule: z.string(),
  text: z.string(),
  names: z.record(z.string(), z.array(z.string())).optional(),
});
type OdataText = z.infer<typeof OdataText>;

interface Judgement {
  accepted: boolean;
  code?: string;
}

/** `koplieta data-sets odata`: what the parser that serves says of one text, or of many. */
export function addOdataCommand(dataSets: Command): void {
  dataSets
    .command('odata')
    .description(
      'say whether a text is right OData; without one, for lines of JSON from standard input',
    )
    .argument('[rule]', 'of the grammar of OData, as in odataUri, filter, commonExpr')
    .argument('[text]', 'percent-encoded, as in an address')
    .action(judge);
}

async function judge(rule: string | undefined, text = ''): Promise<void> {
  if (rule !== undefined) {
    const told = tell({ rule, text });
    console.log(JSON.stringify(told));
    if (!told.accepted) process.exitCode = 1;
    return;
  }
  for await (const line of createInterface({ input: process.stdin })) {
    if (line.trim() !== '') console.log(JSON.stringify(tellLine(line)));
  }
}

/** One that is no question is told so, and the next is answered all the same. */
function tellLine(line: string): Judgement {
  const asked = asJson(line);
  return asked.success ? tell(asked.data) : { accepted: false, code: 'line-not-a-question' };
}

function asJson(line: string) {
  try {
    return OdataText.safeParse(JSON.parse(line));
  } catch {
    return { success: false } as const;
  }
}

/** Whether it is accepted; if not, by which code and from which character on. */
function tell({ rule, text, names }: OdataText): Judgement {
  try {
    parseOdata(rule, text, names);
    return { accepted: true };
  } catch (error) {
    if (error instanceof Refusal) return { accepted: false, code: error.code, ...error.details };
    if (error instanceof RangeError) return { accepted: false, code: 'rule-unknown' };
    throw error;
  }
}
