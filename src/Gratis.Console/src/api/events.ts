/** One server-sent event. */
export interface ServerEvent {
  event: string;
  data: string;
  id: string | undefined;
}

/**
 * Reads server-sent events from a body, however it is cut into chunks. An event that the end cuts off is none.
 * Comments are no events; who wants to know them is told of each.
 */
export async function* readEvents(
  body: ReadableStream<Uint8Array>,
  commented?: (comment: string) => void,
): AsyncGenerator<ServerEvent> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      rest += decoder.decode(value, { stream: true });
      const blocks = rest.split(/\r?\n\r?\n/);
      rest = blocks.pop() ?? '';
      for (const block of blocks) {
        const event = parse(block, commented);
        if (event) yield event;
      }
    }
  } finally {
    // Who stops reading hangs up, so that the gateway stops too.
    await reader.cancel().catch(() => undefined);
  }
}

function parse(block: string, commented?: (comment: string) => void): ServerEvent | undefined {
  let event = 'message';
  let id: string | undefined;
  const data: string[] = [];
  for (const line of block.split(/\r?\n/)) {
    const colon = line.indexOf(':');
    if (colon === 0) {
      commented?.(line.slice(1).trim());
      continue;
    }
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') event = value;
    else if (field === 'id') id = value;
    else if (field === 'data') data.push(value);
  }
  return data.length === 0 ? undefined : { event, data: data.join('\n'), id };
}
