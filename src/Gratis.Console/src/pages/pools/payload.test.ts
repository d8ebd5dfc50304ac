import { describe, expect, it } from 'vitest';
import { payloadOf } from './payload';

describe('the explain box', () => {
  it('takes text for a prompt', () =>
    expect(payloadOf('write a haiku', '')).toEqual({
      payload: { model: 'auto', messages: [{ role: 'user', content: 'write a haiku' }] },
    }));

  it('takes a request as it is, but for a model that was chosen', () => {
    const request = '{"model":"free","messages":[],"tools":[1]}';
    expect(payloadOf(request, '')).toEqual({ payload: { model: 'free', messages: [], tools: [1] } });
    expect(payloadOf(request, 'groq/free')).toEqual({ payload: { model: 'groq/free', messages: [], tools: [1] } });
  });

  it('says what is wrong', () => {
    expect(payloadOf('  ', 'auto')).toEqual({ fault: 'empty' });
    expect(payloadOf('{"model":', '')).toEqual({ fault: 'not_json' });
  });
});
