import { Code, MessageSquarePlus, SlidersHorizontal } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '@/ui/Button';
import { classes } from '@/ui/classes';
import { PageHeader } from '@/ui/PageHeader';
import { SidePanel } from '@/ui/SidePanel';
import { Switch } from '@/ui/Switch';
import { Composer } from './Composer';
import { LaneView } from './LaneView';
import { ParameterForm } from './ParameterForm';
import { defaults, faultsOf, type Parameters } from './parameters';
import { SnippetDialog } from './SnippetDialog';
import { useFollow } from './useFollow';
import { usePlayground } from './usePlayground';

/** Talk to the gateway as a client would, and see how each answer came about. */
export default function PlaygroundPage() {
  const { t } = useTranslation('playground');
  const { playground, actions } = usePlayground();
  const [open, setOpen] = useState<'parameters' | 'code' | null>(null);
  const { lanes, parameters } = playground;
  const isRunning = lanes.some((lane) => lane.turns.some((turn) => turn.kind === 'answer' && turn.state === 'running'));
  useFollow(lanes.some((lane) => lane.turns.length > 0) && lanes);
  const isFaulty = Object.keys(faultsOf(parameters)).length > 0;
  const given = (Object.keys(defaults) as (keyof Parameters)[]).filter((name) => parameters[name] !== defaults[name]);

  return (
    <div className="flex min-h-[calc(100dvh-6.5rem)] flex-col md:min-h-[calc(100dvh-2.5rem)]">
      <PageHeader
        title={t('title')}
        actions={
          <>
            <span className="mr-2 inline-flex items-center">
              <Switch
                label={t('compare')}
                isOn={lanes.length > 1}
                isDisabled={isRunning}
                onChange={actions.setCompared}
              />
            </span>
            <Button icon={SlidersHorizontal} onClick={() => setOpen('parameters')}>
              {given.length === 0 ? t('parameters.open') : t('parameters.open_set', { count: given.length })}
            </Button>
            <Button icon={Code} onClick={() => setOpen('code')}>
              {t('code.open')}
            </Button>
            <Button icon={MessageSquarePlus} onClick={actions.clear}>
              {t('clear')}
            </Button>
          </>
        }
      />
      <div className={classes('grid flex-1 gap-4', lanes.length > 1 && 'md:grid-cols-2')}>
        {lanes.map((lane, place) => (
          <LaneView
            key={lane.id}
            lane={lane}
            number={lanes.length > 1 ? place + 1 : null}
            isBusy={isRunning || isFaulty}
            actions={actions}
          />
        ))}
      </div>
      <Composer
        isRunning={isRunning}
        fault={isFaulty ? t('parameters.faulty') : null}
        onSend={actions.send}
        onStop={actions.stop}
      />
      <SidePanel title={t('parameters.title')} isOpen={open === 'parameters'} onClose={() => setOpen(null)}>
        <ParameterForm parameters={parameters} onChange={actions.setParameters} />
      </SidePanel>
      {open === 'code' && <SnippetDialog playground={playground} isFaulty={isFaulty} onClose={() => setOpen(null)} />}
    </div>
  );
}
