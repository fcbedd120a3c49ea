"""The words of the residents' pages. Japanese."""

from __future__ import annotations

LANGUAGE = "ja"
FAQ_TITLE = "よくある質問"
FAQ_LEAD = "県の計画について、よくある質問と答えです。答えの下に、もとになった文書の文を載せています。"
FAQ_GUIDE = (
    "このページの答えの多くは、ガイド版（正文ではありません）をもとにしています。正確な内容は必ず正文をご確認ください。"
)
FAQ_AI = (
    "質問を入力して答えを得る画面では、AIが自動で回答します。"
    "このページの答えはあらかじめ用意したもので、出典の文と照らして確かめています。"
)
FAQ_CONTENTS = "目次"
FAQ_SOURCE = "出典"
FAQ_OFFICIAL = "正文の該当箇所：{place}"
FAQ_LINK = "公表元のページを開く"
FAQ_OFFICE = "お問い合わせ先"
FAQ_NO_OFFICE = "県の担当窓口にお問い合わせください。"
FAQ_TOP = "目次へ戻る"
SKIP = "本文へ移動"

DEMO_TITLE = "青波県公式ウェブサイト（見本）"
DEMO_NAME = "青波県"
DEMO_SAMPLE = "これは、質問の部品をページに置いた様子を見るための見本です。青波県は架空の県です。"
DEMO_MENU = "メニュー"
DEMO_NAVIGATION = (("くらし", "kurashi"), ("しごと・産業", "shigoto"), ("県政情報", "kensei"))
DEMO_HEADING = "県のデジタル計画について"
DEMO_TEXTS = (
    "県は、暮らし、産業、行政の三つの分野でデジタル化を進めています。計画の内容や進み具合は、県政情報のページで公表しています。",
    "計画について知りたいことがあれば、下の欄から質問できます。AIが計画の文書をもとに答え、答えのもとになった文を示します。",
)
DEMO_SECTIONS = (
    ("kurashi", "くらし", "子育て、福祉、防災などの手続きを案内します。"),
    ("shigoto", "しごと・産業", "事業者への支援や、働く人への相談窓口を案内します。"),
    ("kensei", "県政情報", "計画、予算、統計などを公表しています。"),
)
DEMO_WITHOUT_SCRIPT = "よくある質問を見る"
DEMO_FOOT = "青波県庁（見本）"
