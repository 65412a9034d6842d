import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Loaded } from '../../features/api/Loaded.tsx';
import { chosen } from '../../features/language/start-language.ts';
import { dayAfter } from '../../features/mandates/day-after.ts';
import { StepOutcome } from '../../features/officials/StepOutcome.tsx';
import { useStep } from '../../features/officials/use-step.ts';
import { Button } from '../../ui/Button.tsx';
import { SelectInput } from '../../ui/SelectInput.tsx';
import { TextInput } from '../../ui/TextInput.tsx';
import { ALL_GRANTS, proposeGrant, reliefsQuery } from './granting-api.ts';

const EMPTY = { personalCode: '', relief: '', from: '', lastDay: '', reason: '' };
const REASON_MIN = 5;

/** Proposes that a person has a relief of the grantor, named by its code. What was entered stays until it is taken. */
export function GrantForm({ grantor }: { grantor: string }) {
  const { t } = useTranslation();
  const [form, setForm] = useState(EMPTY);
  const step = useStep(ALL_GRANTS);
  const { personalCode, relief, from, reason } = form;
  const to = dayAfter(form.lastDay);
  const isWhole = personalCode !== '' && relief !== '' && from !== '' && to !== null;
  function submit(event: FormEvent) {
    event.preventDefault();
    if (!isWhole || reason.trim().length < REASON_MIN) return;
    const take = () => proposeGrant({ personalCode, relief, from, to, reason });
    step.mutate({ take, done: t('grants.propose.done') }, { onSuccess: () => setForm(EMPTY) });
  }
  const set = (field: keyof typeof EMPTY) => (value: string) =>
    setForm({ ...form, [field]: value });
  return (
    <section className="panel stack" aria-labelledby="propose-grant">
      <h2 id="propose-grant">{t('grants.propose.title')}</h2>
      <form className="stack" onSubmit={submit}>
        <TextInput
          label={t('grants.propose.code')}
          hint={t('grants.propose.codeHint')}
          value={personalCode}
          maxLength={12}
          autoComplete="off"
          onChange={set('personalCode')}
        />
        <ReliefSelect grantor={grantor} value={relief} onChange={set('relief')} />
        <TextInput type="date" label={t('grants.from')} value={from} onChange={set('from')} />
        <TextInput
          type="date"
          label={t('grants.lastDay')}
          value={form.lastDay}
          onChange={set('lastDay')}
        />
        <TextInput
          label={t('grants.reason')}
          hint={t('grants.propose.reasonHint')}
          value={reason}
          maxLength={1_000}
          autoComplete="off"
          onChange={set('reason')}
        />
        <StepOutcome step={step} />
        <div>
          <Button
            type="submit"
            variant="primary"
            isDisabled={!isWhole || reason.trim().length < REASON_MIN || step.isPending}
          >
            {t('grants.propose.verb')}
          </Button>
        </div>
      </form>
    </section>
  );
}

interface SelectProps {
  grantor: string;
  value: string;
  onChange(code: string): void;
}

/** What the grantor alone gives. */
function ReliefSelect({ grantor, value, onChange }: SelectProps) {
  const { t } = useTranslation();
  const reliefs = useQuery(reliefsQuery);
  return (
    <Loaded query={reliefs}>
      {({ reliefs: all }) => (
        <SelectInput
          label={t('grants.propose.relief')}
          value={value}
          options={[
            ['', ''],
            ...all
              .filter((one) => one.grantorCode === grantor)
              .map(({ code, name }) => [code, chosen(name)] as const),
          ]}
          onChange={onChange}
        />
      )}
    </Loaded>
  );
}
