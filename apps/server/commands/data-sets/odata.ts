import { createInterface } from 'node:readline';
import type { Command } from 'commander';
import { type NameLists, parseOdata } from '../../../../modules/exchange/index.ts';
import { Refusal } from '../../../../platform/errors/refusal.ts';

/** A text to be read as a rule of the grammar; `names`: for rules of names, those that there are. */
interface OdataText {
  rule: string;
  text: string;
  names?: NameLists;
}

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
    if (line.trim() !== '') console.log(JSON.stringify(tell(JSON.parse(line) as OdataText)));
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
