import { Ban, Pencil, RotateCw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ClientKey } from '@/api/clientKeys';
import type { QuotaPool } from '@/api/quotas';
import type { UsageRow } from '@/api/usage';
import { Badge } from '@/ui/Badge';
import { Button, IconButton } from '@/ui/Button';
import { formatInstant } from '@/ui/format';
import type { KeyAction } from './KeyDialogs';
import { KeyTerms } from './KeyTerms';
import { KeyUsage } from './KeyUsage';

interface KeyRowProps {
  clientKey: ClientKey;
  usage: UsageRow | undefined;
  pools: readonly QuotaPool[];
  onAction: (action: KeyAction) => void;
}

/** One client. */
export function KeyRow({ clientKey, usage, pools, onAction }: KeyRowProps) {
  const { t, i18n } = useTranslation('client-keys');
  const { id, name } = clientKey;
  const isRevoked = clientKey.revoked_at !== null;
  const act = (kind: 'edit' | 'rotate' | 'revoke') => id !== null && onAction({ kind, key: { ...clientKey, id } });
  const instant = (at: string) => (
    <time dateTime={at} title={at}>
      {formatInstant(at, i18n.language)}
    </time>
  );
  return (
    <li aria-label={name} className="flex flex-col gap-2.5 px-4 py-3.5">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2">
        <div className="min-w-0">
          <p className="flex flex-wrap items-center gap-2">
            <span className="font-medium break-words">{name}</span>
            {clientKey.last4 !== null && <span className="font-mono text-sm text-muted">••••{clientKey.last4}</span>}
            {id === null && <Badge>{t('from_config')}</Badge>}
            {isRevoked && <Badge tone="bad">{t('revoked')}</Badge>}
          </p>
          <p className="text-sm text-muted">
            {clientKey.revoked_at !== null ? (
              <>
                {t('revoked_at')} {instant(clientKey.revoked_at)}
              </>
            ) : clientKey.last_used_at !== null ? (
              <>
                {t('used_at')} {instant(clientKey.last_used_at)}
              </>
            ) : id === null ? (
              t('config_about')
            ) : (
              t('never_used')
            )}
          </p>
        </div>
        {id !== null && !isRevoked && (
          <div className="flex gap-1">
            <Button icon={Pencil} aria-label={t('edit.of', { name })} onClick={() => act('edit')}>
              {t('edit.label')}
            </Button>
            <IconButton icon={RotateCw} label={t('rotate.of', { name })} onClick={() => act('rotate')} />
            <IconButton icon={Ban} label={t('revoke.of', { name })} onClick={() => act('revoke')} />
          </div>
        )}
      </div>
      <KeyTerms terms={clientKey} />
      {!isRevoked && <KeyUsage usage={usage} pools={pools} />}
    </li>
  );
}
