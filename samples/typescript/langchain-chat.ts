// A LangChain chain whose model is whatever is free at the moment.
import { ChatPromptTemplate } from "@langchain/core/prompts";
import { ChatOpenAI } from "@langchain/openai";

const model = new ChatOpenAI({
  model: "auto",
  apiKey: process.env.GRATIS_CLIENT_KEY ?? "any",
  configuration: { baseURL: process.env.GRATIS_URL ?? "http://127.0.0.1:8000/v1" },
});
const prompt = ChatPromptTemplate.fromMessages([
  ["system", "Answer in one sentence."],
  ["human", "{question}"],
]);

for await (const chunk of await prompt.pipe(model).stream({ question: "Why is the sky blue?" })) process.stdout.write(String(chunk.content));
console.log();
