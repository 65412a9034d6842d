import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNotice } from '../../features/api/ProblemNotice.tsx';
import { formatInstant } from '../../features/language/formats.ts';
import { NamedFields } from '../../features/mandates/NamedFields.tsx';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { RadioGroup } from '../../ui/RadioGroup.tsx';
import { issueDeskCode } from './office-api.ts';

const NOBODY = { name: '', personalCode: '' };
const DOCUMENTS = ['passport', 'identity-card'] as const;

/** An agent gives a client, whose document they saw, a code that is a second factor once. */
export function DeskCodeForm() {
  const { t } = useTranslation();
  const [named, setNamed] = useState(NOBODY);
  const work = useMutation({ mutationFn: issueDeskCode, onSuccess: () => setNamed(NOBODY) });
  const [document, setDocument] = useState<(typeof DOCUMENTS)[number]>();
  const isWhole = named.name !== '' && named.personalCode !== '' && document !== undefined;
  function submit(event: FormEvent) {
    event.preventDefault();
    if (isWhole) work.mutate({ ...named, document });
  }
  return (
    <section className="panel stack" aria-labelledby="desk-code">
      <h2 id="desk-code">{t('office.desk.title')}</h2>
      <p>{t('office.desk.lead')}</p>
      <form className="stack" onSubmit={submit}>
        <NamedFields named={named} onChange={setNamed} />
        <RadioGroup
          label={t('office.desk.document')}
          value={document}
          options={DOCUMENTS.map((one) => [one, t(`office.desk.documents.${one}`)] as const)}
          onChange={setDocument}
        />
        {work.isError ? <ProblemNotice problem={work.error} /> : null}
        {work.data ? (
          <Notice role="status">
            <p>
              <strong>{work.data.code.replace(/^.{5}/, '$& ')}</strong>
            </p>
            <p>{t('office.desk.done', { until: formatInstant(work.data.expiresAt) })}</p>
          </Notice>
        ) : null}
        <div>
          <Button type="submit" variant="primary" isDisabled={!isWhole || work.isPending}>
            {t('office.desk.verb')}
          </Button>
        </div>
      </form>
    </section>
  );
}
