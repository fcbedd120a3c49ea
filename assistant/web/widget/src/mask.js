// Personal data that the page itself can see: a question goes in, the question without it and what was found come out.
// My Number by its check digit, cards by Luhn, mail addresses. The server masks far more; this is sent to nobody.

const START = "(?<![0-9A-Za-z])(?<![0-9][-.,/:])";
const UNITS = "円|千円|百万|万|億|兆|件|人|名|個|台|世帯|ページ|点|%|トン|km|kg|GB|MB|m2";
const STOP = `(?![0-9])(?!-[0-9])(?![.,/:][0-9])(?!\\s?(?:${UNITS}))`;
const digits = (count) => new RegExp(`${START}[0-9](?:[-. ・/_]{0,2}[0-9]){${count - 1}}${STOP}`, "g");
const LABELLED =
  /(?:受付|整理|管理|登録|伝票|文書|注文|追跡|製造|製品|型|品|商品|法人|契約|許可)(?:番号|コード|No\.?)[^0-9。\n]{0,6}$/;
const MY_NUMBER_WORD = /マイナンバー|個人番号|マイナ番号|my\s?number|individual number/i;
const GROUPS = /^(?:[0-9]{12}|[0-9]{4}([- .・/])[0-9]{4}\1[0-9]{4})$/;
const CARD_WORD = /クレジット|クレカ|デビット|カード番号|カードの番号|visa|master\s?card|jcb|amex|credit|card/i;
const ISSUER = /^(?:4|5[1-5]|2[2-7]|35|3[47]|30[0-5]|3[689]|6(?:011|2|4[4-9]|5))/;
const LOCAL = "(?<![A-Za-z0-9._%+])[A-Za-z0-9](?:[A-Za-z0-9._%+-]{0,62}[A-Za-z0-9_%+.-])?";
const DOMAIN = "[A-Za-z0-9-]{1,63}(?:\\.[A-Za-z0-9-]{1,63}){0,5}\\.[A-Za-z]{2,12}(?![A-Za-z0-9])";
const MAIL = new RegExp(`${LOCAL}\\s?(?:@|[[(]at[\\])])\\s?${DOMAIN}`, "g");
// What stands in place of a datum, as the server writes it.
const NAMES = { my_number: "マイナンバー", credit_card: "カード番号", mail: "メールアドレス" };
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/;
const DASHES = /[‐‑‒–—―−－﹣⁃]/;
const LONG_MARK = /(?<=[0-9])ー(?=[0-9])/g;

/** Widths made equal, dashes as "-", invisible characters dropped; `at[i]` is the place of folded character i. */
function folded(source) {
  let text = "";
  const at = [];
  let place = 0;
  for (const character of source) {
    const plain = INVISIBLE.test(character) ? "" : character.normalize("NFKC");
    for (const c of plain) {
      const one = DASHES.test(c) ? "-" : c;
      text += one;
      for (let i = 0; i < one.length; i++) at.push(place);
    }
    place += character.length;
  }
  at.push(place);
  return { text: text.replace(LONG_MARK, "-"), at };
}

/** Whether 12 digits end in the check digit of 総務省令第85号（平成26年）第5条. */
export function isMyNumber(number) {
  if (!/^[0-9]{12}$/.test(number)) return false;
  let sum = 0;
  for (let n = 1; n <= 11; n++) sum += Number(number[11 - n]) * (n <= 6 ? n + 1 : n - 5);
  const rest = sum % 11;
  return Number(number[11]) === (rest <= 1 ? 0 : 11 - rest);
}

/** Whether the last digit is the check digit of ISO/IEC 7812-1, annex B. */
export function passesLuhn(number) {
  let sum = 0;
  [...number].reverse().forEach((digit, n) => {
    const value = Number(digit) * (n % 2 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  });
  return number !== "" && sum % 10 === 0;
}

const around = (text, start, end) => `${text.slice(Math.max(0, start - 28), start)} ${text.slice(end, end + 16)}`;

function* findings(text) {
  for (const found of text.matchAll(digits(12))) {
    const start = found.index;
    const end = start + found[0].length;
    const sure = MY_NUMBER_WORD.test(around(text, start, end));
    const likely = GROUPS.test(found[0]) && isMyNumber(found[0].replace(/[^0-9]/g, ""));
    if (sure || (likely && !LABELLED.test(text.slice(0, start)))) yield { kind: "my_number", start, end };
  }
  for (const count of [14, 15, 16]) {
    for (const found of text.matchAll(digits(count))) {
      const start = found.index;
      const end = start + found[0].length;
      const number = found[0].replace(/[^0-9]/g, "");
      const word = CARD_WORD.test(around(text, start, end));
      const likely = passesLuhn(number) && !LABELLED.test(text.slice(0, start));
      if (ISSUER.test(number) && (word || likely)) yield { kind: "credit_card", start, end };
    }
  }
  for (const found of text.matchAll(MAIL)) {
    yield { kind: "mail", start: found.index, end: found.index + found[0].length };
  }
}

/** `{ text, kinds }`: the question with placeholders, and the kinds that were found. */
export function masked(source) {
  const { text, at } = folded(source);
  const found = [...findings(text)].sort((a, b) => a.start - b.start || b.end - a.end);
  let shown = "";
  let from = 0;
  const kinds = [];
  for (const { kind, start, end } of found) {
    if (at[start] < from) continue;
    shown += `${source.slice(from, at[start])}〔${NAMES[kind]}〕`;
    from = at[end];
    if (!kinds.includes(kind)) kinds.push(kind);
  }
  return { text: shown + source.slice(from), kinds };
}
