import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import { chat } from '@/api/chat';
import { ApiError } from '@/api/error';
import { emptyAnswer, withPiece, type Answer } from './conversation';
import { defaults, requestOf, type Parameters } from './parameters';
import {
  answerCall,
  compare,
  editTurn,
  removeTurn,
  resendTurn,
  startLane,
  redrawn,
  withQuestion,
  withTurn,
} from './playground';
import type { Outcome, Playground } from './playground';
import { newId } from './newId';

const key = ['playground'];
const start: Playground = { lanes: [startLane('auto')], parameters: defaults };

/** How often an answer that grows is drawn, in milliseconds. */
const pace = 60;

/** The conversation of this tab. It lives beside what the gateway said, and is gone with it at a reload or when its owner signs out. */
export function usePlayground() {
  const client = useQueryClient();
  const { data: playground } = useQuery<Playground>({
    queryKey: key,
    queryFn: () => start,
    enabled: false,
    initialData: start,
    staleTime: Infinity,
    gcTime: Infinity,
    structuralSharing: false,
  });
  const running = useRef(new Map<string, AbortController>());

  const change = useCallback(
    (next: (before: Playground) => Playground) =>
      client.setQueryData<Playground>(key, (before) => before && next(before)),
    [client],
  );

  const stop = useCallback(() => running.current.forEach((one) => one.abort()), []);
  useEffect(() => stop, [stop]);

  const run = useCallback(
    async (laneId: string) => {
      const now = client.getQueryData<Playground>(key);
      const lane = now?.lanes.find((one) => one.id === laneId);
      if (now === undefined || lane === undefined) return;
      const begun = performance.now();
      const controller = new AbortController();
      running.current.set(laneId, controller);
      let answer = emptyAnswer(newId(), lane.model);
      let timer: ReturnType<typeof setTimeout> | undefined;
      const elapsed = () => performance.now() - begun;
      const draw = () => {
        clearTimeout(timer);
        timer = undefined;
        change((before) => redrawn(before, laneId, answer));
      };
      change((before) => withTurn(before, laneId, answer));
      try {
        const request = requestOf(lane.model, lane.turns, now.parameters);
        for await (const piece of chat(request, now.parameters.isWebSearch, controller.signal)) {
          answer = withPiece(answer, piece, elapsed());
          timer ??= setTimeout(draw, pace);
        }
        answer = { ...answer, ms: elapsed(), state: answer.state === 'running' ? 'done' : answer.state };
      } catch (error) {
        answer = ended(answer, error, controller.signal.aborted, elapsed());
      }
      running.current.delete(laneId);
      draw();
    },
    [client, change],
  );

  const actions = useMemo(() => {
    const decide = (outcomeOf: (before: Playground) => Outcome) => {
      const now = client.getQueryData<Playground>(key);
      if (now === undefined) return;
      const { playground: next, lanes } = outcomeOf(now);
      change(() => next);
      lanes.forEach((lane) => void run(lane));
    };
    return {
      stop,
      setParameters: (more: Partial<Parameters>) =>
        change((before) => ({ ...before, parameters: { ...before.parameters, ...more } })),
      setModel: (laneId: string, model: string) =>
        change((before) => ({
          ...before,
          lanes: before.lanes.map((lane) => (lane.id === laneId ? { ...lane, model } : lane)),
        })),
      setCompared: (isCompared: boolean) => change((before) => compare(before, isCompared)),
      clear: () => {
        stop();
        change((before) => ({ ...before, lanes: before.lanes.map((lane) => ({ ...lane, turns: [] })) }));
      },
      send: (text: string, images: readonly string[]) => {
        const next = change((before) => withQuestion(before, text, images));
        next?.lanes.forEach((lane) => void run(lane.id));
      },
      /** Asks again: whoever has this question, or the one who gave this answer. */
      resend: (laneId: string, turnId: string) => decide((before) => resendTurn(before, laneId, turnId)),
      edit: (laneId: string, turnId: string, text: string) =>
        decide((before) => editTurn(before, laneId, turnId, text)),
      remove: (laneId: string, turnId: string) => change((before) => removeTurn(before, laneId, turnId)),
      answerCall: (laneId: string, callId: string, text: string) =>
        decide((before) => answerCall(before, laneId, callId, text)),
    };
  }, [change, client, run, stop]);

  return { playground, actions };
}

export type PlaygroundActions = ReturnType<typeof usePlayground>['actions'];

/** An answer that was not to be. */
function ended(answer: Answer, error: unknown, isStopped: boolean, ms: number): Answer {
  if (isStopped) return { ...answer, ms, state: 'stopped' };
  const known = error instanceof ApiError ? error : undefined;
  return {
    ...answer,
    ms,
    state: 'failed',
    facts: { ...answer.facts, ...(known?.requestId !== undefined && { requestId: known.requestId }) },
    error: { code: known?.code ?? 'error', message: error instanceof Error ? error.message : String(error) },
  };
}
