import { useTranslation } from 'react-i18next';
import {
  formatDay,
  formatEuros,
  formatLastDay,
  formatNumber,
} from '../../features/language/formats.ts';
import { chosen } from '../../features/language/start-language.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Meter } from '../../ui/Meter.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { ReasonList } from './ReasonList.tsx';
import type { Budget, Entitlement, Points, Quota } from './recipient-api.ts';

interface Props {
  entitlement: Entitlement;
  quotas: Quota[];
  budgets: Budget[];
  points: Points[];
}

/** One relief of the person: what, how much, from whom, until when, what is left of it, and why. */
export function ReliefPanel({ entitlement, quotas, budgets, points }: Props) {
  const { t } = useTranslation();
  const { relief } = entitlement;
  return (
    <article className="panel stack" aria-labelledby={`relief-${entitlement.id}`}>
      <div className="stack-tight">
        <div className="row">
          <Badge tone="good">{t(`reliefs.kind.${relief.kind}`)}</Badge>
          {entitlement.provisional ? <Badge tone="warn">{t('reliefs.provisional')}</Badge> : null}
        </div>
        <h2 id={`relief-${entitlement.id}`}>{chosen(relief.name)}</h2>
        <p className="soft small">{t('reliefs.from', { grantor: chosen(entitlement.grantor) })}</p>
      </div>
      {entitlement.provisional ? (
        <Notice tone="warn">
          <p className="small">{t('reliefs.provisionalText')}</p>
        </Notice>
      ) : null}
      <ul className="reasons sentences">
        {entitlement.benefits.map((benefit) => (
          <li key={benefit.lv}>{chosen(benefit)}</li>
        ))}
      </ul>
      {entitlement.terms.length > 0 ? (
        <ul className="reasons sentences small soft">
          {entitlement.terms.map((term) => (
            <li key={term.lv}>{chosen(term)}</li>
          ))}
        </ul>
      ) : null}
      {quotas.map((quota) => (
        <Meter
          key={quota.text.lv}
          label={chosen(quota.text)}
          text={t('reliefs.quotaLeft', {
            left: amountOf(quota, quota.left),
            of: amountOf(quota, quota.limit),
          })}
          left={quota.left}
          of={quota.limit}
        />
      ))}
      {points.map(({ balance }) => (
        <p key="points">{t('reliefs.points', { count: balance })}</p>
      ))}
      {budgets.map(({ text, forecastDay }) => (
        <Notice key={text.lv} tone="warn">
          <p className="small">
            {chosen(text)}
            {forecastDay ? ` ${t('reliefs.budgetForecast', { day: formatDay(forecastDay) })}` : ''}
          </p>
        </Notice>
      ))}
      <p className="small soft">
        {t('reliefs.since', { day: formatDay(entitlement.from) })}{' '}
        {entitlement.to
          ? t('reliefs.until', { day: formatLastDay(entitlement.to) })
          : t('reliefs.untilChange')}
      </p>
      <details>
        <summary>{t('reliefs.why')}</summary>
        <div className="stack-tight">
          <ReasonList reasons={[entitlement.why]} />
          <p className="small soft">{t('reliefs.act', { act: relief.act })}</p>
        </div>
      </details>
    </article>
  );
}

function amountOf({ measure }: Quota, value: number): string {
  return measure === 'cents' ? formatEuros(value) : formatNumber(value);
}
