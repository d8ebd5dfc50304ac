import { useQuery } from '@tanstack/react-query';
import { useEffect, useState, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Redirect } from 'wouter';
import { ApiError } from '@/api/error';
import { sessionQuery, useSignIn } from '@/api/session';
import { backFrom } from '@/app/session/back';
import { Preferences } from '@/app/shell/Preferences';
import { Button } from '@/ui/Button';
import { TextField } from '@/ui/Field';
import { takeToken } from './token';

/** The door: the admin token, or a one-time link that brings its own. */
export function SignInPage() {
  const { t } = useTranslation(['sign-in', 'common']);
  const session = useQuery(sessionQuery);
  const { mutate, ...signIn } = useSignIn();
  const [token, setToken] = useState('');

  useEffect(() => {
    document.title = `${t('title')} · Gratis`;
    const linked = takeToken();
    if (linked !== null) mutate(linked);
  }, [mutate, t]);

  if (session.data) return <Redirect to={backFrom(window.location.search, window.location.origin)} replace />;

  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    mutate(token.trim());
  };
  return (
    <div className="mx-auto flex min-h-dvh max-w-96 flex-col justify-center gap-6 px-4 py-8">
      <main>
        <p className="mb-1 text-xl font-semibold tracking-tight">Gratis</p>
        <h1 className="mb-6 text-base font-normal text-muted">{t('about')}</h1>
        <form onSubmit={submit} className="flex flex-col gap-4 rounded-lg border border-line bg-surface p-5">
          {/* For password managers, which keep a password under a name. */}
          <input type="text" name="username" autoComplete="username" value="admin" readOnly hidden />
          <TextField
            label={t('token')}
            type="password"
            name="token"
            autoComplete="current-password"
            required
            spellCheck={false}
            value={token}
            onChange={(event) => setToken(event.target.value)}
            error={signIn.error ? explain(signIn.error) : undefined}
            hint={t('hint')}
          />
          <Button type="submit" look="primary" isBusy={signIn.isPending}>
            {t('submit')}
          </Button>
        </form>
      </main>
      <footer className="px-1">
        <Preferences />
      </footer>
    </div>
  );

  function explain(error: Error): string {
    if (!(error instanceof ApiError)) return error.message;
    if (error.isUnreachable) return t('common:error.unreachable_hint');
    if (error.isSignedOut) return t('refused');
    return error.retryAfterSeconds === undefined ? error.message : t('wait', { count: error.retryAfterSeconds });
  }
}
