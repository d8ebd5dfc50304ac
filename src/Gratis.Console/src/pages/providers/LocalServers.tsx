import { Plus, Search } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { KnownProvider } from '@/api/knownProviders';
import { Badge } from '@/ui/Badge';
import { Button } from '@/ui/Button';
import { Panel } from '@/ui/Panel';
import { toast } from '@/ui/Toast';
import { AccountBadge } from './AccountBadge';
import { useLocalSearch, type Finding } from './useLocalSearch';
import { useProviderConfig } from './useProviderConfig';

interface LocalServersProps {
  providers: readonly KnownProvider[];
  /** One at another address. */
  onDescribe: () => void;
}

/** Servers on own hardware: those that are known by their usual address, and those the owner described. */
export function LocalServers({ providers, onDescribe }: LocalServersProps) {
  const { t } = useTranslation('providers');
  const { findings, look } = useLocalSearch();
  const servers = providers.filter((provider) => provider.local);
  const isLooking = Object.values(findings).some((one) => one.state === 'looking');
  const isUsed = (id: string) => servers.some((server) => server.id === id && server.configured);
  return (
    <Panel
      isFlush
      title={t('local.title')}
      aside={
        <Button
          icon={Search}
          isBusy={isLooking}
          onClick={() =>
            void look(
              servers.map((one) => one.id),
              isUsed,
            )
          }
        >
          {t('local.look_all')}
        </Button>
      }
    >
      <p className="border-b border-line px-4 py-2.5 text-muted">{t('local.about')}</p>
      <ul aria-label={t('local.title')} className="divide-y divide-line">
        {servers.map((server) => (
          <LocalServer
            key={server.id}
            server={server}
            finding={findings[server.id]}
            isBusy={isLooking}
            onLook={() => void look([server.id], isUsed)}
          />
        ))}
      </ul>
      <div className="border-t border-line px-4 py-3">
        <Button icon={Plus} onClick={onDescribe}>
          {t('local.describe')}
        </Button>
      </div>
    </Panel>
  );
}

interface LocalServerProps {
  server: KnownProvider;
  finding: Finding | undefined;
  isBusy: boolean;
  onLook: () => void;
}

function LocalServer({ server, finding, isBusy, onLook }: LocalServerProps) {
  const { t } = useTranslation('providers');
  const change = useProviderConfig();
  const leave = () =>
    change.mutate({ id: server.id, config: null }, { onError: (error) => toast.failed(t('keyless.not_left'), error) });
  return (
    <li aria-label={server.name} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-4 py-3">
      <div className="min-w-0 flex-1 basis-64">
        <div className="flex flex-wrap items-center gap-2">
          <Link
            href={`/providers/${encodeURIComponent(server.id)}`}
            className="font-medium text-ink no-underline hover:underline"
          >
            {server.name}
          </Link>
          {server.configured && server.routes > 0 && <AccountBadge state={server.status.state} />}
          {server.configured && server.routes === 0 && <Badge tone="warn">{t('local.silent')}</Badge>}
        </div>
        <p role="status" className="mt-0.5 text-sm break-words text-muted">
          {finding?.state === 'looking' && t('local.looking')}
          {finding?.state === 'found' && t('local.found', { count: finding.models })}
          {finding?.state === 'silent' && [t('local.not_found'), finding.reason].filter(Boolean).join(' ')}
          {!finding && (server.configured ? t('local.models', { count: server.routes }) : t('local.unused'))}
        </p>
      </div>
      <div className="flex gap-2">
        <Button
          disabled={isBusy}
          isBusy={finding?.state === 'looking'}
          aria-label={t('local.look_for', { name: server.name })}
          onClick={onLook}
        >
          {server.configured ? t('local.look_again') : t('local.look')}
        </Button>
        {server.configured && (
          <Button
            look="quiet"
            isBusy={change.isPending}
            aria-label={t('local.leave_of', { name: server.name })}
            onClick={leave}
          >
            {t('keyless.leave')}
          </Button>
        )}
      </div>
    </li>
  );
}
