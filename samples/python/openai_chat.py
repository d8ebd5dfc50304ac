"""Chats with the gateway through the openai package: whole, as a stream, and with a function that the model may call."""

import json
import os

from openai import OpenAI

client = OpenAI(base_url=os.environ.get("GRATIS_URL", "http://127.0.0.1:8000/v1"), api_key=os.environ.get("GRATIS_CLIENT_KEY", "any"))

SQUARE = {
    "type": "function",
    "function": {
        "name": "square",
        "description": "Squares a number.",
        "parameters": {"type": "object", "properties": {"number": {"type": "integer"}}, "required": ["number"]},
    },
}


def chat() -> None:
    # The raw response has the headers: who answered, and after whom.
    raw = client.chat.completions.with_raw_response.create(model="auto", messages=[{"role": "user", "content": "Hello!"}])
    print(raw.parse().choices[0].message.content)
    print(raw.headers["X-Gateway-Trail"])


def stream() -> None:
    for chunk in client.chat.completions.create(model="auto", messages=[{"role": "user", "content": "Count to five."}], stream=True):
        if chunk.choices:
            print(chunk.choices[0].delta.content or "", end="", flush=True)
    print()


def call_a_function() -> None:
    messages = [{"role": "user", "content": "What is 7 squared?"}]
    asked = client.chat.completions.create(model="auto", messages=messages, tools=[SQUARE]).choices[0].message
    messages.append(asked.model_dump(exclude_none=True))
    for call in asked.tool_calls or []:
        number = json.loads(call.function.arguments)["number"]
        messages.append({"role": "tool", "tool_call_id": call.id, "content": str(number**2)})
    print(client.chat.completions.create(model="auto", messages=messages, tools=[SQUARE]).choices[0].message.content)


if __name__ == "__main__":
    chat()
    stream()
    call_a_function()
