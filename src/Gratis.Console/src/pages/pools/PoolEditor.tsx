import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { strategies, usePatchConfig, type Strategy } from '@/api/config';
import { Button } from '@/ui/Button';
import { Dialog } from '@/ui/Dialog';
import { Select, TextField } from '@/ui/Field';
import { toast } from '@/ui/Toast';
import { Fallbacks } from './Fallbacks';
import { faultsOf, poolOf, type Fault, type PoolDraft, type TargetDraft } from './poolDraft';
import { Targets } from './Targets';

interface PoolEditorProps {
  start: PoolDraft;
  isNew: boolean;
  /** The owner's other pools. */
  others: readonly string[];
  onClose: () => void;
}

/** A pool as a form; the gateway checks all of it before any of it counts. */
export function PoolEditor({ start, isNew, others, onClose }: PoolEditorProps) {
  const { t } = useTranslation(['pools', 'common']);
  const [draft, setDraft] = useState(start);
  const [isChecked, setChecked] = useState(false);
  const patch = usePatchConfig();
  const set = (change: Partial<PoolDraft>) => setDraft((now) => ({ ...now, ...change }));
  const faults = isChecked ? faultsOf(draft, others) : [];
  const fault = (...of: Fault[]) => {
    const found = of.find((one) => faults.includes(one));
    return found && t(`fault.${found}`);
  };
  const save = () => {
    setChecked(true);
    if (faultsOf(draft, others).length > 0) return;
    const name = draft.name.trim();
    patch.mutate(
      { pools: { [name]: poolOf(draft) } },
      {
        onSuccess: () => {
          toast.done(t('editor.done', { name }));
          onClose();
        },
      },
    );
  };
  const targetFault = fault('targets', 'weight');
  return (
    <Dialog title={isNew ? t('editor.new') : t('editor.edit', { name: start.name })} isOpen onClose={onClose}>
      <form
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        {isNew && (
          <TextField
            label={t('pool.name')}
            hint={t('pool.name_hint')}
            error={fault('name', 'taken')}
            value={draft.name}
            onChange={(event) => set({ name: event.target.value })}
          />
        )}
        <Select<Strategy>
          label={t('pool.strategy')}
          hint={t(`strategy.${draft.strategy}_about`)}
          value={draft.strategy}
          onChange={(strategy) => set({ strategy })}
          options={strategies.map((value) => ({ value, label: t(`strategy.${value}`) }))}
        />
        <div className="flex flex-col gap-1">
          <p className="text-sm font-medium">{t('pool.targets')}</p>
          <Targets<TargetDraft>
            label={t('pool.targets')}
            targets={draft.targets}
            nameOf={(target) => target.model}
            make={(model) => ({ model, weight: '1' })}
            onChange={(targets) => set({ targets })}
            {...(draft.strategy === 'weighted' && {
              beside: (target: TargetDraft, index: number) => (
                <TextField
                  label={t('pool.weight_of', { name: target.model })}
                  isLabelHidden
                  title={t('pool.weight')}
                  inputMode="numeric"
                  className="w-16 shrink-0"
                  value={target.weight}
                  onChange={(event) =>
                    set({ targets: draft.targets.with(index, { ...target, weight: event.target.value }) })
                  }
                />
              ),
            })}
          />
          {targetFault !== undefined && (
            <p role="alert" className="text-sm text-bad">
              {targetFault}
            </p>
          )}
        </div>
        <Fallbacks
          chosen={draft.fallback}
          others={others}
          self={draft.name.trim()}
          onChange={(fallback) => set({ fallback })}
        />
        <div className="grid grid-cols-1 gap-4 sm:grid-cols-2">
          <TextField
            label={t('pool.allowed_fails')}
            hint={t('pool.allowed_fails_hint')}
            error={fault('allowedFails')}
            inputMode="numeric"
            value={draft.allowedFails}
            onChange={(event) => set({ allowedFails: event.target.value })}
          />
          <TextField
            label={t('pool.cooldown')}
            hint={t('pool.cooldown_hint')}
            placeholder="60s"
            value={draft.cooldown}
            onChange={(event) => set({ cooldown: event.target.value })}
          />
        </div>
        {patch.isError && (
          <p role="alert" className="break-words whitespace-pre-line text-bad">
            {patch.error.message}
          </p>
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t('common:cancel')}</Button>
          <Button type="submit" look="primary" isBusy={patch.isPending}>
            {t('editor.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
