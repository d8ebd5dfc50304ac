import { useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { accountsApi, useAccountsMutation } from '@/api/accounts';
import { freeRules, type FreeRule, type ModelConfig } from '@/api/config';
import { Button } from '@/ui/Button';
import { Select, TextField } from '@/ui/Field';
import { ProblemNote } from '@/ui/ProblemNote';
import { Switch } from '@/ui/Switch';
import { toast } from '@/ui/Toast';
import { problemsOf, toConfig, type CustomProvider } from './custom';
import { keysIn } from './keys';
import { ModelsEditor } from './ModelsEditor';
import { SecretArea } from './SecretArea';
import { TestedKeys } from './TestedKeys';
import { readList, useKeyTests } from './useKeyTests';
import { useProviderConfig } from './useProviderConfig';

interface CustomFormProps {
  initial: CustomProvider;
  /** Its models as the config has them. */
  known: readonly ModelConfig[];
  isNew: boolean;
  taken: readonly string[];
  onClose: () => void;
}

export function CustomForm({ initial, known, isNew, taken, onClose }: CustomFormProps) {
  const { t } = useTranslation(['providers', 'common']);
  const [, navigate] = useLocation();
  const [asked, setAsked] = useState(initial);
  const [keyText, setKeyText] = useState('');
  const [isTried, setTried] = useState(false);
  const [isStored, setStored] = useState(!isNew);
  const { tests, run } = useKeyTests();
  const describe = useProviderConfig();
  const addKeys = useAccountsMutation((keys: readonly string[]) => accountsApi.add(asked.id, keys, null));

  const problems = problemsOf(asked, isStored ? [] : taken);
  const told = (problem: keyof typeof problems) => {
    const what = problems[problem];
    return isTried && what !== undefined ? t(`custom.problem.${what}`) : undefined;
  };
  const set = (more: Partial<CustomProvider>) => setAsked((before) => ({ ...before, ...more }));

  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    setTried(true);
    if (Object.keys(problems).length > 0) return;
    const config = toConfig(asked, known);
    try {
      await describe.mutateAsync({ id: asked.id, config });
      setStored(true);
      const keys = keysIn(keyText);
      if (keys.length > 0) {
        const accounts = await addKeys.mutateAsync(keys);
        setKeyText('');
        void run(accounts);
        return;
      }
    } catch {
      return; // The form shows why.
    }
    // Models that were not named come when its list has been read; that goes on without the form.
    if (config.models.length === 0)
      void readList(asked.id).catch((error: unknown) => toast.failed(t('custom.not_read'), error));
    toast.done(t('custom.saved', { name: asked.id }));
    onClose();
    if (isNew) navigate(`/providers/${encodeURIComponent(asked.id)}`);
  };

  if (addKeys.data) return <TestedKeys accounts={addKeys.data} tests={tests} provider={asked.id} onClose={onClose} />;
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      {isNew && (
        <TextField
          label={t('custom.id')}
          hint={t('custom.id_hint')}
          error={told('id')}
          required
          disabled={isStored}
          autoCapitalize="off"
          spellCheck={false}
          value={asked.id}
          onChange={(event) => set({ id: event.target.value.trim() })}
        />
      )}
      <TextField
        label={t('custom.url')}
        hint={t('custom.url_hint')}
        error={told('url')}
        type="url"
        required
        placeholder="https://api.example.com/v1"
        value={asked.baseUrl}
        onChange={(event) => set({ baseUrl: event.target.value.trim() })}
      />
      <div className="flex flex-col gap-1">
        <Switch label={t('custom.local')} isOn={asked.isLocal} onChange={(isLocal) => set({ isLocal })} />
        <p className="text-sm text-muted">{t('custom.local_hint')}</p>
      </div>
      <Select<FreeRule>
        label={t('custom.free')}
        value={asked.free}
        disabled={asked.isLocal}
        onChange={(free) => set({ free })}
        options={freeRules.map((value) => ({ value, label: t(`custom.rule.${value}`) }))}
      />
      <ModelsEditor
        models={asked.models}
        saysFree={asked.free === 'list' && !asked.isLocal}
        error={told('models')}
        onChange={(models) => set({ models })}
      />
      {isNew && (
        <SecretArea
          label={t('custom.keys')}
          hint={t('custom.keys_hint')}
          value={keyText}
          rows={2}
          onChange={setKeyText}
        />
      )}
      <ProblemNote error={describe.error ?? addKeys.error} />
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>{t('common:cancel')}</Button>
        <Button type="submit" look="primary" isBusy={describe.isPending || addKeys.isPending}>
          {isNew ? t('custom.submit') : t('custom.save')}
        </Button>
      </div>
    </form>
  );
}
