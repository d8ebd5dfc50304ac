import { useQuery } from '@tanstack/react-query';
import { Check, Search, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { diagnosisQuery, type Diagnosis, type Suggestion } from '@/api/diagnosis';
import { useDecide, useLookNow } from '@/api/diagnosisEdits';
import { Badge, type Tone } from '@/ui/Badge';
import { Button } from '@/ui/Button';
import { formatInstant } from '@/ui/format';
import { Panel } from '@/ui/Panel';
import { QueryState } from '@/ui/QueryState';
import { toast } from '@/ui/Toast';

/** What the diagnosis would change in the catalogue, for the owner to accept or dismiss. */
export function Suggestions() {
  const { t } = useTranslation('models');
  const query = useQuery({ ...diagnosisQuery, refetchInterval: 60_000 });
  const look = useLookNow();
  const lookNow = () =>
    look.mutate(undefined, {
      onSuccess: (report) => toast.done(t('suggestion.looked', { count: report.suggestions.length })),
      onError: (error) => void toast.failed(t('suggestion.look_failed'), error),
    });
  return (
    <Panel
      title={t('suggestion.title')}
      isFlush
      className="mb-4"
      aside={
        <Button icon={Search} isBusy={look.isPending} onClick={lookNow}>
          {t('suggestion.look')}
        </Button>
      }
    >
      <QueryState query={query}>{(report) => <Report report={report} />}</QueryState>
    </Panel>
  );
}

const page = 10;

function Report({ report }: { report: Diagnosis }) {
  const { t, i18n } = useTranslation('models');
  const [shown, setShown] = useState(page);
  const all = report.suggestions;
  return (
    <>
      {all.length === 0 ? (
        <p className="px-4 py-3">{t('suggestion.none')}</p>
      ) : (
        <ul className="max-h-96 divide-y divide-line overflow-y-auto">
          {all.slice(0, shown).map((one) => (
            <SuggestionRow key={one.id} suggestion={one} />
          ))}
          {all.length > shown && (
            <li className="px-4 py-2">
              <Button look="quiet" onClick={() => setShown(shown + 50)}>
                {t('suggestion.more', { count: all.length - shown })}
              </Button>
            </li>
          )}
        </ul>
      )}
      <p className="border-t border-line px-4 py-2 text-sm text-muted">
        {report.last_run === null
          ? t('suggestion.never')
          : t('suggestion.last', { at: formatInstant(report.last_run, i18n.language) })}
        {report.next_run !== null && ` ${t('suggestion.next', { at: formatInstant(report.next_run, i18n.language) })}`}
        {report.inconclusive.length > 0 && ` ${t('suggestion.inconclusive', { count: report.inconclusive.length })}`}
      </p>
    </>
  );
}

const actions = ['add_route', 'remove_route', 'recover_route'] as const;
const tones: Record<(typeof actions)[number], Tone> = {
  add_route: 'good',
  remove_route: 'bad',
  recover_route: 'accent',
};

function SuggestionRow({ suggestion }: { suggestion: Suggestion }) {
  const { t, i18n } = useTranslation('models');
  const accept = useDecide('apply');
  const dismiss = useDecide('dismiss');
  const isBusy = accept.isPending || dismiss.isPending;
  const action = actions.find((one) => one === suggestion.action);
  const failed = { onError: (error: unknown) => void toast.failed(t('suggestion.failed'), error) };
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-2 px-4 py-2.5">
      <div className="min-w-0 flex-1 basis-64">
        <p className="flex flex-wrap items-center gap-2">
          <Badge tone={action ? tones[action] : 'neutral'}>
            {action ? t(`suggestion.${action}`) : suggestion.action}
          </Badge>
          <span className="min-w-0 font-medium break-all">{suggestion.route_id}</span>
        </p>
        <p className="mt-1 text-sm break-words text-muted">
          {suggestion.reason}
          {suggestion.evidence !== null && ` · ${suggestion.evidence}`}
          {!suggestion.proven && ` · ${t('claims.sure', { percent: Math.round(suggestion.confidence * 100) })}`}
          {' · '}
          {formatInstant(suggestion.created_at, i18n.language)}
        </p>
      </div>
      <div className="flex gap-2">
        <Button
          icon={Check}
          disabled={isBusy}
          aria-label={t('suggestion.accept_one', { route: suggestion.route_id })}
          onClick={() => accept.mutate([suggestion.id], failed)}
        >
          {t('suggestion.accept')}
        </Button>
        <Button
          look="quiet"
          icon={X}
          disabled={isBusy}
          aria-label={t('suggestion.dismiss_one', { route: suggestion.route_id })}
          onClick={() => dismiss.mutate([suggestion.id], failed)}
        >
          {t('suggestion.dismiss')}
        </Button>
      </div>
    </li>
  );
}
