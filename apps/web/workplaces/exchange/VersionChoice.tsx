import { useTranslation } from 'react-i18next';
import { formatDay } from '../../features/language/formats.ts';
import type { CataloguedDataSet } from './catalogue-api.ts';

interface Props {
  dataSet: CataloguedDataSet;
  chosen: readonly number[];
  onChange(versions: readonly number[]): void;
}

/** Which published versions are asked for: the one that was looked at, and others beside it. */
export function VersionChoice({ dataSet: { version: own, versions }, chosen, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <fieldset className="stack-tight plain-group">
      <legend>{t('apply.versions')}</legend>
      <p className="hint measure">{t('apply.versionsHint')}</p>
      {versions.map(({ version, endsOn }) => (
        <label key={version} className="check">
          <input
            type="checkbox"
            checked={chosen.includes(version)}
            disabled={version === own}
            onChange={({ target }) =>
              onChange(
                versions
                  .map((one) => one.version)
                  .filter((one) => (one === version ? target.checked : chosen.includes(one))),
              )
            }
          />
          <span>
            {t('apply.version', { version })}
            {endsOn === null ? null : (
              <span className="soft">, {t('dataSets.endsOnDay', { day: formatDay(endsOn) })}</span>
            )}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
