import { chatPath, type ChatRequest } from '@/api/chat';

export const snippetLanguages = ['curl', 'csharp', 'python', 'typescript'] as const;
export type SnippetLanguage = (typeof snippetLanguages)[number];

interface SnippetOptions {
  /** Of the gateway, without a slash at its end. */
  origin: string;
  request: ChatRequest;
  isWebSearch: boolean;
}

/** The same request as a program; its key comes from the environment. */
export function snippetOf(language: SnippetLanguage, options: SnippetOptions): string {
  return writers[language](options);
}

const writers: Record<SnippetLanguage, (options: SnippetOptions) => string> = {
  // A pretty-printed JSON has no line that is only a word, so nothing in it ends the text early.
  curl: ({
    origin,
    request,
    isWebSearch,
  }) => `curl ${request.stream ? '-N ' : ''}${shell(origin + chatPath(isWebSearch))} \\
  -H "Authorization: Bearer $GRATIS_API_KEY" \\
  -H "Content-Type: application/json" \\
  -d @- <<'JSON'
${pretty(request)}
JSON
`,

  csharp: ({ origin, request, isWebSearch }) => {
    const body = pretty(request);
    const quotes = '"'.repeat(Math.max(3, longestRun(body) + 1));
    const read = request.stream
      ? `using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());
while (await reader.ReadLineAsync() is { } line)
    Console.WriteLine(line);`
      : `Console.WriteLine(await response.Content.ReadAsStringAsync());`;
    return `using System.Net.Http.Headers;
using System.Text;

using var http = new HttpClient();
http.DefaultRequestHeaders.Authorization =
    new AuthenticationHeaderValue("Bearer", Environment.GetEnvironmentVariable("GRATIS_API_KEY"));

const string body = ${quotes}
${indent(body, 4)}
    ${quotes};

using var request = new HttpRequestMessage(HttpMethod.Post, ${JSON.stringify(origin + chatPath(isWebSearch))})
{
    Content = new StringContent(body, Encoding.UTF8, "application/json"),
};
using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
response.EnsureSuccessStatusCode();
${read}
`;
  },

  python: ({ origin, request, isWebSearch }) => {
    const start = `import os

from openai import OpenAI
${isWebSearch ? 'from openai.types.chat import ChatCompletion\n' : ''}
client = OpenAI(base_url=${JSON.stringify(`${origin}/v1`)}, api_key=os.environ["GRATIS_API_KEY"])

`;
    const body = isWebSearch ? whole(request) : request;
    if (isWebSearch)
      return `${start}answer = client.post(
    "/chat/completions/web-search",
    body=${indent(python(body), 4).trimStart()},
    cast_to=ChatCompletion,
)
print(answer.choices[0].message.content)
`;
    const call = `client.chat.completions.create(\n${Object.entries(body)
      .map(([name, value]) => `    ${name}=${indent(python(value), 4).trimStart()},\n`)
      .join('')})`;
    return request.stream
      ? `${start}stream = ${call}
for chunk in stream:
    if chunk.choices:
        print(chunk.choices[0].delta.content or "", end="", flush=True)
`
      : `${start}answer = ${call}
print(answer.choices[0].message)
`;
  },

  typescript: ({ origin, request, isWebSearch }) => {
    const start = `import OpenAI from 'openai';

const client = new OpenAI({ baseURL: ${JSON.stringify(`${origin}/v1`)}, apiKey: process.env.GRATIS_API_KEY });

`;
    if (isWebSearch)
      return `${start}const answer = await client.post<OpenAI.ChatCompletion>('/chat/completions/web-search', {
  body: ${indent(pretty(whole(request)), 2).trimStart()},
});
console.log(answer.choices[0]?.message.content);
`;
    const call = `await client.chat.completions.create(${pretty(request)})`;
    return request.stream
      ? `${start}const stream = ${call};
for await (const chunk of stream) {
  process.stdout.write(chunk.choices[0]?.delta.content ?? '');
}
`
      : `${start}const answer = ${call};
console.log(answer.choices[0]?.message);
`;
  },
};

/** What is shown of a snippet: pictures in it are longer than anybody reads. */
export const shortened = (snippet: string) =>
  snippet.replace(/(data:[\w/+.-]+;base64,[\w+/=]{16})[\w+/=]{16,}/g, '$1…');

/** A value as Python writes it. */
export function python(value: unknown, depth = 0): string {
  const pad = '    '.repeat(depth + 1);
  const end = '    '.repeat(depth);
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (Array.isArray(value))
    return value.length === 0
      ? '[]'
      : `[\n${value.map((item) => `${pad}${python(item, depth + 1)},\n`).join('')}${end}]`;
  if (typeof value === 'object') {
    const entries = Object.entries(value).filter(([, item]) => item !== undefined);
    return entries.length === 0
      ? '{}'
      : `{\n${entries.map(([name, item]) => `${pad}${JSON.stringify(name)}: ${python(item, depth + 1)},\n`).join('')}${end}}`;
  }
  return JSON.stringify(value);
}

function whole(request: ChatRequest): ChatRequest {
  return { ...request, stream: undefined, stream_options: undefined };
}

const pretty = (value: unknown) => JSON.stringify(value, null, 2);

const indent = (text: string, by: number) => text.replace(/^/gm, ' '.repeat(by));

const shell = (text: string) => (/^[\w:/.-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`);

const longestRun = (text: string) => Math.max(0, ...[...text.matchAll(/"+/g)].map(([run]) => run.length));
