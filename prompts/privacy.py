"""Fixed texts on personal data and confidential matter that a user reads. Japanese."""

KINDS = {
    "my_number": "マイナンバー",
    "telephone": "電話番号",
    "mail": "メールアドレス",
    "postal_code": "郵便番号",
    "address": "住所",
    "bank_account": "口座番号",
    "credit_card": "カード番号",
    "driving_licence": "運転免許証番号",
    "passport": "旅券番号",
    "residence_card": "在留カード番号",
    "pension_number": "基礎年金番号",
    "insurance_number": "被保険者番号",
    "birth_date": "生年月日",
    "name": "氏名",
    "confidential": "秘密情報",
}
PLACEHOLDER = "〔{kind}〕"
MASKED = "個人情報と思われる部分（{kinds}）を伏せて検索しました。伏せた内容は保存していません。"
PERSONAL_ONLY = (
    "個人情報と思われる部分（{kinds}）を伏せたところ、お調べする内容が残りませんでした。"
    "個人情報を入れずに、知りたいことを入力してください。"
)
CONFIDENTIAL = (
    "取扱いに注意が必要な情報（{labels}）が含まれているため、お調べしませんでした。"
    "その部分を除いて、もう一度入力してください。入力された内容は保存していません。"
)
INDIVIDUAL_MATTER = "個別の手続や相談は、担当の窓口に直接お問い合わせください。"

PRINCIPLE_CLEAN = "個人情報や秘密情報と思われる部分は見つかりませんでした。"
PRINCIPLE_MASKED = "{kinds}と思われる部分を{count}か所伏せてから検索しました。"
PRINCIPLE_PERSONAL_ONLY = "{kinds}と思われる部分を{count}か所伏せ、残りがないため検索しませんでした。"
PRINCIPLE_CONFIDENTIAL = "取扱いに注意が必要な情報（{labels}）があるため、検索しませんでした。"
SEPARATOR = "、"
