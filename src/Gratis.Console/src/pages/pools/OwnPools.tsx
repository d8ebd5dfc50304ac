import { useQuery } from '@tanstack/react-query';
import { Plus, Split } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { configQuery, type Config } from '@/api/config';
import { Button } from '@/ui/Button';
import { EmptyState } from '@/ui/EmptyState';
import { QueryState } from '@/ui/QueryState';
import { DeletePool } from './DeletePool';
import { PoolCard } from './PoolCard';
import { draftOf, newDraft, originOf } from './poolDraft';
import { PoolEditor } from './PoolEditor';

/** The owner's pools: those made here are changed here, those of the file are shown. */
export function OwnPools() {
  const query = useQuery(configQuery);
  return <QueryState query={query}>{(config) => <Pools config={config} />}</QueryState>;
}

function Pools({ config }: { config: Config }) {
  const { t } = useTranslation('pools');
  const [edited, setEdited] = useState<string | null>();
  const [deleted, setDeleted] = useState<string>();
  const names = Object.keys(config.pools);
  const pool = typeof edited === 'string' ? config.pools[edited] : undefined;
  return (
    <>
      <div className="mb-4 flex flex-wrap items-center justify-between gap-3">
        <p className="max-w-prose text-muted">{t('own.about')}</p>
        <Button look="primary" icon={Plus} onClick={() => setEdited(null)}>
          {t('own.new')}
        </Button>
      </div>
      {names.length === 0 ? (
        <div className="rounded-lg border border-line bg-surface">
          <EmptyState icon={Split} title={t('own.none')}>
            <p>{t('own.none_hint')}</p>
          </EmptyState>
        </div>
      ) : (
        <ul className="grid grid-cols-[minmax(0,1fr)] gap-4 lg:grid-cols-2">
          {names.map((name) => {
            const one = config.pools[name];
            return (
              one && (
                <li key={name}>
                  <PoolCard
                    name={name}
                    pool={one}
                    origin={originOf(config, name)}
                    onEdit={() => setEdited(name)}
                    onDelete={() => setDeleted(name)}
                  />
                </li>
              )
            );
          })}
        </ul>
      )}
      {edited !== undefined && (
        <PoolEditor
          start={typeof edited === 'string' && pool ? draftOf(edited, pool) : newDraft}
          isNew={edited === null}
          others={names.filter((name) => name !== edited)}
          onClose={() => setEdited(undefined)}
        />
      )}
      <DeletePool name={deleted} onClose={() => setDeleted(undefined)} />
    </>
  );
}
