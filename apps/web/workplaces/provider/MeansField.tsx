import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { IdentifyAnswer } from '../../../../sdk/index.ts';
import { ProblemNotice } from '../../features/api/ProblemNotice.tsx';
import { chosen } from '../../features/language/start-language.ts';
import { serverNow } from '../../features/session/server-clock.ts';
import { Button } from '../../ui/Button.tsx';
import { TextInput } from '../../ui/TextInput.tsx';
import { identify } from './terminal-api.ts';

interface Props {
  terminal: string;
  value: string;
  onChange(value: string): void;
  mistake: string | undefined;
}

/** Where a card or a one-time code is scanned, pasted or typed. A scanner's Enter asks what it can get. */
export function MeansField({ terminal, value, onChange, mistake }: Props) {
  const { t } = useTranslation();
  const asked = useMutation({
    mutationFn: (means: string) =>
      identify({ terminal, terminalAt: serverNow().toISOString(), means: { value: means } }),
  });
  return (
    <section className="panel stack" aria-labelledby="means">
      <h2 id="means">{t('means.title')}</h2>
      <form
        className="stack-tight"
        onSubmit={(event) => {
          event.preventDefault();
          if (value.trim() !== '') asked.mutate(value.trim());
        }}
      >
        <TextInput
          label={t('means.label')}
          hint={t('means.hint')}
          value={value}
          onChange={(next) => {
            onChange(next);
            asked.reset();
          }}
          mistake={mistake}
          autoComplete="off"
          spellCheck="false"
        />
        <div>
          <Button type="submit" isDisabled={asked.isPending}>
            {t('means.ask')}
          </Button>
        </div>
      </form>
      {asked.isError ? <ProblemNotice problem={asked.error} /> : null}
      <div role="status">{asked.data ? <Offered answer={asked.data} /> : null}</div>
    </section>
  );
}

/** What the means can get here: neutral labels, nothing about the person. */
function Offered({ answer }: { answer: IdentifyAnswer }) {
  const { t } = useTranslation();
  if (answer.reliefs.length === 0) return <p>{t('means.nothing')}</p>;
  return (
    <div className="stack-tight">
      <p>{t('means.offers')}</p>
      <ul className="reasons">
        {answer.reliefs.map((relief) => (
          <li key={`${relief.label.lv} ${relief.grantor.lv}`}>
            {chosen(relief.label)} <span className="soft">({chosen(relief.grantor)})</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
