import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Config } from '@/api/config';
import {
  limitNames,
  limitsOf,
  pacings,
  sourceOf,
  usePatchLimits,
  type Pacing,
  type ProviderLimits,
} from '@/api/providerLimits';
import { Button } from '@/ui/Button';
import { Select, TextField } from '@/ui/Field';
import { toast } from '@/ui/Toast';
import { changesOf, isLimit, textsOf } from './limitForm';

interface LimitsFormProps {
  provider: string;
  config: Config;
  onClose: () => void;
}

/** What file and environment say is changed there: here it stands, and where. */
export function LimitsForm({ provider, config, onClose }: LimitsFormProps) {
  const { t } = useTranslation('quotas');
  const [before] = useState(() => limitsOf(config, provider));
  const [texts, setTexts] = useState(() => textsOf(before));
  const [reset, setReset] = useState(before.reset ?? '');
  const [pacing, setPacing] = useState<Pacing | ''>(before.pacing ?? '');
  const [share, setShare] = useState(before.reserve_share?.toString() ?? '');
  const patch = usePatchLimits(provider);
  const isShare = share.trim() === '' || (Number(share) >= 0 && Number(share) <= 1);
  const isValid = limitNames.every((name) => isLimit(texts[name])) && isShare;

  const wiring = (name: keyof ProviderLimits, hint?: string) => {
    const source = sourceOf(config, provider, name);
    const isElsewhere = source !== undefined && source.layer !== 'api';
    const said = isElsewhere ? t('edit.elsewhere', { place: source.at ?? source.layer }) : source && t('edit.here');
    const words = [hint, said].filter(Boolean).join(' ');
    return { disabled: isElsewhere, ...(words !== '' && { hint: words }) };
  };

  const save = () => {
    const changes = changesOf(before, texts, {
      reset: reset.trim() || null,
      pacing: pacing || null,
      reserve_share: share.trim() === '' ? null : Number(share),
    });
    if (Object.keys(changes).length === 0) onClose();
    else
      patch.mutate(changes, {
        onSuccess: () => {
          toast.done(t('edit.saved', { provider }));
          onClose();
        },
        onError: (error) => toast.failed(t('edit.failed'), error),
      });
  };

  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (isValid) save();
      }}
    >
      <div className="grid grid-cols-2 gap-3">
        {limitNames.map((name) => (
          <TextField
            key={name}
            label={t(`limit.${name}`)}
            inputMode="numeric"
            value={texts[name]}
            placeholder={t('edit.automatic')}
            error={isLimit(texts[name]) ? undefined : t('edit.not_whole')}
            onChange={(event) => setTexts({ ...texts, [name]: event.target.value })}
            {...wiring(name)}
          />
        ))}
      </div>
      <TextField
        label={t('limit.reset')}
        value={reset}
        placeholder="UTC"
        onChange={(event) => setReset(event.target.value)}
        {...wiring('reset', t('edit.reset_hint'))}
      />
      <div className="grid grid-cols-2 gap-3">
        <Select<Pacing | ''>
          label={t('limit.pacing')}
          value={pacing}
          options={[
            { value: '', label: t('edit.automatic') },
            ...pacings.map((value) => ({ value, label: t(`pacing.${value}`) })),
          ]}
          onChange={setPacing}
          {...wiring('pacing')}
        />
        <TextField
          label={t('limit.reserve_share')}
          inputMode="decimal"
          value={share}
          placeholder="0.2"
          error={isShare ? undefined : t('edit.not_share')}
          onChange={(event) => setShare(event.target.value)}
          {...wiring('reserve_share')}
        />
      </div>
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>{t('edit.cancel')}</Button>
        <Button type="submit" look="primary" isBusy={patch.isPending} disabled={!isValid}>
          {t('edit.save')}
        </Button>
      </div>
    </form>
  );
}
