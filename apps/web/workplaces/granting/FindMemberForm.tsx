import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNotice } from '../../features/api/ProblemNotice.tsx';
import { formatDay, formatLastDay } from '../../features/language/formats.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { TextInput } from '../../ui/TextInput.tsx';
import { findMember } from './granting-api.ts';

/** Whether one person is in the group. Nobody reads the members as a list. */
export function FindMemberForm({ group }: { group: string }) {
  const { t } = useTranslation();
  const [personalCode, setPersonalCode] = useState('');
  const work = useMutation({ mutationFn: () => findMember(group, personalCode) });
  function submit(event: FormEvent) {
    event.preventDefault();
    if (personalCode !== '') work.mutate();
  }
  return (
    <section className="panel stack" aria-labelledby="find-member">
      <h2 id="find-member">{t('groups.find.title')}</h2>
      <form className="stack" onSubmit={submit}>
        <TextInput
          label={t('groups.find.code')}
          hint={t('groups.find.codeHint')}
          value={personalCode}
          maxLength={12}
          autoComplete="off"
          onChange={(code) => {
            setPersonalCode(code);
            work.reset();
          }}
        />
        {work.isError ? <ProblemNotice problem={work.error} /> : null}
        {work.data ? <Found memberships={work.data.memberships} /> : null}
        <div>
          <Button type="submit" isDisabled={personalCode === '' || work.isPending}>
            {t('groups.find.verb')}
          </Button>
        </div>
      </form>
    </section>
  );
}

type Memberships = Awaited<ReturnType<typeof findMember>>['memberships'];

function Found({ memberships }: { memberships: Memberships }) {
  const { t } = useTranslation();
  if (memberships.length === 0) {
    return (
      <Notice role="status" tone="warn">
        {t('groups.find.never')}
      </Notice>
    );
  }
  return (
    <Notice role="status">
      <ul className="plain-list stack-tight">
        {memberships.map(({ from, to, consentAt }) => (
          <li key={from}>
            {to === null
              ? t('groups.find.open', { from: formatDay(from) })
              : t('groups.find.ended', { from: formatDay(from), to: formatLastDay(to) })}{' '}
            <span className="soft">{t(`groups.find.by.${consentAt ? 'consent' : 'list'}`)}</span>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
