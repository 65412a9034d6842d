import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNotice } from '../../features/api/ProblemNotice.tsx';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { TextInput } from '../../ui/TextInput.tsx';
import { addOfficial, officialsQuery } from './office-api.ts';

const EMPTY = { name: '', personalCode: '' };

/** Adds an official, who signs on as a person. What was entered stays until it is taken. */
export function AddOfficialForm() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [form, setForm] = useState(EMPTY);
  const work = useMutation({
    mutationFn: addOfficial,
    onSuccess: async () => {
      setForm(EMPTY);
      await queries.invalidateQueries({ queryKey: officialsQuery.queryKey });
    },
  });
  const isWhole = form.name !== '' && form.personalCode !== '';
  function submit(event: FormEvent) {
    event.preventDefault();
    if (isWhole) work.mutate(form);
  }
  return (
    <section className="panel stack" aria-labelledby="add-official">
      <h3 id="add-official">{t('office.add.title')}</h3>
      <form className="stack" onSubmit={submit}>
        <TextInput
          label={t('office.add.name')}
          value={form.name}
          maxLength={100}
          autoComplete="off"
          onChange={(name) => setForm({ ...form, name })}
        />
        <TextInput
          label={t('office.add.code')}
          hint={t('office.add.codeHint')}
          value={form.personalCode}
          maxLength={12}
          autoComplete="off"
          onChange={(personalCode) => setForm({ ...form, personalCode })}
        />
        {work.isError ? <ProblemNotice problem={work.error} /> : null}
        {work.isSuccess ? <Notice role="status">{t('office.add.done')}</Notice> : null}
        <div>
          <Button type="submit" variant="primary" isDisabled={!isWhole || work.isPending}>
            {t('office.add.verb')}
          </Button>
        </div>
      </form>
    </section>
  );
}
