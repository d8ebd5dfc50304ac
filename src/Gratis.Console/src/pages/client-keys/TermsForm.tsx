import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { limitNames, type ClientTerms } from '@/api/clientKeys';
import { knownProvidersQuery } from '@/api/knownProviders';
import { modelsQuery } from '@/api/models';
import { Button } from '@/ui/Button';
import { Select, TextField } from '@/ui/Field';
import { ProblemNote } from '@/ui/ProblemNote';
import { draftOf, problemsOf, termsOf, type Draft, type NumberName } from './draft';
import { NamesField } from './NamesField';

interface TermsFormProps {
  initial: ClientTerms;
  action: string;
  isBusy: boolean;
  error: Error | null;
  onSubmit: (terms: ClientTerms) => void;
  onClose: () => void;
}

const regions = ['eu', 'us', 'cn', 'global', 'local'];
const none: readonly never[] = [];

/** Everything that may be said of a client; all but its name may be left out. */
export function TermsForm({ initial, action, isBusy, error, onSubmit, onClose }: TermsFormProps) {
  const { t } = useTranslation(['client-keys', 'common']);
  const [draft, setDraft] = useState(() => draftOf(initial));
  const [isTried, setTried] = useState(false);
  const models = useQuery(modelsQuery).data?.map((model) => model.id) ?? none;
  const providers = useQuery(knownProvidersQuery).data?.map((provider) => provider.id) ?? none;

  const set = (more: Partial<Draft>) => setDraft((before) => ({ ...before, ...more }));
  const problems = isTried ? problemsOf(draft) : [];
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setTried(true);
    if (problemsOf(draft).length === 0) onSubmit(termsOf(draft));
  };
  const number = (name: NumberName) => (
    <TextField
      key={name}
      label={t(`terms.${name}`)}
      inputMode="decimal"
      placeholder={name === 'max_wait_seconds' ? t('terms.default') : t('terms.unlimited')}
      error={problems.includes(name) ? t(`problem.${name}`) : undefined}
      value={draft.numbers[name]}
      onChange={(event) => set({ numbers: { ...draft.numbers, [name]: event.target.value } })}
    />
  );
  const names = (
    name: 'models' | 'providers' | 'avoid_providers' | 'regions' | 'avoid_regions',
    known: readonly string[],
  ) => (
    <NamesField
      label={t(`terms.${name}`)}
      hint={t(`hint.${name}`)}
      names={draft[name]}
      known={known}
      onChange={(next) => set({ [name]: next })}
    />
  );

  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-5">
      <TextField
        label={t('terms.name')}
        hint={t('hint.name')}
        maxLength={100}
        required
        error={problems.includes('name') ? t('problem.name') : undefined}
        value={draft.name}
        onChange={(event) => set({ name: event.target.value })}
      />
      <Group title={t('group.limits')}>{limitNames.map(number)}</Group>
      <Group title={t('group.budget')} about={t('group.budget_about')}>
        {number('daily_budget_usd')}
        {number('monthly_budget_usd')}
      </Group>
      <Group title={t('group.access')} isWide>
        {names('models', models)}
        {names('providers', providers)}
        {names('avoid_providers', providers)}
        {names('regions', regions)}
        {names('avoid_regions', regions)}
      </Group>
      <Group title={t('group.manner')}>
        <Select
          label={t('terms.privacy')}
          value={draft.privacy}
          onChange={(privacy) => set({ privacy })}
          options={(['any', 'no_training'] as const).map((value) => ({ value, label: t(`privacy.${value}`) }))}
        />
        <Select
          label={t('terms.priority')}
          value={draft.priority}
          onChange={(priority) => set({ priority })}
          options={(['interactive', 'background'] as const).map((value) => ({ value, label: t(`priority.${value}`) }))}
        />
        <Select
          label={t('terms.sticky')}
          value={stickyWord(draft.sticky)}
          onChange={(word) => set({ sticky: word === 'default' ? null : word === 'always' })}
          options={(['default', 'always', 'never'] as const).map((value) => ({ value, label: t(`sticky.${value}`) }))}
        />
        {number('max_wait_seconds')}
      </Group>
      <ProblemNote error={error} />
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>{t('common:cancel')}</Button>
        <Button type="submit" look="primary" isBusy={isBusy}>
          {action}
        </Button>
      </div>
    </form>
  );
}

const stickyWord = (sticky: boolean | null) => (sticky === null ? 'default' : sticky ? 'always' : 'never');

interface GroupProps {
  title: string;
  about?: string;
  /** One field a line. */
  isWide?: boolean;
  children: ReactNode;
}

function Group({ title, about, isWide = false, children }: GroupProps) {
  return (
    <fieldset className="min-w-0 border-t border-line pt-3">
      <legend className="float-left mb-2 w-full font-medium">{title}</legend>
      {about !== undefined && <p className="mb-2 text-sm text-muted">{about}</p>}
      <div className={isWide ? 'flex w-full flex-col gap-4' : 'grid w-full grid-cols-1 gap-3 sm:grid-cols-2'}>
        {children}
      </div>
    </fieldset>
  );
}
