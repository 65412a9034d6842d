import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Loaded } from '../../features/api/Loaded.tsx';
import { formatDay } from '../../features/language/formats.ts';
import { chosen } from '../../features/language/start-language.ts';
import { SignedIn } from '../../features/session/SignedIn.tsx';
import { Badge } from '../../ui/Badge.tsx';
import { Page } from '../../ui/Page.tsx';
import { ReasonList } from './ReasonList.tsx';
import {
  entitlementsQuery,
  type ReliefExplanation,
  reliefExplanationQuery,
} from './recipient-api.ts';

const TONES = { yes: 'good', no: undefined, unknown: 'warn' } as const;

/** Why the person has a relief today, or does not: any relief. */
export function ReliefPage() {
  const { code } = useParams({ from: '/me/reliefs/$code' });
  return <SignedIn as="person">{() => <Explained code={code} />}</SignedIn>;
}

function Explained({ code }: { code: string }) {
  const { t } = useTranslation();
  const explanation = useQuery(reliefExplanationQuery(code));
  return (
    <Page title={t('relief.title')} lead={t('relief.lead')}>
      <p>
        <Link to="/me/reliefs">{t('relief.back')}</Link>
      </p>
      <Loaded query={explanation}>{(loaded) => <Told explanation={loaded} />}</Loaded>
    </Page>
  );
}

function Told({ explanation }: { explanation: ReliefExplanation }) {
  const { t } = useTranslation();
  const { relief, day, verdict, summary, grantor, why, benefits } = explanation;
  const { data: held } = useQuery(entitlementsQuery);
  const isForNow = held?.entitlements.some(
    (one) => one.relief.code === relief.code && one.provisional,
  );
  return (
    <article className="panel stack" aria-labelledby="relief">
      <div className="stack-tight">
        <div>
          <Badge {...(TONES[verdict] ? { tone: TONES[verdict] } : {})}>
            {t(isForNow ? 'reliefs.provisional' : `relief.verdict.${verdict}`)}
          </Badge>
        </div>
        <h2 id="relief">{chosen(relief.name)}</h2>
        {grantor ? (
          <p className="soft small">{t('reliefs.from', { grantor: chosen(grantor) })}</p>
        ) : null}
      </div>
      <p>{chosen(summary)}</p>
      {why ? <ReasonList reasons={[why]} /> : null}
      {benefits.map((one) => (
        <div className="stack-tight" key={one.benefit.lv}>
          <p>{t('relief.benefit', { benefit: chosen(one.benefit) })}</p>
          <ReasonList reasons={[one.why]} />
        </div>
      ))}
      <p className="small soft">{t('relief.asOf', { day: formatDay(day) })}</p>
    </article>
  );
}
