import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { configQuery } from '@/api/config';
import { knownProvidersQuery } from '@/api/knownProviders';
import { Dialog } from '@/ui/Dialog';
import { QueryState } from '@/ui/QueryState';
import { CustomForm } from './CustomForm';
import { emptyProvider, fromConfig } from './custom';

interface CustomDialogProps {
  /** The one that is changed; without it another is described. */
  edited?: string;
  isLocal?: boolean;
  onClose: () => void;
}

/** A provider of the owner's own. */
export function CustomDialog({ edited, isLocal = false, onClose }: CustomDialogProps) {
  const { t } = useTranslation('providers');
  const config = useQuery(configQuery);
  const taken = useQuery(knownProvidersQuery).data?.map((one) => one.id) ?? [];
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={edited === undefined ? t('custom.add') : t('custom.edit_of', { name: edited })}
      description={edited === undefined ? t('custom.about') : undefined}
    >
      <QueryState query={config}>
        {({ providers }) => {
          const known = edited === undefined ? undefined : providers[edited];
          return (
            <CustomForm
              initial={edited === undefined || !known ? { ...emptyProvider, isLocal } : fromConfig(edited, known)}
              known={known?.models ?? []}
              isNew={edited === undefined}
              taken={taken}
              onClose={onClose}
            />
          );
        }}
      </QueryState>
    </Dialog>
  );
}
