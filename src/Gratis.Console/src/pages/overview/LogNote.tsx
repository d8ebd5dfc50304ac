import { TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Overview } from '@/api/overview';

/** What is wrong with the log; nothing where nothing is. Requests go on all the same, but the figures are too low. */
export function LogNote({ log }: { log: Overview['log'] }) {
  const { t } = useTranslation('overview');
  if (log.problem === null && log.dropped === 0) return null;
  return (
    <div className="flex gap-2.5 rounded-lg border border-warn/40 bg-surface px-4 py-2.5">
      <TriangleAlert size={16} aria-hidden className="mt-0.5 shrink-0 text-warn" />
      <p className="min-w-0 break-words">
        {[log.dropped > 0 && t('log.dropped', { count: log.dropped }), log.problem].filter(Boolean).join(' ')}
      </p>
    </div>
  );
}
