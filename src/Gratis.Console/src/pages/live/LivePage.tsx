import { Eraser, Pause, Play } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RequestPanel } from '@/pages/log/RequestPanel';
import { Button } from '@/ui/Button';
import { FilterRow } from '@/ui/FilterRow';
import { PageHeader } from '@/ui/PageHeader';
import { Panel } from '@/ui/Panel';
import { ConnectionState } from './ConnectionState';
import { matching, shows, type LiveList, type Show } from './liveList';
import { LiveTable } from './LiveTable';
import { useLive } from './useLive';

/** Requests as they happen. */
export default function LivePage() {
  const { t } = useTranslation('live');
  const { list, connection, clear } = useLive();
  const [held, setHeld] = useState<LiveList | null>(null);
  const [show, setShow] = useState<Show>('all');
  const [text, setText] = useState('');
  const [opened, setOpened] = useState<string | null>(null);
  const shown = held ?? list;
  const requests = useMemo(() => matching(shown.requests, show, text), [shown, show, text]);
  return (
    <>
      <PageHeader
        title={t('title')}
        about={t('about')}
        actions={
          <>
            <Button icon={held ? Play : Pause} onClick={() => setHeld(held ? null : list)}>
              {held ? t('resume') : t('pause')}
            </Button>
            <Button
              icon={Eraser}
              onClick={() => {
                clear();
                setHeld(null);
              }}
            >
              {t('clear')}
            </Button>
          </>
        }
      />
      <Panel
        title={t('requests')}
        isFlush
        aside={<ConnectionState connection={connection} isHeld={held !== null} dropped={list.dropped} />}
      >
        <FilterRow
          searchLabel={t('filter.text')}
          text={text}
          onText={setText}
          showLabel={t('filter.show')}
          show={show}
          shows={shows.map((value) => ({ value, label: t(`show.${value}`) }))}
          onShow={setShow}
          className="border-b border-line p-4"
        />
        <LiveTable requests={requests} isFiltered={shown.requests.length > 0} onOpen={setOpened} />
      </Panel>
      {opened !== null && <RequestPanel id={opened} onClose={() => setOpened(null)} />}
    </>
  );
}
