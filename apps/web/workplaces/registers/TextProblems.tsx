import { useTranslation } from 'react-i18next';
import { chosen } from '../../features/language/start-language.ts';
import { Notice } from '../../ui/Notice.tsx';

interface Props {
  title: string;
  problems: readonly { line: number; column: number; code: string; lv: string; en: string }[];
  /** The text as it was tried. */
  text: string;
}

/** What is wrong with a text, each beside its line. */
export function TextProblems({ title, problems, text }: Props) {
  const { t } = useTranslation();
  if (problems.length === 0) return null;
  const lines = text.split('\n');
  return (
    <Notice tone="bad">
      <p>
        <strong>{title}</strong>
      </p>
      <ul className="plain-list stack" aria-label={title}>
        {problems.map((problem) => (
          <li
            key={`${problem.line} ${problem.column} ${problem.code} ${problem.en}`}
            className="stack-tight"
          >
            <strong className="small">{t('mapping.outcome.line', { line: problem.line })}</strong>
            <code className="written-line">{lines[problem.line - 1]?.trim()}</code>
            <span>{chosen(problem)}</span>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
