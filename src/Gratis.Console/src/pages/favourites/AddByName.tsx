import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/ui/Button';
import { TextField } from '@/ui/Field';

/** For a model wherever it is free, or one that is not there yet. */
export function AddByName({ onAdd }: { onAdd: (name: string) => void }) {
  const { t } = useTranslation('favourites');
  const [name, setName] = useState('');
  return (
    <form
      className="flex items-end gap-2 border-t border-line p-3"
      onSubmit={(event) => {
        event.preventDefault();
        onAdd(name);
        setName('');
      }}
    >
      <TextField
        label={t('add.label')}
        placeholder="qwen/qwen3-coder"
        className="flex-1"
        maxLength={500}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <Button type="submit" icon={Plus} disabled={name.trim() === ''}>
        {t('add.action')}
      </Button>
    </form>
  );
}
