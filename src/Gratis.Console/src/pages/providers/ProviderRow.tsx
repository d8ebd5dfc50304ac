import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { KnownProvider } from '@/api/knownProviders';
import { Badge } from '@/ui/Badge';
import { Button } from '@/ui/Button';
import { AccountBadge } from './AccountBadge';
import { isIdle, isOwn } from './filter';
import { ProviderMarks } from './ProviderMarks';
import { SignUpLink } from './SignUpLink';

/** A provider in the list: enough to decide whether to look closer. */
export function ProviderRow({ provider, onAddKey }: { provider: KnownProvider; onAddKey: () => void }) {
  const { t } = useTranslation('providers');
  const isYours = !isIdle(provider);
  return (
    <li
      aria-label={provider.name}
      className="grid gap-x-6 gap-y-2 px-4 py-3 hover:bg-hover sm:grid-cols-[minmax(0,1fr)_auto] sm:items-center"
    >
      <div className="flex min-w-0 flex-col gap-1">
        <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <Link
            href={`/providers/${encodeURIComponent(provider.id)}`}
            className="min-w-0 font-medium break-words text-ink no-underline hover:underline"
          >
            {provider.name}
          </Link>
          {isYours &&
            (provider.routes === 0 && provider.status.state === 'ok' ? (
              <Badge tone="warn">{t('models.none')}</Badge>
            ) : (
              <AccountBadge state={provider.status.state} />
            ))}
          {isYours && (
            <span className="text-sm text-muted">
              {[
                provider.accounts > 0 && t('row.keys', { count: provider.accounts }),
                t('row.routes', { count: provider.routes, free: provider.free_routes }),
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
          )}
        </div>
        {!isOwn(provider) && !provider.local && (
          <p className="line-clamp-2 text-sm break-words text-muted">
            {[provider.free_models, ...provider.limits.slice(0, 2)].join(' · ')}
          </p>
        )}
        <ProviderMarks provider={provider} />
      </div>
      <div className="flex flex-wrap items-center gap-3 sm:flex-col sm:items-end sm:gap-1.5">
        {!provider.local && (
          <Button aria-label={t('add.action_of', { provider: provider.name })} onClick={onAddKey}>
            {t('add.action')}
          </Button>
        )}
        {!isYours && <SignUpLink provider={provider} />}
      </div>
    </li>
  );
}
