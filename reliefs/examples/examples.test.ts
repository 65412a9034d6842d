import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { classifiersFromFiles } from '../../modules/classifiers/index.ts';
import { RELATIONS } from '../../modules/reliefs/condition.ts';
import { lintFiles } from '../../modules/reliefs/lint/lint-files.ts';
import { reliefSchema } from '../../modules/reliefs/text/relief-schema.ts';
import { readCaseTable } from '../case-table.ts';
import { findUsed, type SchemaNode } from '../constructs.ts';
import { definitionTexts, readReliefFiles, reliefTexts } from '../read-relief-files.ts';
import { runCase } from '../run-case.ts';

const FOLDER = new URL('./', import.meta.url);
const OWN = new URL('../', import.meta.url);
const vocabulary = fileURLToPath(new URL('vocabulary', FOLDER));
const classifiers = classifiersFromFiles({ vocabulary });
const reliefs = readReliefFiles(classifiers, FOLDER);
// Kinds of facts are data, not language.
const schema = reliefSchema([]) as SchemaNode;

test('every example has its file and its cases, and nothing else has', () => {
  const codes = reliefs.map(({ code }) => code.toLowerCase()).sort();
  expect(codes.length).toBeGreaterThanOrEqual(30);
  const names = (folder: string, end: string) =>
    readdirSync(new URL(folder, FOLDER)).flatMap((name) =>
      name.endsWith(end) && name !== 'README.md' ? [name.slice(0, -end.length)] : [],
    );
  expect(names('.', '.yaml').sort()).toEqual(codes);
  expect(names('cases/', '.md').sort()).toEqual(codes);
});

describe.each(reliefs.map((relief) => [relief.code, relief] as const))('%s', (code, relief) => {
  const file = `cases/${code.toLowerCase()}.md`;
  const rows = readCaseTable(
    `reliefs/examples/${file}`,
    readFileSync(new URL(file, FOLDER), 'utf8'),
  );

  test('has cases, refusals among them', () => {
    expect(rows.length).toBeGreaterThanOrEqual(6);
    expect(rows.filter((row) => row.reliefs === 'none').length).toBeGreaterThanOrEqual(1);
    expect(rows.filter((row) => row.reliefs !== 'none').length).toBeGreaterThanOrEqual(1);
  });

  test.each(rows)('$place $why', (row) => {
    const outcome = runCase(row, { catalogue: [relief], classifiers });
    expect({
      recipientPays: outcome.recipientPays,
      reliefs: outcome.reliefs,
      why: outcome.why.get(code),
    }).toEqual({
      recipientPays: row.recipientPays,
      reliefs: row.reliefs,
      why: row.why.split(' — ')[0],
    });
  });
});

/** What the linter may say, because it is meant. */
const MEANT = ['de-culture-pass.yaml versions-gap'];

test('the linter finds nothing in the examples that is not meant', () => {
  const supply = {
    registers: new Set(classifiers.factKinds.map(({ register }) => register)),
    relations: new Set<string>(RELATIONS),
  };
  const texts = [...reliefTexts(FOLDER), ...definitionTexts(FOLDER)];
  const { problems, findings } = lintFiles(texts, { codes: classifiers, supply });
  expect(problems).toEqual([]);
  expect(findings.map(({ file, finding }) => `${file} ${finding.code}`)).toEqual(MEANT);
});

test('the list of the examples and of what each shows is up to date (vitest -u writes it)', async () => {
  const known = new Set<string>();
  for (const name of readdirSync(OWN)) {
    if (name.endsWith('.yaml')) for (const one of shownBy(new URL(name, OWN))) known.add(one);
  }
  const lines = reliefs.map((relief) => {
    const name = relief.code.toLowerCase();
    const fresh = [...shownBy(new URL(`${name}.yaml`, FOLDER))].filter((one) => !known.has(one));
    const shown = fresh.filter((one) => !fresh.some((other) => other.startsWith(`${one} `)));
    const links = `[${relief.name.en}](${name}.yaml), [cases](cases/${name}.md)`;
    return `| ${links} | ${relief.act} | ${codes(shown) || 'what the nineteen show too'} |`;
  });
  await expect(pageOf(lines)).toMatchFileSnapshot('README.md');
});

/** What a relief uses of the language, in short words: `when season`, `sum perUnit`. */
function shownBy(file: URL): Set<string> {
  const shown = new Set<string>();
  const defs = schema.$defs ?? {};
  const versions = schema.properties?.versions?.items ?? {};
  const { versions: written } = parse(readFileSync(file, 'utf8')) as { versions: unknown[] };
  for (const one of written) {
    findUsed(one, { node: versions, path: '', defs }, (construct) => {
      const short = shortName(construct);
      if (short) shown.add(short);
    });
  }
  return shown;
}

/** `Condition{over,sum}.perUnit` is `sum perUnit`, a word of a vocabulary is itself; two levels are enough. */
function shortName(construct: string): string | undefined {
  const [, word] = /=(.*)$/.exec(construct) ?? [];
  if (word !== undefined) return word;
  const [, form] = /^Condition\{([^}]*)\}/.exec(construct) ?? [];
  const [first = '', ...rest] = construct
    .replace(/\{[^}]*\}/g, '')
    .split('.')
    .filter(Boolean);
  const place = form === undefined ? (first === 'When' ? 'when' : first) : headOf(form);
  const fields = [place, ...rest].filter((field, at) => field !== 'benefits' || at > 0);
  return fields.length > 2 ? undefined : [...new Set(fields)].join(' ') || undefined;
}

/** Of the fields that a form requires, the one that names it. */
function headOf(form: string): string {
  const heads = ['atLeast', 'count', 'related', 'sum', 'held'];
  const required = form.split(',');
  return required.includes('held') ? 'held' : (required.find((one) => heads.includes(one)) ?? form);
}

function codes(names: readonly string[]): string {
  return [...names]
    .sort()
    .map((name) => `\`${name}\``)
    .join(', ');
}

function pageOf(lines: readonly string[]): string {
  return `# Examples of reliefs from elsewhere

Public rules of other countries and cities in
[the language of instructions](../../docs/reference/relief-language.md), each in our own words, with
its source and a table of cases. Amounts stand as in their source, whatever its money. The last
column is what an example shows besides what
[the nineteen reliefs](../../docs/reliefs/README.md) show.

The vocabulary that they need besides the shipped one, kinds of facts and schemes, is in
\`vocabulary/\`:

\`\`\`sh
npx koplieta reliefs validate --vocabulary reliefs/examples/vocabulary \\
  reliefs/examples/*.yaml reliefs/examples/definitions/*.yaml
\`\`\`

Kinds of conditions of real corpora: [French local aid](corpora/french-local-aid.md),
[a local transport tariff](corpora/local-transport-tariff.md),
[ten more](corpora/ten-more.md), with what the language does not say.

| programme | rule | shows |
| --- | --- | --- |
${lines.join('\n')}
`;
}
