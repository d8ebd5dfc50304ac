import { useQuery } from '@tanstack/react-query';
import { SearchX } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { configQuery } from '@/api/config';
import { configSchemaQuery, type JsonSchema, type WholeConfig } from '@/api/configSchema';
import { groupBy } from '@/app/groupBy';
import { EmptyState } from '@/ui/EmptyState';
import { TextField } from '@/ui/Field';
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
      <div className="flex flex-wrap items-end gap-x-6 gap-y-3">
        <TextField
          label={t('search')}
          type="search"
          className="w-full max-w-md"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <span className="flex h-8 items-center">
          <Switch label={t('set_only')} isOn={isSetOnly} onChange={setSetOnly} />
        </span>
        <p role="status" className="flex h-8 items-center text-sm text-muted">
          {t('count', { count: found.length })}
        </p>
      </div>
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
