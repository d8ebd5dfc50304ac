import { useSyncExternalStore } from 'react';

// One timer for every countdown of the page, and none while there is none.
const listeners = new Set<() => void>();
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

/** This second, as milliseconds; whoever reads it is drawn again with the next. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => now);
}

function subscribe(ticked: () => void): () => void {
  if (listeners.size === 0) {
    now = Date.now();
    timer = setInterval(() => {
      now = Date.now();
      listeners.forEach((listener) => listener());
    }, 1000);
  }
  listeners.add(ticked);
  return () => {
    listeners.delete(ticked);
    if (listeners.size === 0) clearInterval(timer);
  };
}
