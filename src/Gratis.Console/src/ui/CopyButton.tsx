import { Check, Copy } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from './Button';
import { useCopied } from './useCopied';

/** Puts a text on the clipboard and says so. */
export function CopyButton({ text, label }: { text: string; label?: string }) {
  const { t } = useTranslation();
  const { isCopied, copy, forget } = useCopied(text);
  return (
    <Button icon={isCopied ? Check : Copy} onClick={copy} onBlur={forget}>
      {isCopied ? t('copy.done') : (label ?? t('copy.label'))}
    </Button>
  );
}
