import { Check, Copy, Pencil, RotateCw, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '@/ui/Button';
import { useCopied } from '@/ui/useCopied';

export interface TurnActs {
  /** Nothing can be asked now. */
  isBusy: boolean;
  onEdit: (text: string) => void;
  onResend: () => void;
  onRemove: () => void;
}

interface TurnActionsProps extends TurnActs {
  text: string;
  resendLabel: string;
  edit: () => void;
}

/** What can be done with a message. */
export function TurnActions({ isBusy, text, resendLabel, edit, onResend, onRemove }: TurnActionsProps) {
  const { t } = useTranslation('playground');
  const { t: common } = useTranslation();
  const { isCopied, copy, forget } = useCopied(text);
  return (
    <div className="mt-1 -ml-2 flex">
      <IconButton
        icon={isCopied ? Check : Copy}
        label={isCopied ? common('copy.done') : common('copy.label')}
        onClick={copy}
        onBlur={forget}
      />
      <IconButton icon={Pencil} label={t('edit.open')} disabled={isBusy} onClick={edit} />
      <IconButton icon={RotateCw} label={resendLabel} disabled={isBusy} onClick={onResend} />
      <IconButton icon={Trash2} label={t('remove')} disabled={isBusy} onClick={onRemove} />
    </div>
  );
}
