import { KeyRound, Pencil, Trash2, Zap } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { accountsApi, useAccountsMutation, type Account } from '@/api/accounts';
import { Button, IconButton } from '@/ui/Button';
import { Countdown } from '@/ui/Countdown';
import { formatInstant } from '@/ui/format';
import { Switch } from '@/ui/Switch';
import { toast } from '@/ui/Toast';
import { AccountBadge } from './AccountBadge';
import { AccountDialogs, type AccountAction } from './AccountDialogs';
import { accountName } from './accountName';
import { TestResult } from './TestResult';
import { useKeyTests } from './useKeyTests';

interface AccountRowProps {
  account: Account;
  /** Its neighbours are of other providers. */
  isMixed: boolean;
  /** In which line of the config its key stands, where it stands there. */
  place: string | null;
}

/** One key: where it comes from, how it does, and what can be done with it here. */
export function AccountRow({ account, isMixed, place }: AccountRowProps) {
  const { t, i18n } = useTranslation('providers');
  const { tests, run } = useKeyTests();
  const [action, setAction] = useState<AccountAction>();
  const turn = useAccountsMutation((isOn: boolean) => accountsApi.change(account.id, { enabled: isOn }));
  const test = tests[account.id];
  const name = accountName(account);
  return (
    <li className="flex flex-col gap-2 px-4 py-3" aria-label={name}>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-64">
          <div className="flex flex-wrap items-center gap-2">
            <span className="min-w-0 font-medium break-words">{name}</span>
            <AccountBadge state={account.health.state} />
            {account.health.until !== null && (
              <span className="text-sm text-muted">
                <Countdown until={account.health.until} />
              </span>
            )}
          </div>
          <p className="mt-0.5 text-sm break-words text-muted">
            {isMixed && (
              <>
                <Link href={`/providers/${encodeURIComponent(account.provider)}`}>{account.provider}</Link>
                {' · '}
              </>
            )}
            {sourceOf()}
            {account.added_at !== null && (
              <>
                {' · '}
                <time dateTime={account.added_at} title={account.added_at}>
                  {formatInstant(account.added_at, i18n.language)}
                </time>
              </>
            )}
          </p>
          {account.health.reason !== null && <p className="mt-0.5 text-sm break-words">{account.health.reason}</p>}
        </div>
        <div className="flex flex-wrap items-center gap-1">
          {account.source === 'stored' && (
            <Switch
              label={t('account.enabled_of', { name })}
              isLabelHidden
              isOn={turn.isPending ? turn.variables : account.enabled}
              isDisabled={turn.isPending}
              onChange={(isOn) =>
                turn.mutate(isOn, { onError: (error) => toast.failed(t('account.not_changed'), error) })
              }
            />
          )}
          <Button
            icon={Zap}
            className="ml-1"
            isBusy={test?.state === 'running'}
            aria-label={t('account.test_of', { name })}
            onClick={() => void run([account])}
          >
            {t('account.test')}
          </Button>
          {account.source === 'stored' && (
            <>
              <IconButton icon={Pencil} label={t('account.rename', { name })} onClick={() => setAction('rename')} />
              <IconButton icon={KeyRound} label={t('account.rotate', { name })} onClick={() => setAction('rotate')} />
              <IconButton icon={Trash2} label={t('account.remove', { name })} onClick={() => setAction('remove')} />
            </>
          )}
        </div>
      </div>
      {test && <TestResult state={test} />}
      {action && (
        <AccountDialogs
          account={account}
          action={action}
          onClose={() => setAction(undefined)}
          onRotated={() => void run([account])}
        />
      )}
    </li>
  );

  function sourceOf(): string {
    if (account.source === 'stored') return t('source.stored');
    if (account.source === 'config') return place === null ? t('source.config') : t('source.config_at', { place });
    return account.variable === null ? t('source.environment') : t('source.variable', { variable: account.variable });
  }
}
