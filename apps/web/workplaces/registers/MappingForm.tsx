import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNotice } from '../../features/api/ProblemNotice.tsx';
import { chosen } from '../../features/language/start-language.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { TextAreaInput } from '../../ui/TextAreaInput.tsx';
import { type Tested, testMapping } from './mapping-api.ts';
import { TextProblems } from './TextProblems.tsx';
import { TriedExamplePanel } from './TriedExamplePanel.tsx';

const ROWS = 14;

/** A mapping and examples of records, tried together; nothing of them is kept. */
export function MappingForm(begin: { mapping: string; examples: string }) {
  const { t } = useTranslation();
  const [mapping, setMapping] = useState(begin.mapping);
  const [examples, setExamples] = useState(begin.examples);
  const trying = useMutation({ mutationFn: testMapping });
  function submit(event: FormEvent) {
    event.preventDefault();
    if (!trying.isPending) trying.mutate({ mapping, examples });
  }
  return (
    <>
      <section className="panel stack" aria-labelledby="try">
        <div className="stack-tight">
          <h2 id="try">{t('mapping.try.title')}</h2>
          <p className="soft measure">{t('mapping.try.lead')}</p>
          <p className="soft measure">{t('mapping.try.force')}</p>
        </div>
        <form className="stack" onSubmit={submit}>
          <TextAreaInput
            label={t('mapping.try.mapping')}
            hint={t('mapping.try.mappingHint')}
            rows={ROWS}
            value={mapping}
            onChange={setMapping}
          />
          <TextAreaInput
            label={t('mapping.try.examples')}
            hint={t('mapping.try.examplesHint')}
            rows={ROWS}
            value={examples}
            onChange={setExamples}
          />
          <div>
            <Button type="submit" variant="primary" isDisabled={trying.isPending}>
              {t('mapping.try.verb')}
            </Button>
          </div>
        </form>
        {trying.isError ? <ProblemNotice problem={trying.error} /> : null}
      </section>
      {trying.data ? (
        <Outcome key={trying.submittedAt} tested={trying.data} sent={trying.variables} />
      ) : null}
    </>
  );
}

interface OutcomeProps {
  tested: Tested;
  /** The texts as they were tried. */
  sent: { mapping: string; examples: string };
}

/** It takes the focus: it stands below what was pressed. */
function Outcome({ tested, sent }: OutcomeProps) {
  const { t } = useTranslation();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const { problems, exampleProblems, refusal, examples } = tested;
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
      <TextProblems title={t('mapping.outcome.problems')} problems={problems} text={sent.mapping} />
      <TextProblems
        title={t('mapping.outcome.exampleProblems')}
        problems={exampleProblems}
        text={sent.examples}
      />
      {examples.map((example) => (
        <TriedExamplePanel
          key={`${example.line} ${example.name}`}
          example={example}
          text={sent.examples}
        />
      ))}
    </section>
  );
}
