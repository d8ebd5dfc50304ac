import { CircleCheck, CircleMinus, CircleX, Loader2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AccountTest } from '@/api/accounts';
import { formatNumber } from '@/ui/format';
import type { TestState } from './useKeyTests';

/** What came of trying a key out: its list of models, then one token of a model that costs nothing. */
export function TestResult({ state }: { state: TestState }) {
  const { t } = useTranslation('providers');
  return (
    <div role="status" className="text-sm">
      {state.state === 'running' && (
        <p className="flex items-center gap-2 text-muted">
          <Loader2 size={14} aria-hidden className="animate-spin" />
          {t('test.running')}
        </p>
      )}
      {state.state === 'failed' && (
        <Line ok={false}>{state.error instanceof Error ? state.error.message : String(state.error)}</Line>
      )}
      {state.state === 'done' && <Outcome test={state.test} />}
    </div>
  );
}

function Outcome({ test: { list, chat } }: { test: AccountTest }) {
  const { t, i18n } = useTranslation('providers');
  const factsOf = (status: number | null, ms: number | null) => [
    status !== null && String(status),
    ms !== null && t('test.ms', { ms: formatNumber(ms, i18n.language) }),
  ];
  return (
    <ul className="flex flex-col gap-1">
      <li>
        <Line ok={list.ok}>
          <Words
            parts={[
              t('test.list'),
              ...factsOf(list.status, list.ms),
              list.models !== null && t('test.models', { count: list.models }),
              list.reason,
            ]}
          />
        </Line>
      </li>
      <li>
        <Line ok={chat.route === null ? null : chat.ok}>
          <Words
            parts={[
              t('test.chat'),
              chat.route,
              ...factsOf(chat.status, chat.ms),
              chat.verdict !== null && t(`verdict.${chat.verdict}`, { defaultValue: chat.verdict }),
              chat.reason,
            ]}
          />
        </Line>
      </li>
    </ul>
  );
}

const Words = ({ parts }: { parts: readonly (string | false | null)[] }) => parts.filter(Boolean).join(' · ');

/** Null: it was not tried, and that is no failure. */
function Line({ ok, children }: { ok: boolean | null; children: ReactNode }) {
  const { t } = useTranslation('providers');
  const [Icon, tone, word] =
    ok === null
      ? ([CircleMinus, 'text-muted', t('test.skipped')] as const)
      : ok
        ? ([CircleCheck, 'text-good', t('test.ok')] as const)
        : ([CircleX, 'text-bad', t('test.failed')] as const);
  return (
    <span className="flex items-start gap-2">
      <Icon size={14} role="img" aria-label={word} className={`mt-0.75 shrink-0 ${tone}`} />
      <span className="min-w-0 break-words">{children}</span>
    </span>
  );
}
