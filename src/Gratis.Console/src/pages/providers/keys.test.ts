import { describe, expect, it } from 'vitest';
import { keysIn } from './keys';

describe('keys in what was pasted', () => {
  it.each([
    ['sk-1', ['sk-1']],
    [' sk-1 \r\n\r\n sk-2, sk-3;sk-4 ', ['sk-1', 'sk-2', 'sk-3', 'sk-4']],
    ['sk-1\nsk-1', ['sk-1']],
    ['', []],
    ['GROQ_API_KEY=gsk_1\nexport OPENROUTER_API_KEY="sk-or-2"', ['gsk_1', 'sk-or-2']],
    ['GROQ_API_KEYS=gsk_1,gsk_2', ['gsk_1', 'gsk_2']],
    ['"quoted"', ['quoted']],
    ['abc=def==', ['abc=def==']],
  ])('%j are %j', (text, keys) => expect(keysIn(text)).toEqual(keys));
});
