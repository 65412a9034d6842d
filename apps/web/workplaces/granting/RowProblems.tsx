import { useTranslation } from 'react-i18next';
import { DownloadLink } from '../../ui/DownloadLink.tsx';
import type { RowProblem } from './granting-api.ts';

/** So many are shown; the others are in the file. */
const SHOWN = 10;

/** What is wrong with rows of a list, by their numbers: to read, and to take along into the sheet. */
export function RowProblems({
  problems,
  group,
}: {
  problems: readonly RowProblem[];
  group: string;
}) {
  const { t } = useTranslation();
  if (problems.length === 0) return null;
  const rows = problems.map(({ row, code }) => `${row};${t(`lists.problem.${code}`)}`);
  const text = [`${t('lists.row')};${t('lists.why')}`, ...rows, ''].join('\r\n');
  return (
    <div className="stack-tight">
      <table className="lines">
        <caption className="only-heard">{t('lists.problems')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('lists.why')}</th>
            <th scope="col">{t('lists.row')}</th>
          </tr>
        </thead>
        <tbody>
          {problems.slice(0, SHOWN).map(({ row, code }) => (
            <tr key={row}>
              <td>{t(`lists.problem.${code}`)}</td>
              <td>{row}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {problems.length > SHOWN ? (
        <p className="soft small">{t('lists.moreProblems', { count: problems.length - SHOWN })}</p>
      ) : null}
      <div>
        <DownloadLink name={`${group}.csv`} text={text}>
          {t('lists.download')}
        </DownloadLink>
      </div>
    </div>
  );
}
