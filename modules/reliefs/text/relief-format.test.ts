import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { classifiersFromFiles } from '../../classifiers/index.ts';
import { Relief } from '../instruction.ts';
import { readRelief, readReliefs } from '../relief-text.ts';
import { problemText } from './relief-problem.ts';
import { reliefSchema } from './relief-schema.ts';

const { factKinds } = classifiersFromFiles();
const page = readFileSync(
  new URL('../../../docs/reference/relief-format.md', import.meta.url),
  'utf8',
);

function blocks(kind: string): string[] {
  return [...page.matchAll(new RegExp(`\`\`\`yaml ${kind}\n([\\s\\S]*?)\`\`\``, 'g'))].map(
    (match) => match[1] ?? '',
  );
}

describe('the reference page', () => {
  test('its whole file is a good relief', () => {
    for (const text of blocks('relief')) {
      const reading = readRelief({ file: 'page', text }, classifiersFromFiles());
      const problems = reading.ok ? [] : reading.problems;
      expect(problems.map((problem) => problemText(problem, 'en'))).toEqual([]);
    }
    expect(blocks('relief')).toHaveLength(1);
  });

  test('its definition is a good one', () => {
    const files = blocks('definition').map((text) => ({ file: 'page', text }));
    expect(files).toHaveLength(1);
    expect(readReliefs(files, classifiersFromFiles()).problems).toEqual([]);
  });

  test('it names every fact and every field of the head', () => {
    const rows = factKinds.map(({ code, scheme, type, absent }) => {
      const takes = scheme
        ? `\`${scheme}\``
        : type === 'boolean'
          ? '`true` or `false`'
          : 'a number';
      return `| \`${code}\` | ${takes} | ${absent} |`;
    });
    for (const row of rows) expect(page).toContain(row);
    for (const field of Object.keys(Relief.shape)) expect(page).toContain(`\`${field}`);
  });
});

test('the JSON Schema knows every field and the facts', () => {
  const schema = reliefSchema(factKinds) as {
    required: string[];
    $defs: { Condition: { anyOf: object[] } };
  };
  expect(schema.required).toContain('versions');
  expect(schema.$defs.Condition.anyOf).toHaveLength(13);
  expect(JSON.stringify(schema)).toContain(JSON.stringify(factKinds.map(({ code }) => code)));
});
