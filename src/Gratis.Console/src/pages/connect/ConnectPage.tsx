import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Eye, EyeOff } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { clientKeysQuery, freshKeyQuery } from '@/api/clientKeys';
import { modelsQuery } from '@/api/models';
import { IconButton } from '@/ui/Button';
import { CopyButton } from '@/ui/CopyButton';
import { TextField } from '@/ui/Field';
import { PageHeader } from '@/ui/PageHeader';
import { Panel } from '@/ui/Panel';
import { Tabs } from '@/ui/Tabs';
import { Setup } from './Setup';
import { tools, type Tool } from './snippets';
import { TryIt } from './TryIt';

const offered = 300;

/** How programs are pointed at this gateway: address, key and model, in the words of each. */
export default function ConnectPage() {
  const { t } = useTranslation('connect');
  const client = useQueryClient();
  const list = useId();
  const key = useQuery(freshKeyQuery).data ?? '';
  const keys = useQuery(clientKeysQuery).data;
  const models = useQuery(modelsQuery).data ?? [];
  const [model, setModel] = useState('auto');
  const [tool, setTool] = useState<Tool>('python');
  const [isShown, setShown] = useState(false);

  const baseUrl = `${window.location.origin}/v1`;
  const needsKey = keys?.some((one) => one.revoked_at === null) ?? false;
  // While there is no client key any word will do, and most programs want one.
  const connection = { baseUrl, key: key || (needsKey ? t('key_here') : 'any'), model: model.trim() || 'auto' };
  const matching = models.filter((one) => one.id.includes(model) || model === 'auto').slice(0, offered);

  return (
    <>
      <PageHeader title={t('title')} about={t('about')} />
      <div className="flex flex-col gap-4">
        <Panel title={t('connection')}>
          <div className="grid gap-4 md:grid-cols-3">
            <div className="flex items-end gap-2 self-start">
              <TextField label={t('field.base_url')} className="flex-1" readOnly value={baseUrl} />
              <CopyButton text={baseUrl} />
            </div>
            <div className="flex flex-col gap-1">
              <div className="flex items-end gap-1">
                <TextField
                  label={t('field.api_key')}
                  type={isShown ? 'text' : 'password'}
                  autoComplete="off"
                  spellCheck={false}
                  data-1p-ignore
                  className="flex-1"
                  placeholder={t('paste')}
                  value={key}
                  onChange={(event) => client.setQueryData(freshKeyQuery.queryKey, event.target.value.trim())}
                />
                <IconButton
                  icon={isShown ? EyeOff : Eye}
                  label={isShown ? t('hide_key') : t('show_key')}
                  onClick={() => setShown(!isShown)}
                />
              </div>
              <p className="text-sm text-muted">
                {t('key_about')} <Link href="/client-keys">{t('key_create')}</Link>
              </p>
            </div>
            <TextField
              label={t('field.model')}
              list={list}
              autoComplete="off"
              spellCheck={false}
              hint={t('model_about')}
              value={model}
              onChange={(event) => setModel(event.target.value)}
            />
            <datalist id={list}>
              {matching.map((one) => (
                <option key={one.id} value={one.id} />
              ))}
            </datalist>
          </div>
        </Panel>
        <Panel title={t('programs')}>
          <Tabs<Tool>
            label={t('programs')}
            value={tool}
            onChange={setTool}
            tabs={tools.map((value) => ({
              value,
              label: t(`tool.${value}`),
              content: <Setup tool={value} connection={connection} />,
            }))}
          />
        </Panel>
        <TryIt apiKey={key} model={connection.model} />
      </div>
    </>
  );
}
