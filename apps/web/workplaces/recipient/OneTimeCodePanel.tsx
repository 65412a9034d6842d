import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNotice } from '../../features/api/ProblemNotice.tsx';
import { serverNow } from '../../features/session/server-clock.ts';
import { Button } from '../../ui/Button.tsx';
import { QrCode } from '../../ui/QrCode.tsx';
import { issueOneTimeCode, type OneTimeCode } from './recipient-api.ts';

const SECOND_MS = 1_000;
/** Those who hear the page are told at these seconds, not at every one. */
const TOLD_AT_SECONDS = new Set([60, 30, 10]);

/** A code to show instead of a card, for one use within a minute. */
export function OneTimeCodePanel() {
  const { t } = useTranslation();
  const issue = useMutation({ mutationFn: issueOneTimeCode });
  const secondsLeft = useSecondsLeft(issue.data?.expiresAt);
  const isLiving = issue.data !== undefined && secondsLeft > 0;
  return (
    <section className="panel stack" aria-labelledby="one-time-code">
      <h2 id="one-time-code">{t('code.title')}</h2>
      <p className="soft measure">{t('code.text')}</p>
      {issue.isError ? <ProblemNotice problem={issue.error} /> : null}
      {isLiving ? <ShownCode code={issue.data} secondsLeft={secondsLeft} /> : null}
      {issue.data && !isLiving ? <p role="status">{t('code.over')}</p> : null}
      <div>
        <Button
          variant={isLiving ? 'secondary' : 'primary'}
          isDisabled={issue.isPending}
          onPress={() => issue.mutate()}
        >
          {issue.data ? t('code.again') : t('code.issue')}
        </Button>
      </div>
    </section>
  );
}

function ShownCode({ code, secondsLeft }: { code: OneTimeCode; secondsLeft: number }) {
  const { t } = useTranslation();
  const told = TOLD_AT_SECONDS.has(secondsLeft) ? t('code.left', { count: secondsLeft }) : '';
  return (
    <div className="code">
      <QrCode text={code.code} label={t('code.qr')} />
      <p className="code-digits" role="status">
        <span className="only-heard">{t('code.is')} </span>
        {inGroups(code.code)}
      </p>
      <p aria-hidden="true">{t('code.left', { count: secondsLeft })}</p>
      <p className="only-heard" role="status">
        {told}
      </p>
    </div>
  );
}

/** Digits in groups are read and typed with fewer mistakes. */
function inGroups(code: string): string {
  return code.replace(/(.{3,5})(?=.{3})/g, '$1 ').trim();
}

function useSecondsLeft(expiresAt: string | undefined): number {
  const [now, setNow] = useState(() => serverNow().getTime());
  useEffect(() => {
    if (expiresAt === undefined) return;
    setNow(serverNow().getTime());
    const timer = setInterval(() => setNow(serverNow().getTime()), SECOND_MS);
    return () => clearInterval(timer);
  }, [expiresAt]);
  if (expiresAt === undefined) return 0;
  return Math.max(0, Math.min(60, Math.ceil((Date.parse(expiresAt) - now) / SECOND_MS)));
}
