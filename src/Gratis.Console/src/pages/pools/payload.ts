/** What was put into the explain box, or what is wrong with it. */
export type Payload = { payload: object } | { fault: 'empty' | 'not_json' };

/** Text is a prompt; what begins with a brace is a whole request. A model that was chosen wins over the one that the request names. */
export function payloadOf(text: string, model: string): Payload {
  const trimmed = text.trim();
  const chosen = model.trim();
  if (trimmed === '') return { fault: 'empty' };
  if (!trimmed.startsWith('{'))
    return { payload: { model: chosen || 'auto', messages: [{ role: 'user', content: text }] } };
  try {
    const request = JSON.parse(trimmed) as object;
    return { payload: chosen === '' ? request : { ...request, model: chosen } };
  } catch {
    return { fault: 'not_json' };
  }
}
