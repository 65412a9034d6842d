import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatInstant, formatNumber } from '../../features/language/formats.ts';
import type { Step } from '../../features/officials/use-step.ts';
import { Button } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../../ui/ConfirmDialog.tsx';
import { Meter } from '../../ui/Meter.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { confirmUpload, type Intake, refuseUpload, type WaitingUpload } from './exchange-api.ts';

interface Props {
  dataSet: Intake;
  upload: WaitingUpload;
  mayDecide: boolean;
  step: Step;
}

/** The guard's question: a snapshot removes, changes or adds so many that it may be a wrong one. Nothing is guessed. */
export function WaitingSnapshot({ dataSet, upload, mayDecide, step }: Props) {
  const { t } = useTranslation();
  const [isAsked, setAsked] = useState(false);
  const { id, takenAt, lines, removed, changed, added } = upload;
  const counts = {
    removed: formatNumber(removed),
    changed: formatNumber(changed),
    added: formatNumber(added),
    records: formatNumber(dataSet.records),
    lines: formatNumber(lines),
  };
  return (
    <Notice tone="warn">
      <p>
        <strong>{t('intake.guard.title')}</strong>
      </p>
      <p>{t('intake.guard.text', { ...counts, upload: id, taken: formatInstant(takenAt) })}</p>
      <Shares records={dataSet.records} upload={upload} />
      {step.isPending ? (
        <p className="loading" role="status">
          {t('intake.guard.working')}
        </p>
      ) : null}
      {mayDecide ? (
        <div className="row">
          <Button
            variant="primary"
            isDisabled={step.isPending}
            onPress={() =>
              step.mutate({
                take: () => refuseUpload(dataSet, id),
                done: t('intake.guard.refused'),
              })
            }
          >
            {t('intake.guard.refuse')}
          </Button>
          <Button variant="danger" isDisabled={step.isPending} onPress={() => setAsked(true)}>
            {t('intake.guard.letIn')}
          </Button>
        </div>
      ) : (
        <p>{t('intake.guard.reviewer')}</p>
      )}
      <ConfirmDialog
        isOpen={isAsked}
        title={t('intake.guard.askTitle')}
        verb={t('intake.guard.letIn')}
        isDangerous
        isBusy={step.isPending}
        onClose={() => setAsked(false)}
        onConfirm={() => {
          setAsked(false);
          step.mutate({
            take: () => confirmUpload(dataSet, upload),
            done: t('intake.guard.letInDone'),
          });
        }}
      >
        <p>{t('intake.guard.askText', counts)}</p>
      </ConfirmDialog>
    </Notice>
  );
}

/** How much of what is held a waiting snapshot would remove, change and add to, and in which fields. */
function Shares({ records, upload }: { records: number; upload: WaitingUpload }) {
  const { t } = useTranslation();
  const { removed, changed, added, sample } = upload;
  const meter = (label: string, text: string, left: number, of: number) =>
    left === 0 ? null : <Meter key={label} {...{ label, text, left, of }} tone="bad" />;
  const share = (label: string, part: number, of: number) => {
    const counts = { part: formatNumber(part), records: formatNumber(of) };
    return meter(label, t('intake.guard.share', counts), part, of);
  };
  const growth = { part: formatNumber(added), records: formatNumber(records) };
  return (
    <div className="stack-tight">
      {share(t('intake.guard.removed'), removed, records)}
      {share(t('intake.guard.changed'), changed, records)}
      {meter(t('intake.guard.added'), t('intake.guard.growth', growth), added, records + added)}
      {sample && sample.fields.length > 0 ? (
        <>
          <p>{t('intake.guard.sample', { compared: formatNumber(sample.records) })}</p>
          {sample.fields.flatMap((field) => [
            share(t('intake.guard.emptied', field), field.emptied, sample.records),
            share(t('intake.guard.altered', field), field.changed, sample.records),
          ])}
        </>
      ) : null}
    </div>
  );
}
