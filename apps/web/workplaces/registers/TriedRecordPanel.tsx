import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { chosen } from '../../features/language/start-language.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Meaning } from './Meaning.tsx';
import type { Meant, TriedRecord } from './mapping-api.ts';

const SIDES = ['new', 'other', 'before', 'gone'] as const;

/** What one record that is held means by the mapping, and what is other than by the one in force. */
export function TriedRecordPanel({ record }: { record: TriedRecord }) {
  const { t } = useTranslation();
  const id = useId();
  const { key, means, problems, differences } = record;
  const sides = SIDES.filter((side) => differences && !isNothing(differences[side]));
  return (
    <article className="panel stack" aria-labelledby={id}>
      <div className="stack-tight">
        <h3 id={id}>{key}</h3>
        {differences ? (
          <div>
            <Badge tone={sides.length === 0 ? 'good' : 'warn'}>
              {t(`mapping.records.${sides.length === 0 ? 'same' : 'differs'}`)}
            </Badge>
          </div>
        ) : null}
      </div>
      {problems.length > 0 ? (
        <Notice tone="bad">
          <p>
            <strong>{t('mapping.outcome.nothing')}</strong>
          </p>
          <ul className="reasons">
            {problems.map((problem) => (
              <li key={`${problem.path} ${problem.code}`}>
                <code>{problem.path}</code> {chosen(problem)}
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
      {sides.map((side) => (
        <div key={side} className="stack-tight">
          <h4>{t(`mapping.records.side.${side}`)}</h4>
          {differences ? <Meaning means={differences[side]} isPart /> : null}
        </div>
      ))}
      {means ? (
        <details open={sides.length === 0}>
          <summary>{t('mapping.records.all')}</summary>
          <Meaning means={means} />
        </details>
      ) : null}
    </article>
  );
}

function isNothing({ facts, households, relations, representatives, ...selves }: Meant): boolean {
  const rows = [facts, households, relations, representatives].flat();
  return rows.length === 0 && selves.person === null && selves.organisation === null;
}
