import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNotice } from '../../features/api/ProblemNotice.tsx';
import { ConfirmAct } from '../../features/confirmations/ConfirmAct.tsx';
import type { Confirmation } from '../../features/confirmations/confirmations.ts';
import { ActChoice, type MandateAct, PERSON_ACTS } from '../../features/mandates/ActChoice.tsx';
import { dayAfter } from '../../features/mandates/day-after.ts';
import { NamedFields } from '../../features/mandates/NamedFields.tsx';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { TextInput } from '../../ui/TextInput.tsx';
import {
  beginMandate,
  type Giver,
  giveMandate,
  mandatesQuery,
  type NewMandate,
} from './mandates-api.ts';

const ACTS: Record<Giver, readonly MandateAct[]> = {
  recipient: PERSON_ACTS,
  organisation: ['see-mandates', 'use-services'],
};
const EMPTY = { personalCode: '', name: '', acts: [] as MandateAct[], lastDay: '' };

/** Gives somebody a mandate, once it is confirmed. What was entered stays until it is given. */
export function GiveMandateForm({ giver }: { giver: Giver }) {
  const { t } = useTranslation();
  const [form, setForm] = useState(EMPTY);
  const [asked, setAsked] = useState<{ mandate: NewMandate; confirmation: Confirmation }>();
  const [isGiven, setGiven] = useState(false);
  const queries = useQueryClient();
  const work = useMutation({
    mutationFn: async (mandate: NewMandate) => ({
      mandate,
      confirmation: await beginMandate(giver, mandate),
    }),
    onSuccess: setAsked,
  });
  const isWhole = form.personalCode !== '' && form.name !== '' && form.acts.length > 0;
  function submit(event: FormEvent) {
    event.preventDefault();
    setGiven(false);
    if (isWhole) work.mutate(mandateOf(form));
  }
  async function finish() {
    setAsked(undefined);
    setForm(EMPTY);
    setGiven(true);
    await queries.invalidateQueries({ queryKey: mandatesQuery(giver).queryKey });
  }
  if (asked) {
    const { mandate, confirmation } = asked;
    const of = { act: 'mandate', confirming: giver, confirmation } as const;
    return (
      <div className="panel">
        <ConfirmAct
          key={confirmation.id}
          {...of}
          begin={(means) => beginMandate(giver, mandate, means)}
          carryOut={(confirmationId) => giveMandate(giver, mandate, confirmationId)}
          onAsked={(begun) => setAsked({ mandate, confirmation: begun })}
          onDone={finish}
          onBack={() => setAsked(undefined)}
        />
      </div>
    );
  }
  return (
    <section className="panel stack" aria-labelledby="give-mandate">
      <h2 id="give-mandate">{t('mandates.give.title')}</h2>
      <form className="stack" onSubmit={submit}>
        <NamedFields named={form} onChange={(named) => setForm({ ...form, ...named })} />
        <ActChoice
          offered={ACTS[giver]}
          acts={form.acts}
          onChange={(acts) => setForm({ ...form, acts })}
        />
        <TextInput
          type="date"
          label={t('mandates.give.lastDay')}
          hint={t('mandates.give.lastDayHint')}
          value={form.lastDay}
          onChange={(lastDay) => setForm({ ...form, lastDay })}
        />
        {work.isError ? <ProblemNotice problem={work.error} /> : null}
        {isGiven ? <Notice role="status">{t('mandates.give.done')}</Notice> : null}
        <div>
          <Button type="submit" variant="primary" isDisabled={!isWhole || work.isPending}>
            {t('mandates.give.verb')}
          </Button>
        </div>
      </form>
    </section>
  );
}

function mandateOf({ personalCode, name, acts, lastDay }: typeof EMPTY): NewMandate {
  return { holder: { personalCode, name }, acts, validTo: dayAfter(lastDay) };
}
