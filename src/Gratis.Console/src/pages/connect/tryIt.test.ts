import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { listen } from '@/api/client';
import { textIn, tryIt } from './tryIt';

const answers = vi.fn<typeof fetch>();
beforeEach(() => vi.stubGlobal('fetch', answers));
afterEach(() => answers.mockReset());

const answered = { choices: [{ message: { role: 'assistant', content: 'Hi.' } }] };
const sent = () => {
  const init = answers.mock.lastCall?.[1];
  return { headers: new Headers(init?.headers), credentials: init?.credentials };
};

describe('trying a connection', () => {
  it('asks with the key alone, and tells the way', async () => {
    const headers = {
      'X-Gateway-Route': 'groq/a',
      'X-Gateway-Attempts': '2',
      'X-Gateway-Trail': 'x=broken,groq/a=served',
    };
    answers.mockResolvedValueOnce(new Response(JSON.stringify(answered), { headers }));
    expect(await tryIt('gk-1', 'auto', 'Hello')).toMatchObject({ text: 'Hi.', route: 'groq/a', attempts: '2' });
    expect(sent().headers.get('Authorization')).toBe('Bearer gk-1');
    expect(sent().credentials).toBe('omit');
  });

  it('asks without a key as who is signed in', async () => {
    answers.mockResolvedValueOnce(new Response(JSON.stringify(answered)));
    await tryIt('', 'auto', 'Hello');
    expect(sent().headers.has('Authorization')).toBe(false);
    expect(sent().credentials).toBe('same-origin');
  });

  it('signs nobody out when a key is refused', async () => {
    const signedOut = vi.fn();
    const stop = listen({ reached: () => undefined, signedOut });
    answers.mockResolvedValueOnce(
      new Response('{"error":{"message":"No.","code":"invalid_api_key"}}', { status: 401 }),
    );
    await expect(tryIt('gk-wrong', 'auto', 'Hello')).rejects.toMatchObject({ status: 401, message: 'No.' });
    expect(signedOut).not.toHaveBeenCalled();
    stop();
  });

  it.each([null, {}, { choices: [] }, { choices: [{}] }, { choices: [{ message: { content: null } }] }])(
    'finds no text in %j',
    (answer) => expect(textIn(answer)).toBe(''),
  );
});
