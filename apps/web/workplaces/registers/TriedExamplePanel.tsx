import { useTranslation } from 'react-i18next';
import { Badge } from '../../ui/Badge.tsx';
import { Meaning } from './Meaning.tsx';
import type { TriedExample } from './mapping-api.ts';
import { TextProblems } from './TextProblems.tsx';

/** What one example means by the mapping, drawn on a line of time; or why it means nothing. */
export function TriedExamplePanel({ example, text }: { example: TriedExample; text: string }) {
  const { t } = useTranslation();
  const { name, line, means, problems, isAsExpected } = example;
  const id = `example-${line}`;
  return (
    <article className="panel stack" aria-labelledby={id}>
      <div className="stack-tight">
        <h3 id={id}>{name}</h3>
        {isAsExpected === null ? null : (
          <div>
            <Badge tone={isAsExpected ? 'good' : 'bad'}>
              {t(`mapping.outcome.${isAsExpected ? 'expected' : 'unexpected'}`)}
            </Badge>
          </div>
        )}
      </div>
      <TextProblems title={t('mapping.outcome.nothing')} problems={problems} text={text} />
      {means ? <Meaning means={means} /> : null}
    </article>
  );
}
