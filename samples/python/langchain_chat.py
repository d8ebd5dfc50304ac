"""A LangChain chain whose model is whatever is free at the moment."""

import os

from langchain_core.prompts import ChatPromptTemplate
from langchain_openai import ChatOpenAI

model = ChatOpenAI(
    model="auto",
    base_url=os.environ.get("GRATIS_URL", "http://127.0.0.1:8000/v1"),
    api_key=os.environ.get("GRATIS_CLIENT_KEY", "any"),
)
prompt = ChatPromptTemplate.from_messages([("system", "Answer in one sentence."), ("human", "{question}")])

if __name__ == "__main__":
    for chunk in (prompt | model).stream({"question": "Why is the sky blue?"}):
        print(chunk.content, end="", flush=True)
    print()
