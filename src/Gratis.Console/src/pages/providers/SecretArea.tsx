import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TextArea } from '@/ui/Field';
import { Switch } from '@/ui/Switch';
import { classes } from '@/ui/classes';

interface SecretAreaProps {
  label: string;
  hint: string;
  value: string;
  isRequired?: boolean;
  rows?: number;
  onChange: (value: string) => void;
}

/** Keys as dots, for who looks over a shoulder; several lines, which no password field takes. */
export function SecretArea({ label, hint, value, isRequired = false, rows = 3, onChange }: SecretAreaProps) {
  const { t } = useTranslation('providers');
  const [isShown, setShown] = useState(false);
  return (
    <div className="flex flex-col gap-2">
      <TextArea
        label={label}
        hint={hint}
        value={value}
        rows={rows}
        required={isRequired}
        autoComplete="off"
        autoCapitalize="off"
        autoCorrect="off"
        spellCheck={false}
        data-1p-ignore
        className={classes('[&_textarea]:font-mono', !isShown && '[&_textarea]:[-webkit-text-security:disc]')}
        onChange={(event) => onChange(event.target.value)}
      />
      <Switch label={t('secret.show')} isOn={isShown} onChange={setShown} />
    </div>
  );
}
