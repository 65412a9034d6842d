import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNotice } from '../../features/api/ProblemNotice.tsx';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { TextInput } from '../../ui/TextInput.tsx';
import { ConfirmMandate } from './ConfirmMandate.tsx';
import {
  beginMandate,
  type Confirmation,
  type Giver,
  type MandateAct,
  mandatesQuery,
  type NewMandate,
} from './mandates-api.ts';

const ACTS: Record<Giver, readonly MandateAct[]> = {
  recipient: ['see-reliefs', 'see-transactions', 'manage-means'],
  organisation: ['see-mandates', 'use-services'],
};
const EMPTY = { personalCode: '', name: '', acts: [] as MandateAct[], lastDay: '' };
const DAY_MS = 86_400_000;

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
    const steps = { giver, onAsked: setAsked, onGiven: finish, onBack: () => setAsked(undefined) };
    return <ConfirmMandate key={asked.confirmation.id} {...asked} {...steps} />;
  }
  return (
    <section className="panel stack" aria-labelledby="give-mandate">
      <h2 id="give-mandate">{t('mandates.give.title')}</h2>
      <form className="stack" onSubmit={submit}>
        <TextInput
          label={t('mandates.give.name')}
          hint={t('mandates.give.nameHint')}
          value={form.name}
          maxLength={200}
          autoComplete="off"
          onChange={(name) => setForm({ ...form, name })}
        />
        <TextInput
          label={t('mandates.give.code')}
          hint={t('mandates.give.codeHint')}
          value={form.personalCode}
          maxLength={12}
          autoComplete="off"
          onChange={(personalCode) => setForm({ ...form, personalCode })}
        />
        <ActChoice giver={giver} acts={form.acts} onChange={(acts) => setForm({ ...form, acts })} />
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

function ActChoice(props: {
  giver: Giver;
  acts: MandateAct[];
  onChange(acts: MandateAct[]): void;
}) {
  const { t } = useTranslation();
  const offered = ACTS[props.giver];
  return (
    <fieldset className="stack-tight plain-group">
      <legend>{t('mandates.give.acts')}</legend>
      {offered.map((act) => (
        <label key={act} className="check">
          <input
            type="checkbox"
            checked={props.acts.includes(act)}
            onChange={({ target }) =>
              props.onChange(
                offered.filter((one) => (one === act ? target.checked : props.acts.includes(one))),
              )
            }
          />
          {t(`mandates.acts.${act}`)}
        </label>
      ))}
    </fieldset>
  );
}

/** People state the last day; the server takes the first one after it. */
function mandateOf({ personalCode, name, acts, lastDay }: typeof EMPTY): NewMandate {
  const after = lastDay && new Date(Date.parse(`${lastDay}T00:00:00Z`) + DAY_MS);
  return {
    ...{ holder: { personalCode, name }, acts },
    validTo: after ? after.toISOString().slice(0, 10) : null,
  };
}
