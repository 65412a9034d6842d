import { useTranslation } from 'react-i18next';
import { formatNumber } from '../../features/language/formats.ts';
import { Meter } from '../../ui/Meter.tsx';
import type { WaitingUpload } from './exchange-api.ts';

/** How much of what is held a waiting snapshot would remove and change, and in which fields. */
export function SnapshotShares({ records, upload }: { records: number; upload: WaitingUpload }) {
  const { t } = useTranslation();
  const { removed, changed, sample } = upload;
  const share = (label: string, part: number, of: number) => {
    if (part === 0) return null;
    const text = t('intake.guard.share', { part: formatNumber(part), records: formatNumber(of) });
    return <Meter key={label} label={label} text={text} left={part} of={of} tone="bad" />;
  };
  return (
    <div className="stack-tight">
      {share(t('intake.guard.removed'), removed, records)}
      {share(t('intake.guard.changed'), changed, records)}
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
