import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { hasPage } from '@/pages/find';
import { elsewhere, textOf, type Lock, type Setting } from './settings';

/** A value that is changed elsewhere, and where. */
export function SettingLock({ setting, lock }: { setting: Setting; lock: Lock }) {
  const { t } = useTranslation('settings');
  const page = elsewhere[setting.key];
  if (lock === 'other_page')
    return page !== undefined && hasPage(page) ? (
      <p>
        <Link href={page}>{t('lock.open_page')}</Link>
      </p>
    ) : (
      <p className="text-sm text-muted">{t('lock.other_page')}</p>
    );
  const text = textOf(setting.value);
  return (
    <>
      <p className="font-mono break-all whitespace-pre-wrap">{text === '' ? '–' : text}</p>
      <p className="text-sm text-muted">
        {lock === 'environment' ? t('lock.environment', { at: setting.source.at ?? '' }) : t(`lock.${lock}`)}
      </p>
    </>
  );
}
