import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { formatNumber } from '../../features/language/formats.ts';
import { chosen } from '../../features/language/start-language.ts';
import { Facts } from '../../ui/Facts.tsx';
import { Notice } from '../../ui/Notice.tsx';
import type { MappingTry, Tested, TestedRecords } from './mapping-api.ts';
import { TextProblems } from './TextProblems.tsx';
import { TriedExamplePanel } from './TriedExamplePanel.tsx';
import { TriedRecordPanel } from './TriedRecordPanel.tsx';

interface Props {
  tested: Tested | TestedRecords;
  /** What was tried, as it was sent. */
  sent: MappingTry;
}

/** What came of trying a mapping. */
export function TriedOutcome({ tested, sent }: Props) {
  return (
    <Outcome tested={tested} text={sent.mapping}>
      {'examples' in tested ? (
        <Examples tested={tested} text={'examples' in sent ? sent.examples : ''} />
      ) : tested.mapping ? (
        <Records tested={tested} />
      ) : null}
    </Outcome>
  );
}

interface OutcomeProps {
  tested: Pick<Tested, 'problems' | 'refusal'>;
  text: string;
  children: ReactNode;
}

/** It takes the focus: it stands below what was pressed. */
function Outcome({ tested: { refusal, problems }, text, children }: OutcomeProps) {
  const { t } = useTranslation();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className="stack" aria-labelledby="outcome">
      <h2 id="outcome" ref={heading} tabIndex={-1}>
        {t('mapping.outcome.title')}
      </h2>
      {refusal ? (
        <Notice tone="warn">
          <p>{chosen(refusal)}</p>
        </Notice>
      ) : null}
      <TextProblems title={t('mapping.outcome.problems')} problems={problems} text={text} />
      {children}
    </section>
  );
}

function Examples({ tested, text }: { tested: Tested; text: string }) {
  const { t } = useTranslation();
  const { exampleProblems, examples } = tested;
  return (
    <>
      <TextProblems
        title={t('mapping.outcome.exampleProblems')}
        problems={exampleProblems}
        text={text}
      />
      {examples.map((example) => (
        <TriedExamplePanel key={`${example.line} ${example.name}`} example={example} text={text} />
      ))}
    </>
  );
}

function Records({ tested }: { tested: TestedRecords }) {
  const { t } = useTranslation();
  const { counts, isCompared, records } = tested;
  if (records.length === 0) return <p className="soft">{t('mapping.records.none')}</p>;
  const ofForce = (count: number) => (isCompared ? formatNumber(count) : null);
  return (
    <>
      <section className="panel stack" aria-label={t('mapping.records.counts')}>
        <Facts
          rows={[
            [t('mapping.records.tried'), formatNumber(counts.records)],
            [t('mapping.records.meaningless'), formatNumber(counts.meaningless)],
            [t('mapping.records.side.new'), ofForce(counts.new)],
            [t('mapping.records.side.other'), ofForce(counts.other)],
            [t('mapping.records.side.gone'), ofForce(counts.gone)],
          ]}
        />
        {isCompared ? null : <p className="soft">{t('mapping.records.notCompared')}</p>}
      </section>
      {records.map((record) => (
        <TriedRecordPanel key={record.key} record={record} />
      ))}
    </>
  );
}
