import { Inbox } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Suggestion } from '@/api/diagnosis';
import type { Overview } from '@/api/overview';
import { Badge } from '@/ui/Badge';
import { EmptyState } from '@/ui/EmptyState';
import { Instant } from '@/ui/Instant';

const shown = 6;

interface ChangesProps {
  suggestions: readonly Suggestion[];
  news: Overview['news'];
}

/** What waits for the owner's word, then what already happened. */
export function Changes({ suggestions, news }: ChangesProps) {
  const { t } = useTranslation('overview');
  if (suggestions.length === 0 && news.length === 0) return <EmptyState icon={Inbox} title={t('changes.none')} />;
  return (
    <ul className="divide-y divide-line">
      {suggestions.slice(0, shown).map((one) => (
        <li key={one.id} className="px-4 py-2.5">
          <div className="flex items-center gap-2">
            <Badge tone="accent">{t('changes.waiting')}</Badge>
            <span className="min-w-0 truncate font-medium">{one.route_id}</span>
          </div>
          <p className="mt-1 text-sm break-words text-muted">{one.reason}</p>
        </li>
      ))}
      {suggestions.length > shown && (
        <li className="px-4 py-2.5 text-muted">{t('changes.more', { count: suggestions.length - shown })}</li>
      )}
      {news.slice(0, shown).map((one) => (
        <li key={`${one.at} ${one.route}`} className="px-4 py-2.5">
          <div className="flex items-baseline justify-between gap-3">
            <span className="min-w-0 truncate font-medium">{one.route}</span>
            <span className="shrink-0 text-sm text-muted">
              <Instant at={one.at} />
            </span>
          </div>
          <p className="mt-1 line-clamp-3 text-sm break-words text-muted">{one.what}</p>
        </li>
      ))}
    </ul>
  );
}
