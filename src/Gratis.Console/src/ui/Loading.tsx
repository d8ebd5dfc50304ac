import { useTranslation } from 'react-i18next';

/** A quiet place while something comes: it shows only when that takes longer than a moment. */
export function Loading() {
  const { t } = useTranslation();
  return (
    <div role="status" className="p-6 text-muted motion-safe:animate-[boot-appear_0s_0.3s_both]">
      {t('loading')}
    </div>
  );
}
