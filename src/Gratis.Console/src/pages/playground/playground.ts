import { before, openCalls, without, type Lane, type Turn } from './conversation';
import { newId } from './newId';
import type { Parameters } from './parameters';

/** Everything that stands on the page: one conversation, or two that are asked the same. */
export interface Playground {
  lanes: readonly Lane[];
  parameters: Parameters;
}

/** What came of it, and which lanes are to be asked now. */
export interface Outcome {
  playground: Playground;
  lanes: string[];
}

export const startLane = (model: string, turns: readonly Turn[] = []): Lane => ({
  id: newId(),
  model,
  turns,
});

/** A second lane goes on from where the first is. */
export function compare(playground: Playground, isCompared: boolean): Playground {
  const [first] = playground.lanes;
  if (first === undefined || isCompared === playground.lanes.length > 1) return playground;
  return { ...playground, lanes: isCompared ? [first, startLane(first.model, first.turns)] : [first] };
}

export function withQuestion(playground: Playground, text: string, images: readonly string[]): Playground {
  const question: Turn = { kind: 'question', id: newId(), text, images };
  return everyLane(playground, (lane) => [...lane.turns, question]);
}

/** Puts a turn in the place of the one with its id, or at the end. */
export function withTurn(playground: Playground, laneId: string, turn: Turn): Playground {
  return everyLane(playground, ({ id, turns }) => {
    if (id !== laneId) return turns;
    return turns.some((one) => one.id === turn.id)
      ? turns.map((one) => (one.id === turn.id ? turn : one))
      : [...turns, turn];
  });
}

/** A turn as it is now, where it still stands: who cleared the page does not want it back. */
export function redrawn(playground: Playground, laneId: string, turn: Turn): Playground {
  return find(playground, laneId, turn.id) === undefined ? playground : withTurn(playground, laneId, turn);
}

/** A question is asked again wherever it stands, an answer is given again in its lane alone. */
export function resendTurn(playground: Playground, laneId: string, turnId: string): Outcome {
  const turn = find(playground, laneId, turnId);
  if (turn === undefined) return { playground, lanes: [] };
  if (turn.kind !== 'question')
    return {
      playground: everyLane(playground, (lane) => (lane.id === laneId ? before(lane.turns, turnId) : lane.turns)),
      lanes: [laneId],
    };
  return { playground: replaceQuestion(playground, turn), lanes: lanesWith(playground, turnId) };
}

/** Another question means another answer; an answer is put right where it stands. */
export function editTurn(playground: Playground, laneId: string, turnId: string, text: string): Outcome {
  const turn = find(playground, laneId, turnId);
  if (turn === undefined) return { playground, lanes: [] };
  if (turn.kind !== 'question') return { playground: withTurn(playground, laneId, { ...turn, text }), lanes: [] };
  return { playground: replaceQuestion(playground, { ...turn, text }), lanes: lanesWith(playground, turnId) };
}

/** A question goes from every lane, an answer from its own. */
export function removeTurn(playground: Playground, laneId: string, turnId: string): Playground {
  const isQuestion = find(playground, laneId, turnId)?.kind === 'question';
  return everyLane(playground, (lane) => (isQuestion || lane.id === laneId ? without(lane.turns, turnId) : lane.turns));
}

/** When the last call has its result, the model goes on. */
export function answerCall(playground: Playground, laneId: string, callId: string, text: string): Outcome {
  const open = openCalls(playground.lanes.find((lane) => lane.id === laneId)?.turns ?? []);
  const call = open.find((one) => one.id === callId);
  if (call === undefined) return { playground, lanes: [] };
  const result: Turn = { kind: 'tool_result', id: `${laneId} ${callId}`, callId, name: call.function.name, text };
  return { playground: withTurn(playground, laneId, result), lanes: open.length === 1 ? [laneId] : [] };
}

const find = ({ lanes }: Playground, laneId: string, turnId: string) =>
  lanes.find((lane) => lane.id === laneId)?.turns.find((turn) => turn.id === turnId);

const lanesWith = ({ lanes }: Playground, turnId: string) =>
  lanes.filter((lane) => lane.turns.some((turn) => turn.id === turnId)).map((lane) => lane.id);

const replaceQuestion = (playground: Playground, question: Turn) =>
  everyLane(playground, ({ turns }) =>
    turns.some((turn) => turn.id === question.id) ? [...before(turns, question.id), question] : turns,
  );

const everyLane = (playground: Playground, turnsOf: (lane: Lane) => readonly Turn[]): Playground => ({
  ...playground,
  lanes: playground.lanes.map((lane) => ({ ...lane, turns: turnsOf(lane) })),
});
