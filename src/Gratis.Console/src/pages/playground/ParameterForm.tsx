import { useTranslation } from 'react-i18next';
import { Button } from '@/ui/Button';
import { Select, TextArea, TextField } from '@/ui/Field';
import { Switch } from '@/ui/Switch';
import { defaults, faultsOf, formats, toolChoices, type Format, type Parameters, type ToolChoice } from './parameters';

interface ParameterFormProps {
  parameters: Parameters;
  onChange: (more: Partial<Parameters>) => void;
}

/** What goes along with every question. An empty field is not sent. */
export function ParameterForm({ parameters, onChange }: ParameterFormProps) {
  const { t } = useTranslation('playground');
  const faults = faultsOf(parameters);
  const field = (name: Exclude<keyof Parameters, 'format' | 'toolChoice' | 'isWebSearch' | 'isStreamed'>) => {
    const fault = faults[name];
    return {
      label: t(`parameters.${name}`),
      value: parameters[name],
      error: fault && t(`parameters.fault.${fault}`),
      onChange: (event: { target: { value: string } }) => onChange({ [name]: event.target.value }),
    };
  };
  return (
    <div className="flex flex-col gap-4 p-4">
      <TextArea {...field('system')} rows={5} />
      <div className="grid grid-cols-2 gap-3">
        <TextField {...field('temperature')} inputMode="decimal" placeholder="0–2" />
        <TextField {...field('topP')} inputMode="decimal" placeholder="0–1" />
        <TextField {...field('maxTokens')} inputMode="numeric" />
        <TextField {...field('seed')} inputMode="numeric" />
      </div>
      <Select<Format>
        label={t('parameters.format')}
        value={parameters.format}
        onChange={(format) => onChange({ format })}
        options={formats.map((value) => ({ value, label: t(`parameters.formats.${value}`) }))}
      />
      {parameters.format === 'json_schema' && (
        <TextArea
          {...field('schema')}
          rows={8}
          spellCheck={false}
          className="[&_textarea]:font-mono"
          placeholder={schemaExample}
        />
      )}
      <TextArea
        {...field('tools')}
        rows={8}
        spellCheck={false}
        className="[&_textarea]:font-mono"
        placeholder={toolsExample}
        hint={t('parameters.tools_hint')}
      />
      {parameters.tools.trim() !== '' && (
        <Select<ToolChoice>
          label={t('parameters.toolChoice')}
          value={parameters.toolChoice}
          onChange={(toolChoice) => onChange({ toolChoice })}
          options={toolChoices.map((value) => ({ value, label: t(`parameters.toolChoices.${value}`) }))}
        />
      )}
      <Switch
        label={t('parameters.isWebSearch')}
        isOn={parameters.isWebSearch}
        onChange={(isWebSearch) => onChange({ isWebSearch })}
      />
      <Switch
        label={t('parameters.isStreamed')}
        isOn={parameters.isStreamed}
        onChange={(isStreamed) => onChange({ isStreamed })}
      />
      <div>
        <Button onClick={() => onChange(defaults)}>{t('parameters.reset')}</Button>
      </div>
    </div>
  );
}

const schemaExample = `{"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}`;

const toolsExample = `[{"type": "function", "function": {"name": "get_weather", "parameters": {"type": "object", "properties": {"city": {"type": "string"}}}}}]`;
