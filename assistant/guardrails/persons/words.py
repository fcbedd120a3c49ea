"""The words that say what kind of person somebody is, as pieces of patterns: age, gender, origin, relation.

No piece decides by itself; `described` and `groups` look at what stands around it. Used on text as it was typed.
"""

from __future__ import annotations

_NUMBER = r"[0-9０-９一二三四五六七八九十]{1,3}"
DECADE = rf"(?:{_NUMBER}代(?:前半|後半|半ば)?)"
_AGED = r"(?:を過ぎた|を超えた|になった|になる|過ぎ|近い|くらい|ぐらい)?(?!以上|以下|未満|まで|から)"
_YEARS = rf"(?:{_NUMBER}(?:歳|才){_AGED}|{DECADE})"
OLD = r"(?:(?:後期|前期)?高齢者|お?年寄り|シニア(?:世代|層)?|老人|年配者?)"
YOUNG = r"(?:若者|若年(?:者|層)|若い(?:世代|人)|若手)"
AGE = rf"(?:{_YEARS}|{OLD}|{YOUNG}|高齢|中高年|中年|若い)"
WOMAN, MAN = r"(?:女性|女の人|女子|女)", r"(?:男性|男の人|男子|男)"
GENDER = rf"(?:{WOMAN}|{MAN})"
_COUNTRY = r"(?:[ァ-ヶー]{2,12}|中国|韓国|台湾|日本|外国|米国|英国|海外)"
ORIGIN = rf"(?:{_COUNTRY}(?:人|国籍|籍|出身者?)(?!材|口|数|権))"
KIND = rf"(?:{AGE}|{GENDER}|{ORIGIN})"

SELF = r"(?:私|わたし|わたくし|あたし|僕|ぼく|俺|おれ|自分|当方|こちら)"
SPOUSE = r"(?:夫|妻|主人|家内|旦那(?:さん)?|女房|奥さん)"
CHILD = r"(?:息子|娘|長男|長女|次男|次女|三男|三女)"
PARENT = r"(?:義父|義母|父|母|お父さん|お母さん)"
GRANDPARENT = r"(?:祖父|祖母|おじいちゃん|おばあちゃん)"
UNCLE = r"(?:叔父|叔母|伯父|伯母)"
SIBLING = r"(?:兄|姉|弟|妹)"
YOUNGER = rf"(?:{CHILD}|子ども|子供|子|孫)"
_OTHERS = r"(?:配偶者|パートナー|家族|親|両親|祖父母|友人|友達|知人|知り合い|隣人|同僚|部下|上司|恋人|婚約者)"
GROWN = rf"(?:{SPOUSE}|{PARENT}|{GRANDPARENT}|{UNCLE}|{SIBLING}|{_OTHERS})"
CLOSE = rf"(?:{GROWN}|{YOUNGER})"
ONE_PARENT = r"(?:シングル(?:マザー|ファー?ザー)|母子家庭|父子家庭)"

# A group of people that documents may have measures for.
GROUP = rf"(?:{WOMAN}|{MAN}|{DECADE}|{OLD}|{YOUNG}|{ORIGIN})"
# People of whom a group word only says which: the group is left out, they stay.
PEOPLE = (
    r"(?:職員|社員|従業員|労働者|住民|県民|市民|町民|村民|利用者|農業者|農家|経営者|起業家|教員|医師|研究者|技術者|管理職|"
    r"学生|生徒|申請者|応募者|受講者|求職者|移住者|観光客|留学生|保護者|世帯|議員|団員|ドライバー|エンジニア|リーダー|スタッフ)"
)
SOMEBODY = r"(?:人たち|人々|人|ひと|方々|方|かた|者)(?![一-鿿])"

# What anybody may ask for, in Sudachi's normalised forms: alone it is no matter that could be searched.
GENERAL = """支援 制度 相談 窓口 手当 サービス 取り組み 取組 施策 対象 利用 受ける 使う 貰う 出来る 県 案内 情報 方法
    場所 事 物 人 方 者 助成 補助 計画 政策 事業 対策 内容 向け 為 申し込む 申し込み 参加 必要 可能 家族 配偶者 子供 先 人達
    親 親族 祖父母"""
