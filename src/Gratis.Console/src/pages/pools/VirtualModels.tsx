import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { modelQuery, modelsQuery, type Model } from '@/api/models';
import { classes } from '@/ui/classes';
import { EmptyState } from '@/ui/EmptyState';
import { SearchField } from '@/ui/SearchField';
import { Panel } from '@/ui/Panel';
import { QueryState } from '@/ui/QueryState';
import { Candidates } from './Candidates';

/** Names that stand for many routes, and what each stands for now. */
export function VirtualModels() {
  const query = useQuery({ ...modelsQuery, refetchInterval: 30_000 });
  return <QueryState query={query}>{(models) => <Chooser models={models} />}</QueryState>;
}

function Chooser({ models }: { models: readonly Model[] }) {
  const { t } = useTranslation('pools');
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState('auto');
  const names = models.filter((model) => model.tier === undefined).map((model) => model.id);
  const shown = names.filter((name) => name.toLowerCase().includes(search.trim().toLowerCase()));
  if (names.length === 0) return <EmptyState title={t('virtual.none')} />;
  const current = names.includes(chosen) ? chosen : (names[0] ?? '');
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 md:grid-cols-[16rem_minmax(0,1fr)]">
      <Panel title={t('virtual.title')} isFlush>
        <div className="border-b border-line p-2">
          <SearchField label={t('virtual.search')} text={search} onText={setSearch} />
        </div>
        <ul className="max-h-52 overflow-y-auto p-1.5 md:max-h-[60dvh]">
          {shown.map((name) => (
            <li key={name}>
              <button
                type="button"
                aria-pressed={name === current}
                onClick={() => setChosen(name)}
                className={classes(
                  'block w-full truncate rounded-md px-2.5 py-1.5 text-left -outline-offset-2',
                  name === current ? 'bg-hover font-medium text-accent' : 'hover:bg-hover',
                )}
              >
                {name}
              </button>
            </li>
          ))}
        </ul>
      </Panel>
      <Panel title={t('virtual.candidates', { name: current })} isFlush>
        <CandidatesOf key={current} name={current} />
      </Panel>
    </div>
  );
}

function CandidatesOf({ name }: { name: string }) {
  const query = useQuery({ ...modelQuery(name), refetchInterval: 15_000 });
  return <QueryState query={query}>{(model) => <Candidates ids={model.candidates ?? []} />}</QueryState>;
}
