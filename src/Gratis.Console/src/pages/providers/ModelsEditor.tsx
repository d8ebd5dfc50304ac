import { Plus, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button, IconButton } from '@/ui/Button';
import { Select, TextField } from '@/ui/Field';
import { Switch } from '@/ui/Switch';
import type { CustomModel } from './custom';

interface ModelsEditorProps {
  models: readonly CustomModel[];
  /** Whether a model is free is said here, model by model. */
  saysFree: boolean;
  error?: string | undefined;
  onChange: (models: CustomModel[]) => void;
}

/** The models of a provider whose list nobody should ask. */
export function ModelsEditor({ models, saysFree, error, onChange }: ModelsEditorProps) {
  const { t } = useTranslation('providers');
  const change = (index: number, more: Partial<CustomModel>) =>
    onChange(models.map((model, i) => (i === index ? { ...model, ...more } : model)));
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1 text-sm font-medium">{t('custom.models')}</legend>
      <p className="text-sm text-muted">{t('custom.models_hint')}</p>
      {models.map((model, index) => (
        // A row has no name until one is typed: its place is all it has.
        <div key={index} className="flex flex-wrap items-center gap-2">
          <TextField
            label={t('custom.model_id', { place: index + 1 })}
            isLabelHidden
            placeholder="model-id"
            required
            spellCheck={false}
            className="min-w-40 flex-1"
            value={model.id}
            onChange={(event) => change(index, { id: event.target.value })}
          />
          <Select
            label={t('custom.model_kind', { place: index + 1 })}
            isLabelHidden
            value={model.kind}
            onChange={(kind) => change(index, { kind })}
            options={(['chat', 'embedding', 'rerank'] as const).map((kind) => ({
              value: kind,
              label: t(`custom.kind.${kind}`),
            }))}
          />
          {saysFree && (
            <Switch
              label={t('custom.model_free', { place: index + 1 })}
              isOn={model.isFree}
              onChange={(isFree) => change(index, { isFree })}
            />
          )}
          <IconButton
            icon={Trash2}
            label={t('custom.model_remove', { place: index + 1 })}
            onClick={() => onChange(models.filter((_, i) => i !== index))}
          />
        </div>
      ))}
      {error !== undefined && (
        <p role="alert" className="text-sm text-bad">
          {error}
        </p>
      )}
      <Button
        icon={Plus}
        className="self-start"
        onClick={() => onChange([...models, { id: '', kind: 'chat', isFree: true }])}
      >
        {t('custom.model_add')}
      </Button>
    </fieldset>
  );
}
