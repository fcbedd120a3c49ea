"""Requests for what is private to somebody else: a folded text goes in, whether it asks for that comes out. Pure.

Told by grammar: one other person (a neighbour, somebody known, somebody named), what is theirs, and that it is
asked for. Kinds of people in general (職員の平均年収), dealings with such data (住所の変更の手続き), and people whom
documents may tell of (委員の氏名) are left to what decides on silence. Called by `assistant.guardrails.scope`.
"""

from __future__ import annotations

from ingest.instructions.folding import pattern


def _any(words: str) -> str:
    return rf"(?:{'|'.join(words.split())})"


_NEAR = r"(?:(?:隣|向かい|近所|上の階|下の階|同じ(?:職場|クラス|学校|町内))(?:に住(?:む|んでいる)|の)?)"
_KNOWN = _any(
    """同僚 上司 部下 先輩 後輩 同級生 友人 友達 友だち 知り合い 知人 隣人 住人 大家さん? 店主 恋人 婚約者
    (?:再婚|浮気|不倫|交際|結婚)相手 元(?:妻|夫|彼女?|カノ|カレ) 別れた(?:夫|妻|恋人|相手|人) 彼女?(?!ら|方)
    あの(?:人|子) その人 あいつ 親戚(?:の[^、。のはが]{1,6})? 担任(?:の先生)? クラスの子 奥さん
    お(?:じ|ば|じい|ばあ)(?:さん|ちゃん) 通報した(?:人|方|者)"""
)
_NAMED = r"〔氏名〕(?:さん|様|氏|くん|君|ちゃん)?"
_OTHER = rf"(?:{_NAMED}|{_NEAR}[^、。はがを]{{0,8}}?(?:人|家|{_KNOWN}|者)|{_KNOWN})"
_WHOSE = rf"(?:{_any('子ども 子 お子さん 親 両親 家族 夫 妻 配偶者 家 個人 私用 今 いま 現在 本当 メンタル 心 体')}の)"
_PRIVATE = _any(
    """所得 年収 月収 収入 給料 給与 給与明細 ボーナス 納税額 住民税 税額 年金額 年金の額 貯金 貯蓄 資産 借金 口座番号
    口座 滞納 滞納状況 病歴 病名 診断名 診断 持病 既往歴 通院 カルテ 障害者?手帳 障害の等級 離婚歴 結婚歴 前科 犯罪歴
    戸籍 国籍 在留資格 宗教 家族構成 学歴 成績 マイナンバー 個人番号 暗証番号 パスワード 顔写真 勤め先 勤務先 通う学校
    通っている学校 自宅 現住所 引っ越し先 居場所 家の(?:住所|場所|電話) 家の電話番号 私用の[^、。のは]{1,8} 携帯番号
    携帯電話 携帯 個人の(?:納税額|連絡先|電話番号) 住所 連絡先 電話番号 メールアドレス 年齢 生年月日 誕生日 本名 実名
    氏名 名前 職業 名簿"""
)
# What is dealt with, not asked for: 住所の変更, 所得の制限, 口座番号の登録.
_DEALT = _any(
    """変更 手続 制度 条件 制限 上限 基準 届 取扱 取り扱い 管理 保護 データ 証明 システム 平均 向上 確保 公表 相談 登録
    入力 提出 記入 把握 確認方法 欄 書き方 支援 状況の"""
)
_REQUEST = _any(
    """教え 知り 調べ 見せ 出して 探して 特定 確認(?:したい|でき|して) 何[番歳] いくら どこ いつ 誰 何(?:です|[?]|$)
    送って ください 下さい ですか です?[?] [?] $"""
)
_ASKED = (
    r"(?:と[^、。はが]{1,10})?(?:の額|状況|番号)?(?:を|は|が|って|について)?(?:一覧で|こっそり|詳しく|全部)?" + _REQUEST
)
_WONDERED = r"か(?:どうか)?(?:を)?(?:教え|知り|調べ|確認)"
_HAPPENED = _any(
    """生活保護を(?:受け|もら) 手帳を持っ どこに住ん どこで働 いくら(?:稼|もら) 結婚し 離婚し 妊娠し 入院し
    通っている(?:病院|学校) 逮捕され 借金し"""
)
_OWNED = pattern(rf"{_OTHER}の{_WHOSE}{{0,2}}{_PRIVATE}(?!の?{_DEALT}){_ASKED}")
_STATE = pattern(
    rf"{_OTHER}(?:は|が|って|も)[^、。]{{0,14}}{_HAPPENED}[^。]{{0,8}}(?:ますか|{_WONDERED}|ている?の?[?]|[?]$)|"
    rf"{_OTHER}に(?:は)?(?:借金|前科|離婚歴|病歴|持病|障害|子ども)が(?:ある|いる){_WONDERED}|"
    rf"{_OTHER}の[^、。はがを]{{0,8}}が通っている(?:学校|病院)は"
)


def asks(text: str) -> bool:
    """Whether a text asks for what is private to one other person."""
    return bool(_OWNED.search(text) or _STATE.search(text))
