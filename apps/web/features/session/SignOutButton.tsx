import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/Button.tsx';
import { renewSession, signOut } from './session.ts';

/** Ends the session here and on the server, and forgets all that was read in it. */
export function SignOutButton() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const navigate = useNavigate();
  async function leave() {
    await signOut().catch(() => undefined);
    await navigate({ to: '/' });
    await renewSession(queries);
  }
  return (
    <Button variant="quiet" onPress={leave}>
      {t('action.signOut')}
    </Button>
  );
}
