import { describe, expect, it } from 'vitest';
import { backFrom, signInFrom } from './back';

const origin = 'http://127.0.0.1:8000';

describe('the way back after signing in', () => {
  it.each(['/', '/models', '/log/req-1?q=a&b=1'])('leads to where one was: %s', (address) => {
    expect(backFrom(new URL(signInFrom(address), origin).search, origin)).toBe(address);
  });

  it.each([
    '//evil.example/x',
    'https://evil.example',
    '/\\evil.example',
    'javascript:alert(1)',
    '/sign-in?back=/sign-in',
    'http://[',
  ])('never leads away: %s', (address) => expect(backFrom(`?back=${encodeURIComponent(address)}`, origin)).toBe('/'));
});
