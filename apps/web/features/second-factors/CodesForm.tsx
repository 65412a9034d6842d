import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { QrCode } from '../../ui/QrCode.tsx';
import { TextInput } from '../../ui/TextInput.tsx';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { type BegunCodes, beginCodes, finishCodes } from './second-factors.ts';

/** Enrols one-time codes: a seed for the telephone first, then a first code of it. */
export function CodesForm({ onDone }: { onDone(): Promise<void> }) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const begin = useMutation({ mutationFn: beginCodes });
  const finish = useMutation({
    mutationFn: finishCodes,
    onSuccess: async () => {
      setName('');
      begin.reset();
      await onDone();
    },
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    finish.reset();
    if (name.trim() !== '') begin.mutate(name);
  }
  return (
    <section className="panel stack" aria-labelledby="codes">
      <h2 id="codes">{t('factors.codes.title')}</h2>
      {begin.data ? (
        <FirstCode begun={begin.data} work={finish} />
      ) : (
        <form className="stack" onSubmit={submit}>
          <TextInput
            label={t('factors.name')}
            hint={t('factors.nameHint')}
            value={name}
            maxLength={60}
            onChange={setName}
          />
          {begin.isError ? <ProblemNotice problem={begin.error} /> : null}
          {finish.isSuccess ? <Notice role="status">{t('factors.done')}</Notice> : null}
          <div>
            <Button
              type="submit"
              variant="primary"
              isDisabled={name.trim() === '' || begin.isPending}
            >
              {t('factors.codes.verb')}
            </Button>
          </div>
        </form>
      )}
    </section>
  );
}

interface FirstCodeProps {
  begun: BegunCodes;
  work: {
    mutate(of: { id: string; code: string }): void;
    isPending: boolean;
    isError: boolean;
    error: unknown;
  };
}

function FirstCode({ begun, work }: FirstCodeProps) {
  const { t } = useTranslation();
  const [code, setCode] = useState('');
  const isWhole = /^\d{6}$/.test(code);
  function submit(event: FormEvent) {
    event.preventDefault();
    if (isWhole) work.mutate({ id: begun.id, code });
  }
  return (
    <form className="stack" onSubmit={submit}>
      <p>{t('factors.codes.scan')}</p>
      <div className="code">
        <QrCode text={begun.address} label={t('factors.codes.qr')} />
      </div>
      <p>{begun.seed.replace(/(.{4})/g, '$1 ').trim()}</p>
      <TextInput
        label={t('factors.codes.code')}
        inputMode="numeric"
        autoComplete="one-time-code"
        value={code}
        maxLength={6}
        onChange={setCode}
      />
      {work.isError ? <ProblemNotice problem={work.error} /> : null}
      <div>
        <Button type="submit" variant="primary" isDisabled={!isWhole || work.isPending}>
          {t('factors.codes.finish')}
        </Button>
      </div>
    </form>
  );
}
