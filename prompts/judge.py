"""What an optional language model is asked when it judges answers; called by `evals.judges`."""

from __future__ import annotations

CRITERIA = {
    "fluency": "日本語として自然で読みやすいか",
    "helpfulness": "質問した人が知りたいことに、過不足なく答えているか",
}
QUESTION = """あなたは自治体の回答文を点検する係です。次の回答を「{criterion}」の観点だけで採点してください。
5が最もよく、1が最も悪い点です。1から5までの数字を一つだけ書いてください。

質問：{question}
回答：{answer}
点数："""
