import { useTranslation } from 'react-i18next';
import { formatInstant } from '../../features/language/formats.ts';
import { chosen } from '../../features/language/start-language.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import type { Means, MeansAct } from './recipient-api.ts';

const TONES = { active: 'good', blocked: 'warn', lost: 'bad', expired: 'warn' } as const;

/** One card of the person, and what can be done with it now. */
export function MeansPanel({ means, onAsk }: { means: Means; onAsk(what: MeansAct): void }) {
  const { t } = useTranslation();
  return (
    <section className="panel stack" aria-labelledby={`means-${means.id}`}>
      <div className="row-apart">
        <h2 id={`means-${means.id}`} className="sentence">
          {chosen(means.kind)}
        </h2>
        <Badge tone={TONES[means.status]}>{t(`cards.status.${means.status}`)}</Badge>
      </div>
      <dl className="facts">
        {means.ending ? (
          <div>
            <dt>{t('cards.number')}</dt>
            <dd>
              <span aria-hidden="true">•••• </span>
              {means.ending}
            </dd>
          </div>
        ) : null}
        {means.issuer ? (
          <div>
            <dt>{t('cards.issuer')}</dt>
            <dd>{chosen(means.issuer)}</dd>
          </div>
        ) : null}
        {means.validTo ? (
          <div>
            <dt>{t('cards.validTo')}</dt>
            <dd>{formatInstant(means.validTo)}</dd>
          </div>
        ) : null}
      </dl>
      <div className="row">
        {means.status === 'active' ? (
          <Button onPress={() => onAsk('block')}>{t('cards.ask.block.verb')}</Button>
        ) : null}
        {means.status === 'blocked' ? (
          <Button onPress={() => onAsk('unblock')}>{t('cards.ask.unblock.verb')}</Button>
        ) : null}
        {means.status === 'active' || means.status === 'blocked' ? (
          <Button variant="danger" onPress={() => onAsk('report-lost')}>
            {t('cards.ask.report-lost.verb')}
          </Button>
        ) : (
          <p className="soft small">{t('cards.over')}</p>
        )}
      </div>
    </section>
  );
}
