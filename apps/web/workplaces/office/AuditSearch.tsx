import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNotice } from '../../features/api/ProblemNotice.tsx';
import { formatInstant } from '../../features/language/formats.ts';
import { serverNow } from '../../features/session/server-clock.ts';
import { Button } from '../../ui/Button.tsx';
import { Empty } from '../../ui/Empty.tsx';
import { TextInput } from '../../ui/TextInput.tsx';
import { type AuditQuestion, type AuditRecord, searchAudit } from './office-api.ts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** An auditor searches what was done in their organisation, page by page. */
export function AuditSearch() {
  const { t } = useTranslation();
  const [form, setForm] = useState(dayBefore);
  const [found, setFound] = useState<{ records: AuditRecord[]; next: string | null }>();
  const work = useMutation({
    mutationFn: (cursor?: string) =>
      searchAudit({ ...questionOf(form), ...(cursor && { cursor }) }),
    onSuccess: (page, cursor) =>
      setFound({ ...page, records: [...(cursor ? (found?.records ?? []) : []), ...page.records] }),
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    work.mutate(undefined);
  }
  const set = (name: keyof typeof form) => (value: string) => setForm({ ...form, [name]: value });
  return (
    <section className="stack-wide" aria-labelledby="audit">
      <div className="stack-tight">
        <h2 id="audit">{t('office.audit.title')}</h2>
        <p className="soft measure">{t('office.audit.lead')}</p>
      </div>
      <form className="panel stack" onSubmit={submit}>
        <TextInput
          type="datetime-local"
          label={t('office.audit.from')}
          value={form.from}
          onChange={set('from')}
        />
        <TextInput
          type="datetime-local"
          label={t('office.audit.until')}
          value={form.until}
          onChange={set('until')}
        />
        <TextInput
          label={t('office.audit.act')}
          hint={t('office.audit.actHint')}
          value={form.act}
          maxLength={100}
          onChange={set('act')}
        />
        <TextInput
          label={t('office.audit.code')}
          hint={t('office.audit.codeHint')}
          value={form.code}
          maxLength={12}
          autoComplete="off"
          onChange={set('code')}
        />
        {work.isError ? <ProblemNotice problem={work.error} /> : null}
        <div>
          <Button type="submit" variant="primary" isDisabled={work.isPending}>
            {t('office.audit.verb')}
          </Button>
        </div>
      </form>
      {found ? <Found records={found.records} /> : null}
      {found?.next ? (
        <div>
          <Button isDisabled={work.isPending} onPress={() => work.mutate(found.next ?? undefined)}>
            {t('office.audit.more')}
          </Button>
        </div>
      ) : null}
    </section>
  );
}

function Found({ records }: { records: readonly AuditRecord[] }) {
  const { t } = useTranslation();
  if (records.length === 0) {
    return <Empty title={t('office.audit.none')}>{t('office.audit.noneText')}</Empty>;
  }
  return (
    <div className="stack">
      <p role="status">{t('office.audit.found', { count: records.length })}</p>
      <ul className="plain-list stack">
        {records.map(({ id, at, act, actor, content }) => (
          <li key={id} className="panel stack-tight">
            <span className="row-apart">
              <strong>{act}</strong>
              <span className="soft">{formatInstant(at)}</span>
            </span>
            <span>
              {t('office.audit.who')}: {actor.kind} {actor.id ?? ''}
            </span>
            <details>
              <summary>{t('office.audit.content')}</summary>
              <pre className="small">{JSON.stringify(content, null, 2)}</pre>
            </details>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The last day by the platform's clock up to the next minute, as the fields show it. */
function dayBefore() {
  const now = new Date(serverNow().getTime() + MINUTE_MS);
  const local = (date: Date) =>
    new Date(date.getTime() - date.getTimezoneOffset() * MINUTE_MS).toISOString().slice(0, 16);
  return { from: local(new Date(now.getTime() - DAY_MS)), until: local(now), act: '', code: '' };
}

function questionOf({ from, until, act, code }: ReturnType<typeof dayBefore>): AuditQuestion {
  return {
    ...{ from: new Date(from).toISOString(), until: new Date(until).toISOString() },
    ...(act === '' ? {} : { act }),
    ...(code === '' ? {} : { person: { code } }),
  };
}
