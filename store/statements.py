def statement_key(text: str) -> str:
    return " ".join(text.lower().split())
