import { describe, expect, it, vi } from 'vitest';
import { readEvents, type ServerEvent } from './events';

const bodyOf = (bytes: Uint8Array, size: number, cancelled = () => undefined) => {
  let at = 0;
  return new ReadableStream<Uint8Array>({
    pull(controller) {
      if (at >= bytes.length) controller.close();
      else controller.enqueue(bytes.slice(at, (at += size)));
    },
    cancel: cancelled,
  });
};

const collect = async (text: string, size: number) => {
  const events: ServerEvent[] = [];
  for await (const event of readEvents(bodyOf(new TextEncoder().encode(text), size))) events.push(event);
  return events;
};

describe('server-sent events', () => {
  const text =
    ': hello\n\nevent: route\nid: 7\ndata: {"a":"é中"}\n\ndata: one\r\ndata: two\r\n\r\nevent: empty\n\ndata\n\ndata: cut off';

  it.each([1, 2, 3, 7, 1000])('are the same however the bytes are cut, by %i', async (size) => {
    expect(await collect(text, size)).toEqual([
      { event: 'route', data: '{"a":"é中"}', id: '7' },
      { event: 'message', data: 'one\ntwo', id: undefined },
      { event: 'message', data: '', id: undefined },
    ]);
  });

  it('hang up when nobody reads on', async () => {
    const cancelled = vi.fn();
    for await (const event of readEvents(bodyOf(new TextEncoder().encode('data: 1\n\ndata: 2\n\n'), 9, cancelled))) {
      expect(event.data).toBe('1');
      break;
    }
    expect(cancelled).toHaveBeenCalledOnce();
  });
});
