import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNotice } from '../../features/api/ProblemNotice.tsx';
import { ActChoice, type MandateAct, PERSON_ACTS } from '../../features/mandates/ActChoice.tsx';
import { dayAfter } from '../../features/mandates/day-after.ts';
import { MayPassOn } from '../../features/mandates/MayPassOn.tsx';
import { NamedFields } from '../../features/mandates/NamedFields.tsx';
import { Button } from '../../ui/Button.tsx';
import { FileInput } from '../../ui/FileInput.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { TextInput } from '../../ui/TextInput.tsx';
import { enterMandate } from './office-api.ts';

const NOBODY = { name: '', personalCode: '' };
const EMPTY = {
  ...{ giver: NOBODY, holder: NOBODY, acts: [] as MandateAct[] },
  ...{ lastDay: '', mayPassOn: false },
};

/** An agent enters a mandate that a client gave on paper. What was entered stays until it is taken. */
export function PaperMandateForm() {
  const { t } = useTranslation();
  const [form, setForm] = useState(EMPTY);
  const [scan, setScan] = useState<File>();
  const [entered, setEntered] = useState(0);
  const work = useMutation({
    mutationFn: enterMandate,
    onSuccess: () => {
      setForm(EMPTY);
      setScan(undefined);
      setEntered(entered + 1);
    },
  });
  const { giver, holder, acts, lastDay, mayPassOn } = form;
  const fields = [giver.name, giver.personalCode, holder.name, holder.personalCode];
  const isWhole = fields.every((field) => field !== '') && acts.length > 0;
  function submit(event: FormEvent) {
    event.preventDefault();
    const mandate = { giver, holder, acts, mayPassOn, validTo: dayAfter(lastDay) };
    if (isWhole && scan) work.mutate({ mandate, scan });
  }
  return (
    <section className="panel stack" aria-labelledby="paper-mandate">
      <h2 id="paper-mandate">{t('office.paper.title')}</h2>
      <p>{t('office.paper.lead')}</p>
      <form className="stack" onSubmit={submit}>
        {(['giver', 'holder'] as const).map((who) => (
          <fieldset key={who} className="stack-tight plain-group">
            <legend>{t(`office.paper.${who}`)}</legend>
            <NamedFields
              named={form[who]}
              onChange={(named) => setForm({ ...form, [who]: named })}
            />
          </fieldset>
        ))}
        <ActChoice
          offered={PERSON_ACTS}
          acts={acts}
          onChange={(chosen) => setForm({ ...form, acts: chosen })}
        />
        <TextInput
          type="date"
          label={t('mandates.give.lastDay')}
          hint={t('mandates.give.lastDayHint')}
          value={lastDay}
          onChange={(day) => setForm({ ...form, lastDay: day })}
        />
        <MayPassOn mayPassOn={mayPassOn} onChange={(may) => setForm({ ...form, mayPassOn: may })} />
        <FileInput
          key={entered}
          label={t('office.paper.scan')}
          hint={t('office.paper.scanHint')}
          accept="application/pdf,image/jpeg,image/png"
          onChange={setScan}
        />
        {work.isError ? <ProblemNotice problem={work.error} /> : null}
        {work.isSuccess ? <Notice role="status">{t('office.paper.done')}</Notice> : null}
        <div>
          <Button type="submit" variant="primary" isDisabled={!isWhole || !scan || work.isPending}>
            {t('office.paper.verb')}
          </Button>
        </div>
      </form>
    </section>
  );
}
