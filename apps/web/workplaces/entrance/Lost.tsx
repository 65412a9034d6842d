import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Page } from '../../ui/Page.tsx';

/** There is no such page, or it broke: the way back. */
export function Lost() {
  const { t } = useTranslation();
  return (
    <Page title={t('lost.title')} lead={t('lost.text')}>
      <p>
        <Link to="/" className="button" data-variant="primary">
          {t('lost.back')}
        </Link>
      </p>
    </Page>
  );
}
