import { expect, test } from 'vitest';
import { testContext } from '../../../platform/testing/test-context.ts';
import { vejaine } from '../../../tools/fixture/vejaine.ts';
import { exportRelief } from '../export-relief.ts';
import { addDraft } from '../publishing/add-draft.ts';
import { asOfficial } from '../publishing/testing/officials.ts';
import { compareDraft } from './compare-draft.ts';

const context = await testContext();
await vejaine(context);
const editor = await asOfficial(context, { organisation: 'm-0099000', roles: ['editor'] });
const other = await asOfficial(context, { organisation: 'vejaines-pramis', roles: ['editor'] });
const operator = await asOfficial(context, { organisation: null, roles: ['editor'] });

/** The ferry relief as it is, ended, and from then on as it will be. */
async function nextText(change: (version: string) => string): Promise<string> {
  const [head, version = ''] = (await exportRelief(context, 'VEJAINE-FERRY')).split(
    /^versions:\n/m,
  );
  const from = /^( {2}- from: )(\S+)$/m;
  const ended = version.replace(from, '$1$2\n    to: 2026-04-01');
  return `${head}versions:\n${ended}${change(version.replace(from, '$12026-04-01'))}`;
}

test('an official reads what a draft changes, and what the linter finds; others find no draft', async () => {
  const text = await nextText((version) => version.replace('percent: 50', 'percent: 60'));
  const draft = await addDraft(editor, { text });
  const { comparison, findings } = await compareDraft(editor, draft.id);
  expect(findings).toEqual([]);
  expect(comparison?.differences.map(({ section }) => section)).toEqual(['period', 'benefits']);
  expect(comparison?.differences[0]).toMatchObject({
    before: { en: 'from 2019-07-01', lv: 'no 01.07.2019.' },
    after: { en: 'from 2026-04-01' },
  });
  expect(comparison?.differences[1]?.after?.en).toContain('60 %');
  expect(await compareDraft(operator, draft.id)).toEqual({ comparison, findings });
  await expect(compareDraft(other, draft.id)).rejects.toThrow('draft-unknown');
});

test('of a definition too: the first has nothing to compare, and is linted', async () => {
  const text = `code: grown
name: { lv: Pieaugis, en: Grown }
act: Rules
source: Invented
versions:
  - from: 2027-01-01
    condition:
      any:
        - age: { from: 18 }
        - age: { from: 20 }
`;
  const draft = await addDraft(operator, { text });
  expect(await compareDraft(operator, draft.id)).toMatchObject({
    comparison: null,
    findings: [{ line: 10, column: 11, severity: 'warning', code: 'alternative-covered' }],
  });
});
