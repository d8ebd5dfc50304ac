import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { Account } from '@/api/accounts';
import { routesQuery } from '@/api/routes';
import { Button } from '@/ui/Button';
import { accountName } from './accountName';
import { TestResult } from './TestResult';
import type { TestState } from './useKeyTests';

const shown = 8;

interface TestedKeysProps {
  accounts: readonly Account[];
  tests: Readonly<Record<string, TestState>>;
  provider: string;
  onClose: () => void;
}

/** What was stored, how it did, and the models that it brought. */
export function TestedKeys({ accounts, tests, provider, onClose }: TestedKeysProps) {
  const { t } = useTranslation(['providers', 'common']);
  return (
    <div className="flex flex-col gap-4">
      <p className="text-muted">{t('add.stored', { count: accounts.length })}</p>
      <ul className="flex flex-col divide-y divide-line rounded-md border border-line">
        {accounts.map((account) => (
          <li key={account.id} className="flex flex-col gap-1 px-3 py-2">
            <span className="font-medium break-words">{accountName(account)}</span>
            <TestResult state={tests[account.id] ?? { state: 'running' }} />
          </li>
        ))}
      </ul>
      <Brought provider={provider} onClose={onClose} />
      <div className="flex justify-end">
        <Button look="primary" onClick={onClose}>
          {t('common:close')}
        </Button>
      </div>
    </div>
  );
}

function Brought({ provider, onClose }: { provider: string; onClose: () => void }) {
  const { t } = useTranslation('providers');
  const routes = useQuery(routesQuery).data?.filter((route) => route.provider === provider) ?? [];
  const free = routes.filter((route) => route.free || route.local);
  if (routes.length === 0) return null;
  return (
    <div className="text-sm">
      <p className="font-medium">
        {t('add.models', { count: routes.length, free: free.length })}{' '}
        <Link href={`/providers/${encodeURIComponent(provider)}`} onClick={onClose}>
          {t('add.see_models')}
        </Link>
      </p>
      <ul className="mt-1 flex flex-col gap-0.5 text-muted">
        {free.slice(0, shown).map((route) => (
          <li key={route.route_id} className="truncate">
            {route.display_name}
          </li>
        ))}
      </ul>
    </div>
  );
}
