import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { OFFICIAL_ROLES, type OfficialRole } from '../../../../platform/official-role.ts';
import { ProblemNotice } from '../../features/api/ProblemNotice.tsx';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { SelectInput } from '../../ui/SelectInput.tsx';
import { TextInput } from '../../ui/TextInput.tsx';
import { giveRole, type Official, officialsQuery } from './office-api.ts';

/** Gives an official a role until a day; some wait for a second administrator. */
export function GiveRoleForm({ officials }: { officials: readonly Official[] }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [form, setForm] = useState({ id: '', role: 'editor' as OfficialRole, lastDay: '' });
  const work = useMutation({
    mutationFn: giveRole,
    onSuccess: () => queries.invalidateQueries({ queryKey: officialsQuery.queryKey }),
  });
  const isWhole = form.id !== '' && form.lastDay !== '';
  function submit(event: FormEvent) {
    event.preventDefault();
    if (isWhole) work.mutate(form);
  }
  return (
    <section className="panel stack" aria-labelledby="give-role">
      <h3 id="give-role">{t('office.give.title')}</h3>
      <form className="stack" onSubmit={submit}>
        <SelectInput
          label={t('office.give.official')}
          value={form.id}
          options={[['', ''], ...officials.map(({ id, name }) => [id, name] as const)]}
          onChange={(id) => setForm({ ...form, id })}
        />
        <SelectInput
          label={t('office.give.role')}
          value={form.role}
          options={OFFICIAL_ROLES.map((role) => [role, t(`office.role.${role}`)] as const)}
          onChange={(role) => setForm({ ...form, role })}
        />
        <TextInput
          type="date"
          label={t('office.give.lastDay')}
          hint={t('office.give.lastDayHint')}
          value={form.lastDay}
          onChange={(lastDay) => setForm({ ...form, lastDay })}
        />
        {work.isError ? <ProblemNotice problem={work.error} /> : null}
        {work.isSuccess ? <Notice role="status">{t('office.give.done')}</Notice> : null}
        <div>
          <Button type="submit" variant="primary" isDisabled={!isWhole || work.isPending}>
            {t('office.give.verb')}
          </Button>
        </div>
      </form>
    </section>
  );
}
