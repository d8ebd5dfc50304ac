// Chats with the gateway through the openai package: whole, as a stream, and with a function that the model may call.
import OpenAI from "openai";

const client = new OpenAI({ baseURL: process.env.GRATIS_URL ?? "http://127.0.0.1:8000/v1", apiKey: process.env.GRATIS_CLIENT_KEY ?? "any" });

const square: OpenAI.ChatCompletionTool = {
  type: "function",
  function: {
    name: "square",
    description: "Squares a number.",
    parameters: { type: "object", properties: { number: { type: "integer" } }, required: ["number"] },
  },
};

async function chat() {
  // With the response come its headers: who answered, and after whom.
  const { data, response } = await client.chat.completions.create({ model: "auto", messages: [{ role: "user", content: "Hello!" }] }).withResponse();
  console.log(data.choices[0]?.message.content);
  console.log(response.headers.get("X-Gateway-Trail"));
}

async function stream() {
  const chunks = await client.chat.completions.create({ model: "auto", messages: [{ role: "user", content: "Count to five." }], stream: true });
  for await (const chunk of chunks) process.stdout.write(chunk.choices[0]?.delta.content ?? "");
  console.log();
}

async function callAFunction() {
  const messages: OpenAI.ChatCompletionMessageParam[] = [{ role: "user", content: "What is 7 squared?" }];
  const asked = (await client.chat.completions.create({ model: "auto", messages, tools: [square] })).choices[0]!.message;
  messages.push(asked);
  for (const call of asked.tool_calls ?? []) {
    if (call.type !== "function") continue;
    const { number } = JSON.parse(call.function.arguments) as { number: number };
    messages.push({ role: "tool", tool_call_id: call.id, content: String(number ** 2) });
  }
  const answered = await client.chat.completions.create({ model: "auto", messages, tools: [square] });
  console.log(answered.choices[0]?.message.content);
}

await chat();
await stream();
await callAFunction();
