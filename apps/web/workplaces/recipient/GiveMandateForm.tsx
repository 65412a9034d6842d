import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNotice } from '../../features/api/ProblemNotice.tsx';
import { ConfirmAct } from '../../features/confirmations/ConfirmAct.tsx';
import type { Confirmation } from '../../features/confirmations/confirmations.ts';
import { currentLanguage } from '../../features/language/start-language.ts';
import { ActChoice, type MandateAct, PERSON_ACTS } from '../../features/mandates/ActChoice.tsx';
import { dayAfter } from '../../features/mandates/day-after.ts';
import { MayPassOn } from '../../features/mandates/MayPassOn.tsx';
import { NamedFields } from '../../features/mandates/NamedFields.tsx';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { TextInput } from '../../ui/TextInput.tsx';
import {
  beginMandate,
  type Giver,
  giveMandate,
  type Mandate,
  mandatesQuery,
  type NewMandate,
} from './mandates-api.ts';

const ACTS: Record<Giver, readonly MandateAct[]> = {
  recipient: PERSON_ACTS,
  organisation: ['see-mandates', 'use-services'],
};
const EMPTY = {
  ...{ personalCode: '', name: '', acts: [] as MandateAct[] },
  ...{ lastDay: '', mayPassOn: false },
};

interface Props {
  giver: Giver;
  /** The held mandate that is passed on; absent: one is given for the own matters. */
  passedOn?: Mandate | undefined;
  /** Back from passing on. */
  onBack(): void;
}

/** Gives or passes on a mandate, once it is confirmed. What was entered stays until it is given. */
export function GiveMandateForm({ giver, passedOn, onBack }: Props) {
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
    if (isWhole) work.mutate(mandateOf(form, passedOn));
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
      <Title passedOn={passedOn} />
      <form className="stack" onSubmit={submit}>
        <MandateFields form={form} giver={giver} passedOn={passedOn} onChange={setForm} />
        {work.isError ? <ProblemNotice problem={work.error} /> : null}
        {isGiven ? <Notice role="status">{t('mandates.give.done')}</Notice> : null}
        <div className="row">
          <Button type="submit" variant="primary" isDisabled={!isWhole || work.isPending}>
            {t(passedOn ? 'mandates.passOn.verb' : 'mandates.give.verb')}
          </Button>
          {passedOn ? (
            <Button variant="quiet" onPress={onBack}>
              {t('action.back')}
            </Button>
          ) : null}
        </div>
      </form>
    </section>
  );
}

/** Takes the focus when something is passed on: the form stands far below what was pressed. */
function Title({ passedOn }: { passedOn: Mandate | undefined }) {
  const { t } = useTranslation();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (passedOn) heading.current?.focus();
  }, [passedOn]);
  const title = passedOn ? 'mandates.passOn.title' : 'mandates.give.title';
  return (
    <h2 id="give-mandate" ref={heading} tabIndex={-1}>
      {t(title, { giver: giverOf(passedOn) })}
    </h2>
  );
}

interface FieldsProps {
  form: typeof EMPTY;
  giver: Giver;
  passedOn: Mandate | undefined;
  onChange(form: typeof EMPTY): void;
}

/** To whom, for what, until when. What is passed on goes no further. */
function MandateFields({ form, giver, passedOn, onChange }: FieldsProps) {
  const { t } = useTranslation();
  return (
    <>
      <NamedFields named={form} onChange={(named) => onChange({ ...form, ...named })} />
      <ActChoice
        offered={passedOn?.acts ?? ACTS[giver]}
        acts={form.acts}
        onChange={(acts) => onChange({ ...form, acts })}
      />
      <TextInput
        type="date"
        label={t('mandates.give.lastDay')}
        hint={t(passedOn ? 'mandates.passOn.lastDayHint' : 'mandates.give.lastDayHint')}
        value={form.lastDay}
        onChange={(lastDay) => onChange({ ...form, lastDay })}
      />
      {passedOn ? null : (
        <MayPassOn
          mayPassOn={form.mayPassOn}
          onChange={(mayPassOn) => onChange({ ...form, mayPassOn })}
        />
      )}
    </>
  );
}

/** What is passed on ends, when no day is entered, with the held one. */
function mandateOf(form: typeof EMPTY, passedOn: Mandate | undefined): NewMandate {
  const { personalCode, name, acts, lastDay, mayPassOn } = form;
  const validTo = dayAfter(lastDay) ?? passedOn?.validTo ?? null;
  const passedFromId = passedOn?.id ?? null;
  return { holder: { personalCode, name }, acts, validTo, mayPassOn, passedFromId };
}

function giverOf(mandate: Mandate | undefined): string {
  return mandate?.organisation?.[currentLanguage()] ?? mandate?.giver ?? '';
}
