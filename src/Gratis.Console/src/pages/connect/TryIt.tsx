import { useMutation } from '@tanstack/react-query';
import { Send } from 'lucide-react';
import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/ui/Button';
import { ErrorState } from '@/ui/ErrorState';
import { TextField } from '@/ui/Field';
import { formatNumber } from '@/ui/format';
import { Markdown } from '@/ui/Markdown';
import { Panel } from '@/ui/Panel';
import { tryIt, type Tried } from './tryIt';

/** One request with what stands above, and who answered it. */
export function TryIt({ apiKey, model }: { apiKey: string; model: string }) {
  const { t } = useTranslation('connect');
  const [prompt, setPrompt] = useState(t('try.example'));
  const ask = useMutation({ mutationFn: () => tryIt(apiKey, model, prompt), networkMode: 'always' });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    ask.mutate();
  };
  return (
    <Panel title={t('try.title')}>
      <form onSubmit={submit} className="flex flex-wrap items-end gap-2">
        <TextField
          label={t('try.prompt')}
          required
          className="min-w-0 flex-1 basis-60"
          value={prompt}
          onChange={(event) => setPrompt(event.target.value)}
        />
        <Button type="submit" look="primary" icon={Send} isBusy={ask.isPending}>
          {t('try.send')}
        </Button>
      </form>
      <p className="mt-1.5 text-sm text-muted">{apiKey === '' ? t('try.as_owner') : t('try.with_key')}</p>
      <div role="status" className="mt-3">
        {ask.data && <Answer tried={ask.data} />}
      </div>
      {ask.isError && <ErrorState error={ask.error} />}
    </Panel>
  );
}

function Answer({ tried }: { tried: Tried }) {
  const { t, i18n } = useTranslation('connect');
  const facts = [
    [t('try.route'), tried.route],
    [t('try.attempts'), tried.attempts],
    [t('try.trail'), tried.trail?.replaceAll(',', ', ')],
    [t('try.took'), t('try.ms', { ms: formatNumber(tried.ms, i18n.language) })],
    [t('try.cost'), tried.cost === null ? null : `$${tried.cost}`],
    [t('try.id'), tried.requestId],
  ] as const;
  return (
    <div className="flex flex-col gap-3">
      <div className="rounded-md border border-line bg-sunken px-3 py-2">
        {tried.text === '' ? <p className="text-muted">{t('try.silent')}</p> : <Markdown text={tried.text} />}
      </div>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 text-sm">
        {facts.map(
          ([name, value]) =>
            value != null && (
              <div key={name} className="contents">
                <dt className="text-muted">{name}</dt>
                <dd className="[overflow-wrap:anywhere]">{value}</dd>
              </div>
            ),
        )}
      </dl>
    </div>
  );
}
