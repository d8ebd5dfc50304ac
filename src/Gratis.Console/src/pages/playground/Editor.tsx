import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/ui/Button';
import { TextArea } from '@/ui/Field';

interface EditorProps {
  label: string;
  /** What happens when it is done, as a verb. */
  action: string;
  text: string;
  onSave: (text: string) => void;
  onClose: () => void;
}

/** A message in the hands of its writer. */
export function Editor({ label, action, text, onSave, onClose }: EditorProps) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState(text);
  return (
    <form
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        onSave(draft);
        onClose();
      }}
    >
      <TextArea
        label={label}
        isLabelHidden
        rows={Math.min(16, Math.max(3, draft.split('\n').length + 1))}
        value={draft}
        onChange={(event) => setDraft(event.target.value)}
        onKeyDown={(event) => event.key === 'Escape' && onClose()}
      />
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>{t('cancel')}</Button>
        <Button type="submit" look="primary">
          {action}
        </Button>
      </div>
    </form>
  );
}
