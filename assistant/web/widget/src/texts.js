// The words of the interface in Japanese, plain Japanese and English. Quotations and answers stay Japanese.
import { EASY } from "./texts_easy.js";
import { ENGLISH } from "./texts_en.js";

const JAPANESE = {
  name: "日本語",
  heading: "県の計画についての質問",
  languages: "表示のことば",
  aiNotice: "AIが県の文書をもとに自動で回答します。正確な内容は必ず出典をご確認ください。",
  privacy: "個人情報（氏名、住所、電話番号、マイナンバーなど）を入力しないでください。",
  question: "質問",
  hint: "Enterキーで質問します。改行はShift＋Enterです。",
  ask: "質問する",
  stop: "中止する",
  suggestions: "質問の例",
  answers: "質問と回答",
  asked: "ご質問",
  working: "文書を調べています。",
  waitingTurn: "順番をお待ちください。",
  slow: "回答に時間がかかっています。お待ちの間、よくある質問もご覧いただけます。",
  cancelled: "回答を中止しました。",
  draft: "回答を作成しています",
  empty: "質問が空です。知りたいことを入力してください。",
  tooLong: (count, limit) => `質問が長すぎます（${count}字）。${limit}字以内に縮めてください。`,
  noText: "質問に読み取れない文字が含まれています。入力し直してください。",
  kinds: { my_number: "マイナンバー", credit_card: "カード番号", mail: "メールアドレス" },
  separator: "、",
  seen: (kinds) => `${kinds}と思われる部分があります。送るときは、このページで伏せます。`,
  hidden: (kinds) => `${kinds}と思われる部分を、送る前にこのページで伏せました。伏せた内容は送っていません。`,
  understood: (question) => `次の質問として調べました：${question}`,
  status: {
    answered: "お答えしました",
    partial: "一部をお答えしました",
    no_answer: "資料に見当たりません",
    refused: "お答えできません",
  },
  source: (number) => `出典${number}`,
  official: "正文",
  guide: "ガイド版・正文ではありません",
  page: (page) => `${page}ページ`,
  quote: "文書からの引用",
  context: "引用とあわせて読む箇所",
  officialPlace: "正文の該当箇所：",
  link: "公表元のページを開く（新しいタブ）",
  linkOfGuide: "正文のページを開く（新しいタブ）",
  choices: "どれについて知りたいですか",
  notices: "ご注意",
  translated: "",
  tools: "回答の操作",
  copy: "コピー",
  copied: "コピーしました。",
  notCopied: "コピーできませんでした。文字を選んでコピーしてください。",
  read: "読み上げ",
  readStop: "読み上げを止める",
  furigana: "ふりがな",
  noFurigana: "ふりがなを付けられませんでした。",
  useful: "この回答は役に立ちましたか",
  good: "役に立った",
  bad: "役に立たなかった",
  why: "役に立たなかった理由",
  reasons: {
    wrong: "内容が間違っている",
    incomplete: "知りたいことが足りない",
    wrong_source: "出典が合っていない",
    out_of_date: "内容が古い",
    hard_to_read: "読みにくい",
  },
  words: "ご意見（書かなくてもかまいません）",
  send: "送る",
  noReason: "理由を一つ選んでください。",
  thanks: "ご意見をありがとうございました。",
  notSent: "送れませんでした。時間をおいて、もう一度お試しください。",
  failures: {
    unreachable: "ただいま回答できません。サービスにつながりませんでした。",
    slow: "時間がかかりすぎたため、中止しました。",
    too_many: "短い時間に質問が続いたため、お待ちいただいています。",
    busy: "ただいま混み合っています。",
    stopped: "ただいま回答を停止しています。",
    question: "この質問は受け付けられません。書き方を変えてお試しください。",
    defect: "うまく答えられませんでした。",
  },
  retry: (seconds) => `${seconds}秒ほど待ってから、もう一度お試しください。`,
  instead: "代わりに、よくある質問をご覧ください。",
  near: "ご質問に近い「よくある質問」",
  frequent: "よくある質問",
  allFrequent: "よくある質問の一覧を開く（新しいタブ）",
  office: "お問い合わせ先",
  noOffice: "県の担当窓口にお問い合わせください。",
};

/** The languages in the order in which they are offered. */
export const LANGUAGES = { ja: JAPANESE, "ja-x-easy": EASY, en: ENGLISH };

/** The language of an attribute: `en-US` is `en`, `easy` is `ja-x-easy`, what is unknown is Japanese. */
export function languageOf(value) {
  const wanted = String(value || "").toLowerCase();
  if (wanted === "en" || wanted.startsWith("en-")) return "en";
  return wanted === "ja-x-easy" || wanted === "easy" ? "ja-x-easy" : "ja";
}
