import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNotice } from '../../features/api/ProblemNotice.tsx';
import { formatNumber } from '../../features/language/formats.ts';
import type { Step } from '../../features/officials/use-step.ts';
import { Button } from '../../ui/Button.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { FileInput } from '../../ui/FileInput.tsx';
import { Meter } from '../../ui/Meter.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { RadioGroup } from '../../ui/RadioGroup.tsx';
import { type ListPreview, type MemberList, previewList, proposeList } from './granting-api.ts';
import { RowProblems } from './RowProblems.tsx';

const MODES = ['snapshot', 'additions'] as const;

/** A list of members: chosen, looked at, and only then proposed. */
export function ListForm({ group, step }: { group: string; step: Step }) {
  const { t } = useTranslation();
  const [mode, setMode] = useState<MemberList['mode']>('snapshot');
  const [file, setFile] = useState<File>();
  const [sent, setSent] = useState(0);
  const preview = useMutation({ mutationFn: previewList });
  const isBusy = preview.isPending || step.isPending;
  function choose(change: () => void) {
    change();
    preview.reset();
  }
  function submit(event: FormEvent) {
    event.preventDefault();
    if (file) preview.mutate({ group, mode, file, onSent: setSent });
  }
  return (
    <section className="panel stack" aria-labelledby="upload">
      <h2 id="upload">{t('lists.upload.title')}</h2>
      <p className="soft measure">{t('lists.upload.lead')}</p>
      <form className="stack" onSubmit={submit}>
        <FileInput
          label={t('lists.upload.file')}
          hint={t('lists.upload.fileHint')}
          accept=".csv,.xlsx"
          onChange={(next) => choose(() => setFile(next))}
        />
        <RadioGroup
          label={t('lists.upload.mode')}
          value={mode}
          options={MODES.map((one) => [one, t(`lists.mode.${one}`)] as const)}
          onChange={(next) => choose(() => setMode(next))}
        />
        {isBusy ? <Sent share={sent} /> : null}
        {preview.isError ? <ProblemNotice problem={preview.error} /> : null}
        <div>
          <Button type="submit" isDisabled={!file || isBusy}>
            {t('lists.upload.preview')}
          </Button>
        </div>
      </form>
      {preview.data && file ? (
        <>
          <Preview preview={preview.data} group={group} />
          <div>
            <Button
              variant="primary"
              isDisabled={!preview.data.isProposable || isBusy}
              onPress={() =>
                step.mutate({
                  take: () => proposeList({ group, mode, file, onSent: setSent }),
                  done: t('lists.upload.done'),
                })
              }
            >
              {t('lists.upload.verb')}
            </Button>
          </div>
        </>
      ) : null}
    </section>
  );
}

/** How much has gone; then the server reads the rows, which nobody can tell beforehand. */
function Sent({ share }: { share: number }) {
  const { t } = useTranslation();
  if (share < 1) {
    const text = `${formatNumber(Math.round(share * 100))} %`;
    return <Meter label={t('lists.upload.sending')} text={text} left={share} of={1} />;
  }
  return (
    <p className="loading" role="status">
      {t('lists.upload.reading')}
    </p>
  );
}

function Preview({ preview, group }: { preview: ListPreview; group: string }) {
  const { t } = useTranslation();
  const { members, held, added, ended, refused, problems, isProposable } = preview;
  return (
    <div className="stack" role="status">
      <h3>{t('lists.preview.title')}</h3>
      <Facts
        rows={[
          [t('lists.members'), formatNumber(members)],
          [t('lists.preview.held'), formatNumber(held)],
          [t('lists.added'), formatNumber(added)],
          [t('lists.ended'), formatNumber(ended)],
          [t('lists.refused'), formatNumber(refused)],
        ]}
      />
      {isProposable ? null : <Notice tone="bad">{t('lists.preview.unreadable')}</Notice>}
      <RowProblems problems={problems} group={group} />
    </div>
  );
}
