import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Loaded } from '../../features/api/Loaded.tsx';
import { MoreButton } from '../../features/api/MoreButton.tsx';
import {
  formatDay,
  formatEuros,
  formatInstant,
  formatLastDay,
} from '../../features/language/formats.ts';
import { chosen } from '../../features/language/start-language.ts';
import { GrantingPage } from '../../features/officials/GrantingPage.tsx';
import { ReasonForm } from '../../features/officials/ReasonForm.tsx';
import { StepOutcome } from '../../features/officials/StepOutcome.tsx';
import { useStep } from '../../features/officials/use-step.ts';
import { Empty } from '../../ui/Empty.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { type Review, reliefsQuery, reviewsQuery, settleReview } from './granting-api.ts';

/** What was used on days on which, as registers say now, it was not due. */
export function ReviewsPage() {
  const { t } = useTranslation();
  return (
    <GrantingPage title={t('reviews.title')} lead={t('reviews.lead')}>
      {() => <Reviews />}
    </GrantingPage>
  );
}

function Reviews() {
  const { t } = useTranslation();
  const found = useInfiniteQuery(reviewsQuery);
  const step = useStep(reviewsQuery.queryKey);
  return (
    <>
      <StepOutcome step={step} />
      <Loaded query={found}>
        {({ pages }) => {
          const reviews = pages.flatMap((page) => page.reviews);
          if (reviews.length === 0) {
            return <Empty title={t('reviews.none')}>{t('reviews.noneText')}</Empty>;
          }
          return (
            <div className="grid">
              {reviews.map((review) => (
                <ReviewPanel
                  key={review.id}
                  review={review}
                  isBusy={step.isPending}
                  onSettle={(outcome) =>
                    step.mutate({
                      take: () => settleReview(review.id, outcome),
                      done: t('reviews.done'),
                    })
                  }
                />
              ))}
            </div>
          );
        }}
      </Loaded>
      <MoreButton query={found} />
    </>
  );
}

interface PanelProps {
  review: Review;
  isBusy: boolean;
  onSettle(outcome: string): void;
}

function ReviewPanel({ review, isBusy, onSettle }: PanelProps) {
  const { t } = useTranslation();
  const reliefs = useQuery(reliefsQuery).data?.reliefs;
  const { person, relief, from, to, notedAt, uses } = review;
  const id = `review-${review.id}`;
  const name = reliefs?.find(({ code }) => code === relief)?.name;
  const total = uses.reduce((sum, { amountCents }) => sum + amountCents, 0);
  return (
    <article className="panel stack" aria-labelledby={id}>
      <div className="stack-tight">
        <h2 id={id}>{person}</h2>
        <p>{name ? chosen(name) : relief}</p>
      </div>
      <Facts
        rows={[
          [t('reviews.days'), `${formatDay(from)} – ${formatLastDay(to)}`],
          [t('reviews.noted'), formatInstant(notedAt)],
        ]}
      />
      <table className="lines">
        <caption className="only-heard">{t('reviews.uses')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('reviews.day')}</th>
            <th scope="col">{t('reviews.amount')}</th>
          </tr>
        </thead>
        <tbody>
          {uses.map(({ transactionId, day, amountCents }) => (
            <tr key={transactionId}>
              <td>{formatDay(day)}</td>
              <td className="amount">{formatEuros(amountCents)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('reviews.total')}</th>
            <td className="amount">{formatEuros(total)}</td>
          </tr>
        </tfoot>
      </table>
      <ReasonForm
        label={t('reviews.outcome')}
        hint={t('reviews.outcomeHint')}
        verb={t('reviews.verb')}
        about={id}
        isBusy={isBusy}
        onSubmit={onSettle}
      />
    </article>
  );
}
