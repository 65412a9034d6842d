import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { StepOutcome } from '../../features/officials/StepOutcome.tsx';
import { useStep } from '../../features/officials/use-step.ts';
import { Button } from '../../ui/Button.tsx';
import { RadioGroup } from '../../ui/RadioGroup.tsx';
import { TextInput } from '../../ui/TextInput.tsx';
import { addGroup, type Group, groupsQuery } from './granting-api.ts';

const EMPTY = { code: '', lv: '', en: '', keptBy: 'list' as Group['keptBy'] };
const KEEPERS = ['list', 'consent'] as const;

/** A new group gives nothing until a condition of a relief asks about it. */
export function AddGroupForm() {
  const { t } = useTranslation();
  const [form, setForm] = useState(EMPTY);
  const step = useStep(groupsQuery.queryKey);
  const { code, lv, en, keptBy } = form;
  const isWhole = /^[a-z0-9]+(-[a-z0-9]+)*$/.test(code) && lv !== '' && en !== '';
  function submit(event: FormEvent) {
    event.preventDefault();
    if (!isWhole) return;
    const take = () => addGroup({ code, name: { lv, en }, keptBy });
    step.mutate({ take, done: t('groups.add.done') }, { onSuccess: () => setForm(EMPTY) });
  }
  const set = (field: 'code' | 'lv' | 'en') => (value: string) =>
    setForm({ ...form, [field]: value });
  return (
    <section className="panel stack" aria-labelledby="add-group">
      <h2 id="add-group">{t('groups.add.title')}</h2>
      <form className="stack" onSubmit={submit}>
        <TextInput label={t('groups.add.lv')} value={lv} maxLength={200} onChange={set('lv')} />
        <TextInput label={t('groups.add.en')} value={en} maxLength={200} onChange={set('en')} />
        <TextInput
          label={t('groups.add.code')}
          hint={t('groups.add.codeHint')}
          value={code}
          maxLength={64}
          onChange={set('code')}
        />
        <RadioGroup
          label={t('groups.add.keptBy')}
          value={keptBy}
          options={KEEPERS.map((one) => [one, t(`groups.keptBy.${one}`)] as const)}
          onChange={(chosen) => setForm({ ...form, keptBy: chosen })}
        />
        <StepOutcome step={step} />
        <div>
          <Button type="submit" variant="primary" isDisabled={!isWhole || step.isPending}>
            {t('groups.add.verb')}
          </Button>
        </div>
      </form>
    </section>
  );
}
