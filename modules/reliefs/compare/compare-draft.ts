import type { Context } from '../../../platform/context.ts';
import { Refusal } from '../../../platform/errors/refusal.ts';
import type { LocalizedText } from '../../../platform/i18n/localized-text.ts';
import { readClassifiers } from '../../classifiers/index.ts';
import type { Definition } from '../definitions/definition.ts';
import { listDefinitions } from '../definitions/list-definitions.ts';
import { readDefinitions } from '../definitions/read-definitions.ts';
import { makeDefinitions } from '../definitions/resolve-definitions.ts';
import { lintFiles, type PlacedFinding } from '../lint/lint-files.ts';
import { LINT_RULES, type LintCode, type LintSeverity } from '../lint/lint-rules.ts';
import { readCodeNames } from '../pages/read-code-names.ts';
import type { Draft } from '../publishing/draft.ts';
import { getDraft } from '../publishing/list-drafts.ts';
import { readPublishedReliefs } from '../sql/read-published-reliefs.ts';
import type { KnownCodes } from '../text/known-codes.ts';
import { compareDefinitions, compareVersions } from './compare-versions.ts';
import type { Comparison } from './comparison.ts';
import { findVersion } from './find-version.ts';

/** What a reviewer reads of a draft besides its text. */
export interface DraftComparison {
  /** Null when nothing of the code is published yet. */
  comparison: Comparison | null;
  findings: DescribedFinding[];
}

/** What the linter found, and where in the draft's text. */
export interface DescribedFinding {
  line: number;
  column: number;
  severity: LintSeverity;
  code: LintCode;
  text: LocalizedText;
  found: string | null;
}

const FILE = 'draft';

/**
 * How the newest version of a draft differs from the newest published one, in words, and what the
 * linter finds in its text. For officials who may see the draft. Refuses `draft-unknown`.
 */
export async function compareDraft(context: Context, id: string): Promise<DraftComparison> {
  const draft = await getDraft(context, id);
  const codes = await readClassifiers(context);
  const definitions = await listDefinitions(context);
  const { findings } = lintFiles([{ file: FILE, text: draft.text }], { codes, definitions });
  const comparison = await compared(context, draft, { codes, definitions });
  return { comparison: comparison ?? null, findings: findings.map(described) };
}

async function compared(
  context: Context,
  { kind, code, text }: Draft,
  { codes, definitions }: { codes: KnownCodes; definitions: readonly Definition[] },
): Promise<Comparison | undefined> {
  const names = await readCodeNames(context);
  const file = { file: FILE, text };
  const tools = { names, terms: { concepts: codes, definitions: makeDefinitions(definitions) } };
  if (kind === 'relief') {
    if ((await readPublishedReliefs(context.db, code)).length === 0) return undefined;
    const before = await findVersion(context, { code }, { codes, definitions });
    const after = await findVersion(context, { code, file }, { codes, definitions });
    return compareVersions({ before, after }, tools);
  }
  const { definitions: stated, problems } = readDefinitions([file], codes, definitions);
  if (problems.length > 0) throw new Refusal('relief-files-invalid', { problems });
  const before = definitions.find((one) => one.code === code)?.versions.at(-1);
  const after = stated[0]?.versions.at(-1);
  return before && after && compareDefinitions({ before, after }, tools);
}

function described({ line, column, finding }: PlacedFinding): DescribedFinding {
  const { severity, lv, en } = LINT_RULES[finding.code];
  const found = finding.found ?? null;
  return { line, column, severity, code: finding.code, text: { lv, en }, found };
}
