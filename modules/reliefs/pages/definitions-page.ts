import { addDays } from '../../../platform/clock/day.ts';
import { definitionsNamed } from '../definitions/check-definition-use.ts';
import { conditionsOf } from '../definitions/condition-walk.ts';
import type { Definition } from '../definitions/definition.ts';
import { makeDefinitions } from '../definitions/resolve-definitions.ts';
import type { Relief } from '../instruction.ts';
import { conditionSentence } from '../sentences/condition-sentence.ts';
import { type CodeNames, listText } from '../sentences/words.ts';
import { pagePath } from './relief-page.ts';

const INTRODUCTION = `# Definitions

Named, dated conditions that reliefs use: \`{ definition: large-family }\`. A change is a new version, and every
relief that names the definition follows it from that day on. Made by \`koplieta reliefs docs\` from the files in
\`reliefs/definitions/\`.
`;

/** The page of all definitions: what each says, by which act, and who uses it. Pure. */
export function definitionsPage(
  definitions: readonly Definition[],
  reliefs: readonly Relief[],
  names: CodeNames,
): string {
  const { resolveCondition } = makeDefinitions(definitions);
  const sections = definitions.map((definition) => {
    const { code, name, act, source, assumptions, versions } = definition;
    const said = versions.map(({ from, to, condition }) => {
      const until = to === undefined ? '' : ` to ${addDays(to, -1)}`;
      const sentence = (language: 'lv' | 'en') =>
        listText(conditionSentence(resolveCondition(condition), names, language));
      return `\nFrom ${from}${until}:\n\n${sentence('lv')}\n${sentence('en')}`;
    });
    const open = assumptions.map((one) => `- ${one}\n`).join('');
    return [
      `\n## ${name.lv}\n\n**${name.en}** (\`${code}\`) · ${act} · ${source}\n`,
      ...said,
      open === '' ? '' : `\nWhat the source leaves open:\n\n${open}`,
      `\nUsed by: ${usersText(code, definitions, reliefs)}.\n`,
    ].join('');
  });
  return INTRODUCTION + sections.join('');
}

function usersText(
  code: string,
  definitions: readonly Definition[],
  reliefs: readonly Relief[],
): string {
  const others = definitions.filter(({ versions }) =>
    versions.some(({ condition }) => definitionsNamed(condition).has(code)),
  );
  const using = reliefs.filter(({ versions }) =>
    versions.some((version) =>
      [...conditionsOf(version, [])].some(
        ({ condition }) => 'definition' in condition && condition.definition === code,
      ),
    ),
  );
  const links = [
    ...others.map((one) => `\`${one.code}\``),
    ...using.map((relief) => `[${relief.code}](${pagePath(relief).replace('docs/reliefs/', '')})`),
  ];
  return links.length === 0 ? 'no relief of this folder yet' : links.join(', ');
}
