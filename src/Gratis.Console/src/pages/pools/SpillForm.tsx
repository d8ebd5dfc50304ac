import { Undo2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePatchConfig, type Config } from '@/api/config';
import { Button } from '@/ui/Button';
import { TextField } from '@/ui/Field';
import { Switch } from '@/ui/Switch';
import { toast } from '@/ui/Toast';
import { isMoney, spillDraftOf, spillMembers, spillPatch, takeBackPatch, type SpillDraft } from './spillDraft';
import { Targets } from './Targets';

/** Nothing counts until it is saved. What the environment says is changed there. */
export function SpillForm({ config }: { config: Config }) {
  const { t } = useTranslation('pools');
  const [draft, setDraft] = useState(() => spillDraftOf(config.spill));
  const patch = usePatchConfig();
  const set = (change: Partial<SpillDraft>) => setDraft((now) => ({ ...now, ...change }));
  const change = spillPatch(config.spill, draft);
  const isValid = isMoney(draft.monthly) && (draft.daily.trim() === '' || isMoney(draft.daily));
  const back = takeBackPatch(config);
  const isFixed = (member: (typeof spillMembers)[number]) => config.sources[`spill.${member}`]?.layer === 'env';
  const save = (spill: typeof change) => patch.mutate({ spill }, { onSuccess: () => toast.done(t('spill.done')) });
  return (
    <form
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (isValid) save(change);
      }}
    >
      <div className="flex flex-col gap-1">
        <Switch
          label={t('spill.enabled')}
          isOn={draft.enabled}
          isDisabled={isFixed('enabled')}
          onChange={(enabled) => set({ enabled })}
        />
        <p className="text-sm text-muted">{t('spill.enabled_hint')}</p>
      </div>
      <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
        <TextField
          label={t('spill.monthly')}
          hint={t('spill.monthly_hint')}
          error={isMoney(draft.monthly) ? undefined : t('fault.money')}
          inputMode="decimal"
          disabled={isFixed('monthly_budget_usd')}
          value={draft.monthly}
          onChange={(event) => set({ monthly: event.target.value })}
        />
        <TextField
          label={t('spill.daily')}
          hint={t('spill.daily_hint')}
          error={draft.daily.trim() === '' || isMoney(draft.daily) ? undefined : t('fault.money')}
          inputMode="decimal"
          disabled={isFixed('daily_budget_usd')}
          value={draft.daily}
          onChange={(event) => set({ daily: event.target.value })}
        />
        <TextField
          label={t('spill.zone')}
          hint={t('spill.zone_hint')}
          placeholder="Europe/Berlin"
          disabled={isFixed('zone')}
          value={draft.zone}
          onChange={(event) => set({ zone: event.target.value })}
        />
      </div>
      <div className="flex flex-col gap-1">
        <p className="text-sm font-medium">{t('spill.targets')}</p>
        {isFixed('targets') ? (
          <p className="break-all text-muted">{draft.targets.join(', ')}</p>
        ) : (
          <Targets
            label={t('spill.targets')}
            targets={draft.targets}
            nameOf={(name) => name}
            make={(name) => name}
            onlyPaid
            onChange={(targets) => set({ targets })}
          />
        )}
        <p className="text-sm text-muted">{t('spill.targets_hint')}</p>
      </div>
      <Sources config={config} />
      {patch.isError && (
        <p role="alert" className="break-words whitespace-pre-line text-bad">
          {patch.error.message}
        </p>
      )}
      <div className="flex flex-wrap justify-end gap-2">
        {back !== null && (
          <Button icon={Undo2} disabled={patch.isPending} onClick={() => save(back)}>
            {t('spill.take_back')}
          </Button>
        )}
        <Button
          type="submit"
          look="primary"
          isBusy={patch.isPending}
          disabled={!isValid || Object.keys(change).length === 0}
        >
          {t('spill.save')}
        </Button>
      </div>
    </form>
  );
}

/** What is written elsewhere, and where. */
function Sources({ config }: { config: Config }) {
  const { t } = useTranslation('pools');
  const elsewhere = spillMembers.flatMap((member) => {
    const source = config.sources[`spill.${member}`];
    return source && source.layer !== 'api' && source.layer !== 'default'
      ? [{ member, at: source.at ?? source.layer }]
      : [];
  });
  if (elsewhere.length === 0) return null;
  return (
    <ul className="text-sm text-muted">
      {elsewhere.map(({ member, at }) => (
        <li key={member} className="break-all">
          {t('spill.from', { member, at })}
        </li>
      ))}
    </ul>
  );
}
