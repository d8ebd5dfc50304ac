import { ExternalLink } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { KnownProvider } from '@/api/knownProviders';

/** Where its keys are given out. */
export function SignUpLink({ provider }: { provider: KnownProvider }) {
  const { t } = useTranslation('providers');
  const address = webAddress(provider.sign_up);
  return (
    address !== null && (
      <a href={address} target="_blank" rel="noopener noreferrer" className="inline-flex items-center gap-1.5 text-sm">
        <ExternalLink size={14} aria-hidden />
        {t('sign_up', { provider: provider.name })}
      </a>
    )
  );
}

/** Only what leads to the web: nothing that an address might do instead. */
export const webAddress = (address: string | null) =>
  address !== null && /^https?:\/\//i.test(address) ? address : null;
