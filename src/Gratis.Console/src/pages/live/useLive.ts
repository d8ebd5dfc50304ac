import { useEffect, useRef, useState } from 'react';
import { liveEvents, type LiveEvent } from '@/api/live';
import { ApiError } from '@/api/error';
import { emptyList, withEvents, withGap, type LiveList } from './liveList';

export type Connection =
  | { state: 'connecting' }
  | { state: 'open' }
  /** It broke, and is tried again at an instant; the reason in the gateway's words where it had any. */
  | { state: 'lost'; retryAt: string; reason: string | null };

/** Events are shown in steps a person can follow, however fast they come. */
const drawEvery = 150;
const firstWait = 1_000;
const longestWait = 15_000;

/** Requests while they happen. A stream that breaks is opened again, later each time. */
export function useLive() {
  const [list, setList] = useState<LiveList>(emptyList);
  const [connection, setConnection] = useState<Connection>({ state: 'connecting' });
  const waiting = useRef<LiveEvent[]>([]);

  useEffect(() => {
    const left = new AbortController();
    const draw = setInterval(() => {
      const events = waiting.current.splice(0);
      if (events.length > 0) setList((before) => withEvents(before, events, new Date().toISOString()));
    }, drawEvery);
    void keepListening(left.signal, {
      opened: () => setConnection({ state: 'open' }),
      told: (event) => waiting.current.push(event),
      lost: (retryAt, reason) => {
        setConnection({ state: 'lost', retryAt, reason });
        setList(withGap);
      },
    });
    return () => {
      left.abort();
      clearInterval(draw);
    };
  }, []);

  return { list, connection, clear: () => setList(emptyList) };
}

interface Ear {
  opened: () => void;
  told: (event: LiveEvent) => void;
  lost: (retryAt: string, reason: string | null) => void;
}

async function keepListening(signal: AbortSignal, ear: Ear): Promise<void> {
  let wait = firstWait;
  const opened = () => {
    wait = firstWait;
    ear.opened();
  };
  for (;;) {
    const reason = await listenOnce(signal, { ...ear, opened });
    if (signal.aborted) return;
    ear.lost(new Date(Date.now() + wait).toISOString(), reason);
    await pause(wait, signal);
    wait = Math.min(2 * wait, longestWait);
  }
}

/** Why it ended; null where nobody said. */
async function listenOnce(signal: AbortSignal, ear: Ear): Promise<string | null> {
  try {
    for await (const event of liveEvents(signal, ear.opened)) ear.told(event);
    return null;
  } catch (error) {
    // Whatever broke it, a stream without end is tried again; who is signed out is led away by the shell.
    return error instanceof ApiError && !error.isUnreachable ? error.message : null;
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((done) => {
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      done();
    });
  });
}
