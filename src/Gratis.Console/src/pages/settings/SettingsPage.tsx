import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { PageHeader } from '@/ui/PageHeader';
import { Tabs } from '@/ui/Tabs';
import { AboutTab } from './AboutTab';
import { AccessTab } from './AccessTab';
import { AuditTab } from './AuditTab';
import { BackupTab } from './BackupTab';
import { ConfigTab } from './ConfigTab';

const tabs = ['config', 'access', 'backup', 'audit', 'about'] as const;
type Tab = (typeof tabs)[number];

const contents: Record<Tab, () => React.ReactNode> = {
  config: () => <ConfigTab />,
  access: () => <AccessTab />,
  backup: () => <BackupTab />,
  audit: () => <AuditTab />,
  about: () => <AboutTab />,
};

/** How the gateway is set up, who may change it, and who did. */
export default function SettingsPage() {
  const { t } = useTranslation('settings');
  const [location, navigate] = useLocation();
  const current = tabs.find((tab) => location === `/settings/${tab}`) ?? 'config';
  return (
    <>
      <PageHeader title={t('title')} />
      <Tabs<Tab>
        label={t('title')}
        value={current}
        onChange={(tab) => navigate(tab === 'config' ? '/settings' : `/settings/${tab}`)}
        tabs={tabs.map((value) => ({ value, label: t(`tabs.${value}`), content: contents[value]() }))}
      />
    </>
  );
}
