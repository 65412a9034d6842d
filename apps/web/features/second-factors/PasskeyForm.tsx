import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { TextInput } from '../../ui/TextInput.tsx';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { canMakePasskeys, makePasskey, NoPasskey } from './second-factors.ts';

/** Makes a passkey in this browser, if it can. */
export function PasskeyForm({ onDone }: { onDone(): Promise<void> }) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const work = useMutation({
    mutationFn: makePasskey,
    onSuccess: async () => {
      setName('');
      await onDone();
    },
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    if (name.trim() !== '') work.mutate(name);
  }
  return (
    <section className="panel stack" aria-labelledby="passkey">
      <h2 id="passkey">{t('factors.passkey.title')}</h2>
      <p className="soft measure">{t('factors.passkey.text')}</p>
      {canMakePasskeys() ? (
        <form className="stack" onSubmit={submit}>
          <TextInput
            label={t('factors.name')}
            hint={t('factors.nameHint')}
            value={name}
            maxLength={60}
            onChange={setName}
          />
          {work.error instanceof NoPasskey ? (
            <Notice tone="bad" role="alert">
              {t('factors.passkey.failed')}
            </Notice>
          ) : work.isError ? (
            <ProblemNotice problem={work.error} />
          ) : null}
          {work.isSuccess ? <Notice role="status">{t('factors.done')}</Notice> : null}
          <div>
            <Button
              type="submit"
              variant="primary"
              isDisabled={name.trim() === '' || work.isPending}
            >
              {t('factors.passkey.verb')}
            </Button>
          </div>
        </form>
      ) : (
        <p>{t('factors.passkey.impossible')}</p>
      )}
    </section>
  );
}
