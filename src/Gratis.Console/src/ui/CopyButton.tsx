import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './Button';
import { toast } from './Toast';

/** Puts a text on the clipboard and says so. */
export function CopyButton({ text, label }: { text: string; label?: string }) {
  const { t } = useTranslation();
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch (error) {
      // Browsers close the clipboard to pages that came over plain HTTP from another machine.
      toast.failed(t('copy.failed'), error);
    }
  };
  return (
    <Button icon={isCopied ? Check : Copy} onClick={copy} onBlur={() => setCopied(false)}>
      {isCopied ? t('copy.done') : (label ?? t('copy.label'))}
    </Button>
  );
}
