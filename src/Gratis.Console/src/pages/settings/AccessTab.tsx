import { useQuery } from '@tanstack/react-query';
import { KeyRound, Link2, LogOut } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMakeLink, useRotateAdminToken } from '@/api/access';
import { sessionQuery, useSignOut } from '@/api/session';
import { Button } from '@/ui/Button';
import { Countdown } from '@/ui/Countdown';
import { ConfirmDialog } from '@/ui/Dialog';
import { Instant } from '@/ui/Instant';
import { Panel } from '@/ui/Panel';
import { toast } from '@/ui/Toast';
import { ShownOnce } from './ShownOnce';

/** Who gets into this console. */
export function AccessTab() {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-2">
      <LinkPanel />
      <TokenPanel />
      <SessionPanel />
    </div>
  );
}

function LinkPanel() {
  const { t } = useTranslation('settings');
  const link = useMakeLink();
  return (
    <Panel title={t('link.title')}>
      <p className="mb-3 text-muted">{t('link.about')}</p>
      <Button
        icon={Link2}
        isBusy={link.isPending}
        onClick={() => link.mutate(undefined, { onError: (error) => toast.failed(t('link.failed'), error) })}
      >
        {t('link.make')}
      </Button>
      {link.data && (
        <ShownOnce label={t('link.label')} text={link.data.url}>
          {t('link.ends')} <Countdown until={link.data.expires_at} />
        </ShownOnce>
      )}
    </Panel>
  );
}

function TokenPanel() {
  const { t } = useTranslation('settings');
  const rotate = useRotateAdminToken();
  const [isAsking, setAsking] = useState(false);
  return (
    <Panel title={t('token.title')}>
      <p className="mb-3 text-muted">{t('token.about')}</p>
      <Button icon={KeyRound} onClick={() => setAsking(true)}>
        {t('token.rotate')}
      </Button>
      {rotate.data && (
        <ShownOnce label={t('token.label')} text={rotate.data.token}>
          {t('token.once')}
        </ShownOnce>
      )}
      {rotate.isError && (
        <p role="alert" className="mt-3 break-words text-bad">
          {rotate.error.message}
        </p>
      )}
      <ConfirmDialog
        title={t('token.confirm.title')}
        description={t('token.confirm.about')}
        action={t('token.rotate')}
        isDangerous
        isBusy={rotate.isPending}
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        onConfirm={() => rotate.mutate(undefined, { onSettled: () => setAsking(false) })}
      />
    </Panel>
  );
}

function SessionPanel() {
  const { t } = useTranslation('settings');
  const { data: session } = useQuery(sessionQuery);
  const signOut = useSignOut((error) => toast.failed(t('session.failed'), error));
  return (
    <Panel title={t('session.title')}>
      <p className="mb-3 text-muted">
        {t('session.about')} {session && <Instant at={session.expires_at} />}
      </p>
      <Button icon={LogOut} isBusy={signOut.isPending} onClick={() => signOut.mutate()}>
        {t('session.end')}
      </Button>
    </Panel>
  );
}
