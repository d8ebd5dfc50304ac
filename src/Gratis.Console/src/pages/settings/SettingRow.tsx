import { Undo2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/ui/Button';
import { toast } from '@/ui/Toast';
import { SettingControl } from './SettingControl';
import { SettingLock } from './SettingLock';
import { nameOf, textOf, type Setting } from './settings';
import { SourceBadge } from './SourceBadge';
import { useChangeSetting } from './useChangeSetting';

/** A value: what it is for, what it is, who said so, and how to change that. */
export function SettingRow({ setting }: { setting: Setting }) {
  const { t } = useTranslation('settings');
  const change = useChangeSetting(setting.key);
  const [saves, setSaves] = useState(0);
  const save = (value: unknown) =>
    change.mutate(value, {
      onSuccess: () => {
        setSaves((count) => count + 1);
        toast.done(value === null ? t('taken_back', { key: setting.key }) : t('saved', { key: setting.key }));
      },
    });
  const fallback = textOf(setting.fallback).replaceAll('\n', ', ');
  return (
    <li
      aria-label={setting.key}
      className="grid grid-cols-[minmax(0,1fr)] gap-x-6 gap-y-2 px-4 py-3 lg:grid-cols-[minmax(0,1fr)_minmax(0,24rem)]"
    >
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="font-medium">{nameOf(setting)}</span>
          <SourceBadge source={setting.source} />
        </p>
        <p className="mt-0.5 text-sm break-words text-muted">{setting.description}</p>
        <p className="mt-0.5 font-mono text-xs break-all text-muted">
          {setting.key}
          {fallback !== '' && ` · ${t('default', { value: fallback })}`}
        </p>
      </div>
      <div className="flex min-w-0 flex-col gap-2">
        {setting.lock === null ? (
          <SettingControl
            // What was saved begins anew from what the gateway says now.
            key={`${saves} ${textOf(setting.value)}`}
            setting={setting}
            isBusy={change.isPending}
            error={change.error?.message}
            onSave={save}
            onEdit={change.reset}
          />
        ) : (
          <SettingLock setting={setting} lock={setting.lock} />
        )}
        {setting.source.layer === 'api' && (
          <div>
            <Button look="quiet" icon={Undo2} isBusy={change.isPending} onClick={() => save(null)}>
              {t('take_back')}
            </Button>
          </div>
        )}
      </div>
    </li>
  );
}
