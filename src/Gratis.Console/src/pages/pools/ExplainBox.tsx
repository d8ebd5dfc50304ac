import { useMutation, useQuery } from '@tanstack/react-query';
import { Route } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { explain } from '@/api/explain';
import { modelsQuery } from '@/api/models';
import { Button } from '@/ui/Button';
import { EmptyState } from '@/ui/EmptyState';
import { ErrorState } from '@/ui/ErrorState';
import { TextArea } from '@/ui/Field';
import { Panel } from '@/ui/Panel';
import { NameField } from './NameField';
import { payloadOf } from './payload';
import { PlanView } from './PlanView';

/** A request in, its plan out: nothing is sent. */
export function ExplainBox() {
  const { t } = useTranslation('pools');
  const models = useQuery(modelsQuery);
  const [model, setModel] = useState('');
  const [text, setText] = useState('');
  const [isChecked, setChecked] = useState(false);
  const plan = useMutation({ mutationFn: explain });
  const read = payloadOf(text, model);
  const ask = () => {
    setChecked(true);
    if ('payload' in read) plan.mutate(read.payload);
  };
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
      <Panel title={t('explain.title')}>
        <form
          noValidate
          className="flex flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            ask();
          }}
        >
          <NameField
            label={t('explain.model')}
            hint={t('explain.model_hint')}
            placeholder="auto"
            value={model}
            names={models.data?.map((one) => one.id) ?? []}
            onChange={setModel}
          />
          <TextArea
            label={t('explain.request')}
            hint={t('explain.request_hint')}
            error={isChecked && 'fault' in read ? t(`fault.${read.fault}`) : undefined}
            rows={10}
            spellCheck={false}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
          <Button type="submit" look="primary" icon={Route} isBusy={plan.isPending} className="self-start">
            {t('explain.ask')}
          </Button>
        </form>
      </Panel>
      <div aria-live="polite" className="flex flex-col gap-4">
        {plan.isSuccess ? (
          <PlanView plan={plan.data} />
        ) : (
          <Panel title={t('explain.plan')}>
            {plan.isError ? (
              <ErrorState error={plan.error} />
            ) : (
              <EmptyState icon={Route} title={t('explain.nothing')} />
            )}
          </Panel>
        )}
      </div>
    </div>
  );
}
