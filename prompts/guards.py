"""Fixed texts of the guards that a user reads: refusals, notices, whom to ask. Japanese; part of `prompt_version`."""

from __future__ import annotations

PURPOSE = "このアシスタントは、登録されている政策文書に書かれていることを、出典を示してお答えするためのものです。"
TALK = {
    "greeting": "ご利用ありがとうございます。",
    "about_assistant": "政策文書の内容についてのご質問に、出典を付けてお答えする自動応答のアシスタントです。",
}
EXAMPLES = "計画の期間や目標、担当する課、言葉の意味、数値の実績などを、文章で入力してお尋ねください。"
REFUSALS = {
    "injection": "アシスタントの働き方を変えたり内部の設定を示したりする求めが含まれているため、お答えしません。",
    "attack_help": "人や組織に害を与えるおそれのある方法については、お答えしません。",
    "private_person": "特定の個人の住所・収入・健康などの個人情報をお尋ねのため、お答えしません。",
    "discrimination": "人をおとしめたり不利に扱ったりする内容の作成は、お手伝いしません。",
    "political_persuasion": "特定の候補者・政党・政治的な立場への賛否を働きかける内容は、お答えしません。",
    "individual_decision": "個別の申請や人についての決定・判定は行いません。決定は担当する機関が行います。",
    "individual_advice": "個別の事情についての法律上・医療上の判断はお答えできません。",
    "no_words": "質問の言葉が見当たりません。知りたいことを文章で入力してください。",
    "language": "日本語の文書をもとに日本語でお答えしています。日本語で質問してください。\n"
    "This assistant answers in Japanese from Japanese documents. Please ask your question in Japanese.",
}
WHOM_TO_ASK = {
    "attack_help": "安全対策や防犯についてお困りのときは、県や市町村の担当窓口、警察の相談窓口にご相談ください。",
    "private_person": "ご本人に関する情報の開示などについては、その情報を持つ機関の窓口にお尋ねください。",
    "discrimination": "人権や差別についてのご相談は、県や市町村の人権相談の窓口にご相談ください。",
    "political_persuasion": "選挙の手続きについては、お住まいの市区町村の選挙管理委員会にお尋ねください。",
    "individual_decision": "申請の結果や手続きについては、申請先の窓口にお尋ねください。",
    "individual_advice": "法律のことは弁護士や法律相談の窓口に、体のことは医師や薬剤師にご相談ください。",
}
REPHRASE = "政策文書についてのご質問だけを、もう一度入力してください。"
REMOVED = "表示されない文字{count}字を取り除いて調べました。"
IN_NEED = "つらいお気持ちのときや身の危険を感じるときは、ひとりで抱えず、身近な人や相談窓口に話してください。"
HELP_LINE = "相談窓口：{name} {contact}{hours}（{source}、{checked}確認）"
HELP_HOURS = "（{hours}）"
SHORTENED = "引用の分量を抑えるため、一部を省きました。続きは出典をご覧ください。"
WHOLE_DOCUMENT = "文書の全文を転載することはできません。目次と、正文の掲載場所をご案内します。"
WHOLE_OUTLINE = "「{title}」の目次："
WHOLE_ENTRY = "・{place}"
WHOLE_MORE = "・ほか{count}件"
WHOLE_ADDRESS = "正文の掲載場所：{address}"
WHOLE_NO_ADDRESS = "正文の掲載場所は登録されていません。発行者（{publisher}）にお尋ねください。"
