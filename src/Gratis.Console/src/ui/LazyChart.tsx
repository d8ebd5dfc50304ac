import { lazy, Suspense, type ComponentProps } from 'react';
import { Loading } from './Loading';

const Loaded = lazy(async () => ({ default: (await import('./Chart')).Chart }));

/** A chart whose code comes when the first one is drawn; its place is kept. */
export function LazyChart(props: ComponentProps<typeof Loaded>) {
  return (
    <div style={{ minHeight: (props.height ?? 200) + 24 }}>
      <Suspense fallback={<Loading />}>
        <Loaded {...props} />
      </Suspense>
    </div>
  );
}
