import { useQuery } from '@tanstack/react-query';
import { SearchX } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { configQuery } from '@/api/config';
import { configSchemaQuery, type JsonSchema, type WholeConfig } from '@/api/configSchema';
import { groupBy } from '@/app/groupBy';
import { EmptyState } from '@/ui/EmptyState';
import { SearchHead } from '@/ui/SearchHead';
import { Panel } from '@/ui/Panel';
import { QueryState } from '@/ui/QueryState';
import { Switch } from '@/ui/Switch';
import { isGroup } from './groups';
import { SettingRow } from './SettingRow';
import { search, settingsOf } from './settings';

/** Every value of the config. */
export function ConfigTab() {
  const schema = useQuery(configSchemaQuery);
  const config = useQuery(configQuery);
  return (
    <QueryState query={schema}>
      {(shape) => (
        <QueryState query={config}>
          {(values) => <ConfigForm schema={shape} config={values as WholeConfig} />}
        </QueryState>
      )}
    </QueryState>
  );
}

function ConfigForm({ schema, config }: { schema: JsonSchema; config: WholeConfig }) {
  const { t } = useTranslation('settings');
  const [text, setText] = useState('');
  const [isSetOnly, setSetOnly] = useState(false);
  const all = useMemo(() => settingsOf(schema, config), [schema, config]);
  const found = useMemo(
    () => search(all, text).filter((setting) => !isSetOnly || setting.source.layer !== 'default'),
    [all, text, isSetOnly],
  );
  return (
    <div className="flex flex-col gap-4">
      <SearchHead label={t('search')} text={text} onText={setText} found={t('count', { count: found.length })}>
        <Switch label={t('set_only')} isOn={isSetOnly} onChange={setSetOnly} />
      </SearchHead>
      {found.length === 0 && <EmptyState icon={SearchX} title={t('none_found')} />}
      {[...groupBy(found, (setting) => setting.group)].map(([group, settings]) => (
        <Panel key={group} title={isGroup(group) ? t(`groups.${group}`) : group} isFlush>
          <ul className="divide-y divide-line">
            {settings.map((setting) => (
              <SettingRow key={setting.key} setting={setting} />
            ))}
          </ul>
        </Panel>
      ))}
    </div>
  );
}
