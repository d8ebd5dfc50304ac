import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { shell } from './quoting';
import { partsOf, tools, type Connection } from './snippets';

const connection: Connection = { baseUrl: 'http://127.0.0.1:8000/v1', key: 'gk-1', model: 'free' };
const hostile = `a'b"c\\d$(touch x)\`e\``;

const textOf = (tool: (typeof tools)[number], of: Connection) =>
  partsOf(tool, of)
    .map((part) => (part.kind === 'code' ? part.code : part.value))
    .join('\n');

describe('what is pasted into other programs', () => {
  it.each(tools)('names address, key and model for %s', (tool) => {
    const text = textOf(tool, connection);
    expect(text).toContain(connection.baseUrl);
    expect(text).toContain(connection.key);
    // Open WebUI asks the gateway for its models.
    if (tool !== 'open-webui') expect(text).toContain(connection.model);
  });

  it.each(['plain', 'groq/llama-3.3:free', hostile, "it's", '', '-x', 'two words\nlines'])(
    'reaches a shell as it is: %j',
    (text) => expect(execFileSync('sh', ['-c', `printf %s ${shell(text)}`], { encoding: 'utf8' })).toBe(text),
  );

  it('keeps a strange model inside its quotes', () => {
    for (const tool of ['python', 'node', 'dotnet', 'langchain', 'continue', 'chat-client'] as const) {
      const text = textOf(tool, { ...connection, model: hostile });
      expect(text).toContain(JSON.stringify(hostile).slice(1, -1));
      expect(text.replaceAll(JSON.stringify(hostile).slice(1, -1), '')).not.toContain('touch');
    }
  });

  it('sends with curl what it says', () => {
    const text = textOf('curl', { ...connection, model: hostile });
    const printed = execFileSync('sh', ['-c', text.replace(/^curl /, 'printf "%s\\n" ')], { encoding: 'utf8' });
    const body = JSON.parse(printed.trim().split('\n').at(-1) ?? '') as { model: string };
    expect(body.model).toBe(hostile);
  });
});
