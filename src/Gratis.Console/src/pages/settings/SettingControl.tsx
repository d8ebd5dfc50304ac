import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/ui/Button';
import { Select, TextArea, TextField } from '@/ui/Field';
import { formatNumber } from '@/ui/format';
import { Switch } from '@/ui/Switch';
import { textOf, valueOf, type Range, type Setting } from './settings';

interface SettingControlProps {
  setting: Setting;
  isBusy: boolean;
  /** What the gateway said of the last try. */
  error: string | undefined;
  onSave: (value: unknown) => void;
  /** The value is no longer what was tried. */
  onEdit: () => void;
}

/** The field of a value. Switches and choices save themselves, what is typed waits for its button. */
export function SettingControl({ setting, isBusy, error, onSave, onEdit }: SettingControlProps) {
  const { t, i18n } = useTranslation('settings');
  const { key, shape, value } = setting;
  const [draft, setDraft] = useState(textOf(value));
  const isChanged = draft !== textOf(value);

  if (shape.kind === 'switch')
    return (
      <>
        <Switch label={key} isLabelHidden isOn={value === true} isDisabled={isBusy} onChange={onSave} />
        {error !== undefined && (
          <p role="alert" className="text-sm text-bad">
            {error}
          </p>
        )}
      </>
    );
  if (shape.kind === 'choice')
    return (
      <Select
        label={key}
        isLabelHidden
        value={textOf(value)}
        disabled={isBusy}
        error={error}
        onChange={onSave}
        options={shape.options.map((option) => ({ value: option, label: option }))}
      />
    );
  if (shape.kind === 'shown') return <p className="font-mono break-all whitespace-pre-wrap">{draft || '–'}</p>;

  const edit = (text: string) => {
    setDraft(text);
    onEdit();
  };
  const giveUp = () => edit(textOf(value));
  const field = {
    label: key,
    isLabelHidden: true,
    value: draft,
    error,
    spellCheck: false,
    onChange: (event: { target: { value: string } }) => edit(event.target.value),
  };
  const rows = Math.min(8, Math.max(2, draft.split('\n').length + 1));
  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        onSave(valueOf(shape, draft));
      }}
    >
      {shape.kind === 'list' ? (
        <TextArea {...field} rows={rows} hint={t('list_hint')} />
      ) : (
        <TextField
          {...field}
          inputMode={shape.kind === 'number' && !shape.isDuration ? 'decimal' : 'text'}
          onKeyDown={(event) => event.key === 'Escape' && giveUp()}
          {...(shape.kind === 'number' && { hint: rangeText(shape.range, shape.isDuration) })}
        />
      )}
      {isChanged && (
        <div className="flex gap-2">
          <Button type="submit" look="primary" isBusy={isBusy} aria-label={t('save_key', { key })}>
            {t('save')}
          </Button>
          <Button onClick={giveUp}>{t('cancel')}</Button>
        </div>
      )}
    </form>
  );

  function rangeText({ least, isLeastLeftOut, most }: Range, isDuration: boolean): string {
    const number = (one: number) => formatNumber(one, i18n.language);
    const words = [
      least !== null &&
        (isLeastLeftOut ? t('range.above', { least: number(least) }) : t('range.from', { least: number(least) })),
      most !== null && t('range.to', { most: number(most) }),
    ].filter(Boolean);
    return [words.join(' '), isDuration && t('range.duration')].filter(Boolean).join(' · ');
  }
}
