import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'wouter';
import { PageHeader } from '@/ui/PageHeader';
import { Tabs } from '@/ui/Tabs';
import { ExplainBox } from './ExplainBox';
import { OwnPools } from './OwnPools';
import { Spill } from './Spill';
import { VirtualModels } from './VirtualModels';

const tabs = ['pools', 'virtual', 'spill', 'explain'] as const;
type Tab = (typeof tabs)[number];

const contents: Record<Tab, React.ReactNode> = {
  pools: <OwnPools />,
  virtual: <VirtualModels />,
  spill: <Spill />,
  explain: <ExplainBox />,
};

/** Which routes stand behind a name, in which order, and what may be paid for. */
export default function PoolsPage() {
  const { t } = useTranslation('pools');
  const [params, setParams] = useSearchParams();
  const tab = tabs.find((one) => one === params.get('tab')) ?? 'pools';
  return (
    <>
      <PageHeader title={t('title')} about={t('about')} />
      <Tabs<Tab>
        label={t('title')}
        value={tab}
        onChange={(next) => setParams({ tab: next }, { replace: true })}
        tabs={tabs.map((value) => ({ value, label: t(`tab.${value}`), content: contents[value] }))}
      />
    </>
  );
}
