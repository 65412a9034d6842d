import { useQuery } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { rigaDay } from '../../../../platform/clock/day.ts';
import { STATEMENT_ROLES } from '../../../../platform/official-role.ts';
import { Loaded } from '../../features/api/Loaded.tsx';
import { formatEuros, formatMonth, formatNumber } from '../../features/language/formats.ts';
import { chosen } from '../../features/language/start-language.ts';
import { GrantingPage } from '../../features/officials/GrantingPage.tsx';
import { serverNow } from '../../features/session/server-clock.ts';
import { quotaWords } from '../../features/terms/quota-words.ts';
import { DownloadLink } from '../../ui/DownloadLink.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { Meter } from '../../ui/Meter.tsx';
import { SelectInput } from '../../ui/SelectInput.tsx';
import { type Statement, statementQuery } from './catalogue-api.ts';
import type { Part } from './exchange-api.ts';
import { lastMonths, statementCsv } from './statement-csv.ts';

/** What permissions were used in a month, and what that comes to. */
export function StatementPage() {
  const { t } = useTranslation();
  return (
    <GrantingPage title={t('statement.title')} lead={t('statement.lead')} roles={STATEMENT_ROLES}>
      {() => <OfMonth />}
    </GrantingPage>
  );
}

function OfMonth() {
  const { t } = useTranslation();
  const months = lastMonths(rigaDay(serverNow()));
  const [month, setMonth] = useState(months[0] ?? '');
  const [as, setAs] = useState<Part>('source');
  const found = useQuery(statementQuery(month, as));
  return (
    <>
      <div className="stack">
        <SelectInput
          label={t('statement.month')}
          value={month}
          options={months.map((one) => [one, formatMonth(one)] as const)}
          onChange={setMonth}
        />
        <SelectInput
          label={t('statement.as')}
          value={as}
          options={(['source', 'holder'] as const).map((one) => [one, t(`statement.of.${one}`)])}
          onChange={setAs}
        />
      </div>
      <Loaded query={found}>
        {(statement) =>
          statement.lines.length === 0 ? (
            <Empty title={t('statement.none')}>{t('statement.noneText')}</Empty>
          ) : (
            <Lines statement={statement} as={as} />
          )
        }
      </Loaded>
    </>
  );
}

/** The quota of today, and of one of days what the day with most uses took of it. */
function quotaOf(line: Statement['lines'][number], t: TFunction): string[] {
  if (line.quota === null) return [];
  const quota = t('statement.quota', { quota: quotaWords(t, line) });
  if (line.quotaPeriod !== 'day') return [quota];
  return [quota, t('statement.mostInDay', { uses: formatNumber(line.mostInDay) })];
}

function Lines({ statement, as }: { statement: Statement; as: Part }) {
  const { t } = useTranslation();
  const { month, isFinal, uses, amountCents, lines } = statement;
  const most = Math.max(...lines.map((line) => line.uses));
  return (
    <section className="panel stack" aria-labelledby="month">
      <h2 id="month">{formatMonth(month)}</h2>
      <p>{t(isFinal ? 'statement.final' : 'statement.open')}</p>
      <Facts
        rows={[
          [t('statement.uses'), <strong key="uses">{formatNumber(uses)}</strong>],
          [t('statement.amount'), <strong key="amount">{formatEuros(amountCents)}</strong>],
        ]}
      />
      <ul className="plain-list stack" aria-label={t('statement.lines')}>
        {lines.map((line) => (
          <li key={line.permission} className="stack-tight">
            <Meter
              label={`${line.permission}, ${chosen((as === 'source' ? line.holder : line.source).name)}`}
              text={t('statement.usesOf', { count: line.uses, uses: formatNumber(line.uses) })}
              left={line.uses}
              of={most}
            />
            <span className="row-apart soft small">
              <span>{[line.dataSet, ...quotaOf(line, t)].join(', ')}</span>
              <span>{formatEuros(line.amountCents)}</span>
            </span>
          </li>
        ))}
      </ul>
      <div>
        <DownloadLink name={`${month}-${as}.csv`} text={statementCsv(statement)}>
          {t('statement.save')}
        </DownloadLink>
      </div>
    </section>
  );
}
