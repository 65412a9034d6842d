import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNotice } from '../../features/api/ProblemNotice.tsx';
import { Button } from '../../ui/Button.tsx';
import { RadioGroup } from '../../ui/RadioGroup.tsx';
import { SelectInput } from '../../ui/SelectInput.tsx';
import { TextAreaInput } from '../../ui/TextAreaInput.tsx';
import { tryMapping } from './mapping-api.ts';
import { TriedOutcome } from './TriedOutcome.tsx';

const ROWS = 14;
const COUNTS = ['10', '20', '50', '100'] as const;
type Count = (typeof COUNTS)[number];

interface Props {
  mapping: string;
  examples: string;
  /** The official is of an institution, and may read the records of its own data sets. */
  mayReadRecords: boolean;
}

/** A mapping, tried on examples or on records that are held; nothing of it is kept. */
export function MappingForm({ mayReadRecords, ...begin }: Props) {
  const { t } = useTranslation();
  const [mapping, setMapping] = useState(begin.mapping);
  const [examples, setExamples] = useState(begin.examples);
  const [on, setOn] = useState<'examples' | 'records'>('examples');
  const [count, setCount] = useState<Count>('20');
  const trying = useMutation({ mutationFn: tryMapping });
  function submit(event: FormEvent) {
    event.preventDefault();
    const what = on === 'examples' ? { examples } : { records: Number(count) };
    if (!trying.isPending) trying.mutate({ mapping, ...what });
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
          {mayReadRecords ? (
            <RadioGroup
              label={t('mapping.try.on')}
              value={on}
              options={[
                ['examples', t('mapping.try.onExamples')],
                ['records', t('mapping.try.onRecords')],
              ]}
              onChange={setOn}
            />
          ) : null}
          {on === 'examples' ? (
            <TextAreaInput
              label={t('mapping.try.examples')}
              hint={t('mapping.try.examplesHint')}
              rows={ROWS}
              value={examples}
              onChange={setExamples}
            />
          ) : (
            <RecordsChoice count={count} onChange={setCount} />
          )}
          <div>
            <Button type="submit" variant="primary" isDisabled={trying.isPending}>
              {t('mapping.try.verb')}
            </Button>
          </div>
        </form>
        {trying.isError ? <ProblemNotice problem={trying.error} /> : null}
      </section>
      {trying.data ? (
        <TriedOutcome key={trying.submittedAt} tested={trying.data} sent={trying.variables} />
      ) : null}
    </>
  );
}

/** On how many records; and what follows from reading them. */
function RecordsChoice({ count, onChange }: { count: Count; onChange(count: Count): void }) {
  const { t } = useTranslation();
  return (
    <>
      <SelectInput
        label={t('mapping.try.records')}
        value={count}
        options={COUNTS.map((one) => [one, one])}
        onChange={onChange}
      />
      <p className="soft measure">{t('mapping.try.recordsTold')}</p>
    </>
  );
}
