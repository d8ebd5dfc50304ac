import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from './Toast';

/** Puts a text on the clipboard, and knows that it did until the button loses the focus. */
export function useCopied(text: string) {
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
  return { isCopied, copy, forget: () => setCopied(false) };
}
