import { quoted, shell } from './quoting';

export interface Connection {
  /** With `/v1`. */
  baseUrl: string;
  key: string;
  model: string;
}

/** A file, a command, or a value for a field of a program's settings. */
export type Part = { kind: 'code'; name: CodeName; code: string } | { kind: 'field'; name: FieldName; value: string };

export type CodeName =
  'install' | 'shell' | 'python' | 'node' | 'csharp' | 'continue_file' | 'aider_run' | 'compose' | 'langchain_js';
export type FieldName = 'base_url' | 'api_key' | 'model';

export const tools = [
  'python',
  'node',
  'dotnet',
  'curl',
  'langchain',
  'continue',
  'cline',
  'aider',
  'open-webui',
  'n8n',
  'chat-client',
] as const;
export type Tool = (typeof tools)[number];

const code = (name: CodeName, ...lines: string[]): Part => ({ kind: 'code', name, code: lines.join('\n') });

/** What has to be typed, pasted or filled in, in its order. */
export function partsOf(tool: Tool, { baseUrl, key, model }: Connection): Part[] {
  const [url, secret, name] = [quoted(baseUrl), quoted(key), quoted(model)];
  const fields: Part[] = [
    { kind: 'field', name: 'base_url', value: baseUrl },
    { kind: 'field', name: 'api_key', value: key },
    { kind: 'field', name: 'model', value: model },
  ];
  switch (tool) {
    case 'python':
      return [
        code('install', 'pip install openai'),
        code(
          'python',
          'from openai import OpenAI',
          '',
          `client = OpenAI(base_url=${url}, api_key=${secret})`,
          'answer = client.chat.completions.create(',
          `    model=${name},`,
          '    messages=[{"role": "user", "content": "Hello!"}],',
          ')',
          'print(answer.choices[0].message.content)',
        ),
      ];
    case 'node':
      return [
        code('install', 'npm install openai'),
        code(
          'node',
          'import OpenAI from "openai";',
          '',
          `const client = new OpenAI({ baseURL: ${url}, apiKey: ${secret} });`,
          'const answer = await client.chat.completions.create({',
          `  model: ${name},`,
          '  messages: [{ role: "user", content: "Hello!" }],',
          '});',
          'console.log(answer.choices[0].message.content);',
        ),
      ];
    case 'dotnet':
      return [
        code('install', 'dotnet add package OpenAI'),
        code(
          'csharp',
          'using System.ClientModel;',
          'using OpenAI;',
          'using OpenAI.Chat;',
          '',
          'var client = new ChatClient(',
          `    ${name},`,
          `    new ApiKeyCredential(${secret}),`,
          `    new OpenAIClientOptions { Endpoint = new Uri(${url}) });`,
          'ChatCompletion answer = await client.CompleteChatAsync("Hello!");',
          'Console.WriteLine(answer.Content[0].Text);',
        ),
      ];
    case 'curl':
      return [
        code(
          'shell',
          `curl ${shell(`${baseUrl}/chat/completions`)} \\`,
          `  -H ${shell(`Authorization: Bearer ${key}`)} \\`,
          "  -H 'Content-Type: application/json' \\",
          `  -d ${shell(JSON.stringify({ model, messages: [{ role: 'user', content: 'Hello!' }] }))}`,
        ),
      ];
    case 'langchain':
      return [
        code('install', 'pip install langchain-openai'),
        code(
          'python',
          'from langchain_openai import ChatOpenAI',
          '',
          `llm = ChatOpenAI(base_url=${url}, api_key=${secret}, model=${name})`,
          'print(llm.invoke("Hello!").content)',
        ),
        code(
          'langchain_js',
          'import { ChatOpenAI } from "@langchain/openai";',
          '',
          `const llm = new ChatOpenAI({ model: ${name}, apiKey: ${secret}, configuration: { baseURL: ${url} } });`,
          'console.log((await llm.invoke("Hello!")).content);',
        ),
      ];
    case 'continue':
      return [
        code(
          'continue_file',
          'name: Gratis',
          'version: 1.0.0',
          'schema: v1',
          'models:',
          '  - name: Gratis',
          '    provider: openai',
          `    model: ${name}`,
          `    apiBase: ${url}`,
          `    apiKey: ${secret}`,
          '    roles: [chat, edit, apply]',
        ),
      ];
    case 'aider':
      return [
        code('shell', `export OPENAI_API_BASE=${shell(baseUrl)}`, `export OPENAI_API_KEY=${shell(key)}`),
        code('aider_run', `aider --model ${shell(`openai/${model}`)}`),
      ];
    case 'open-webui':
      return [
        ...fields.slice(0, 2),
        code('compose', `OPENAI_API_BASE_URL=${shell(baseUrl)}`, `OPENAI_API_KEY=${shell(key)}`),
      ];
    case 'cline':
    case 'n8n':
      return fields;
    case 'chat-client':
      return [
        code('install', 'dotnet add package Gratis'),
        code(
          'csharp',
          'using Gratis.Catalog;',
          'using Gratis.Hosting.Client;',
          'using Gratis.Hosting.Options;',
          'using Microsoft.Extensions.AI;',
          '',
          'var options = new GratisOptions',
          '{',
          '    Providers =',
          '    {',
          '        ["gateway"] = new ProviderOptions',
          '        {',
          `            BaseUrl = ${url},`,
          `            ApiKey = ${secret},`,
          '            Free = FreeRule.All,',
          `            Models = { new ModelOptions { Id = ${name} } },`,
          '        },',
          '    },',
          '};',
          'options.Discovery.Enabled = false;',
          'options.Edges.Environment = _ => null;',
          '',
          `await using IChatClient client = new GratisClient(options, ${quoted(`gateway/${model}`)});`,
          'Console.WriteLine(await client.GetResponseAsync("Hello!"));',
        ),
      ];
  }
}
