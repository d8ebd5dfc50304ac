import { useQuery } from '@tanstack/react-query';
import { KeyRound } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Account } from '@/api/accounts';
import { configQuery, type Config } from '@/api/config';
import { EmptyState } from '@/ui/EmptyState';
import { AccountRow } from './AccountRow';

interface AccountListProps {
  accounts: readonly Account[];
  /** Of several providers: each says whose it is. */
  isMixed?: boolean;
  empty: string;
  /** What to do about there being none. */
  children?: ReactNode;
}

export function AccountList({ accounts, isMixed = false, empty, children }: AccountListProps) {
  const { t } = useTranslation('providers');
  const sources = useQuery({ ...configQuery, enabled: accounts.some((account) => account.source === 'config') }).data
    ?.sources;
  if (accounts.length === 0)
    return (
      <EmptyState icon={KeyRound} title={empty}>
        {children}
      </EmptyState>
    );
  return (
    <ul aria-label={t('keys')} className="divide-y divide-line">
      {accounts.map((account) => (
        <AccountRow key={account.id} account={account} isMixed={isMixed} place={placeOf(account, sources)} />
      ))}
    </ul>
  );
}

/** `gratis.yaml:3:72`. */
const placeOf = (account: Account, sources: Config['sources'] | undefined) =>
  ['api_key', 'api_keys']
    .map((name) => sources?.[`providers.${account.provider}.${name}`])
    .find((source) => source !== undefined && source.layer !== 'default')?.at ?? null;
