import type { Account } from '@/api/accounts';

/** What the owner calls an account, and the end of its key. */
export function accountName({ label, account, last4 }: Pick<Account, 'label' | 'account' | 'last4'>): string {
  const name = label ?? account;
  return last4 === null ? name : `${name} ••••${last4}`;
}
