import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Loaded } from '../../features/api/Loaded.tsx';
import { MoreButton } from '../../features/api/MoreButton.tsx';
import { formatInstant, formatNumber } from '../../features/language/formats.ts';
import { chosen } from '../../features/language/start-language.ts';
import type { Step } from '../../features/officials/use-step.ts';
import { Button } from '../../ui/Button.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { type Intake, quarantineQuery } from './exchange-api.ts';
import { WaitingSnapshot } from './WaitingSnapshot.tsx';

interface Props {
  dataSet: Intake;
  mayDecide: boolean;
  step: Step;
}

/** Where on the page a data set stands, for links to it. */
export function intakeId(dataSet: string): string {
  return dataSet.replace('@', '-');
}

/** What comes in for one data set: what is held, what waits for a decision, what was refused and why. */
export function IntakePanel({ dataSet, mayDecide, step }: Props) {
  const { t } = useTranslation();
  const { code, version, name, records, quarantined, waiting } = dataSet;
  const id = intakeId(`${code}@${version}`);
  const [isOpen, setOpen] = useState(false);
  return (
    <article className="panel stack" aria-labelledby={id}>
      <div className="stack-tight">
        <h3 id={id} tabIndex={-1}>
          {chosen(name)}
        </h3>
        <p className="soft small">{`${code}@${version}`}</p>
      </div>
      {waiting.map((upload) => (
        <WaitingSnapshot
          key={upload.id}
          dataSet={dataSet}
          upload={upload}
          mayDecide={mayDecide}
          step={step}
        />
      ))}
      <Facts
        rows={[
          [t('intake.records'), formatNumber(records)],
          [t('intake.quarantined'), formatNumber(quarantined)],
        ]}
      />
      {quarantined > 0 && !isOpen ? (
        <div>
          <Button aria-describedby={id} onPress={() => setOpen(true)}>
            {t('intake.showReasons')}
          </Button>
        </div>
      ) : null}
      {isOpen ? <Reasons dataSet={dataSet} /> : null}
    </article>
  );
}

function Reasons({ dataSet }: { dataSet: Intake }) {
  const { t } = useTranslation();
  const found = useInfiniteQuery(quarantineQuery(dataSet));
  return (
    <section className="stack-tight" aria-label={t('intake.reasons')}>
      <p className="soft small">{t('intake.mend')}</p>
      <Loaded query={found}>
        {({ pages }) => (
          <ul className="plain-list stack">
            {pages
              .flatMap((page) => page.records)
              .map(({ id, upload, line, problems, receivedAt }) => (
                <li key={id} className="stack-tight">
                  <strong>
                    {upload === null
                      ? t('intake.single')
                      : t('intake.line', { upload, line: line ?? '–' })}
                  </strong>
                  <span className="soft small">{formatInstant(receivedAt)}</span>
                  <ul className="reasons">
                    {problems.map((problem) => (
                      <li key={`${problem.path} ${problem.en}`}>
                        {problem.path === '' ? '' : `${problem.path}: `}
                        {chosen(problem)}
                      </li>
                    ))}
                  </ul>
                </li>
              ))}
          </ul>
        )}
      </Loaded>
      <MoreButton query={found} />
    </section>
  );
}
